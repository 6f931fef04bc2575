"""The small cast that every story uses, within one small company."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from core.accounts.models import JobRole, Person, RoleGrant, Unit
from core.accounts.roles import ADMINISTRATOR, TRAINER, TUTOR

# The units' rows, once they were added one by one: a tree is slow to grow, and most stories begin with this one.
_grown: list[dict[str, Any]] = []


class Company(SimpleNamespace):
    """Units and job roles by short names."""

    group: Unit
    france: Unit
    cardiology: Unit
    field: Unit
    training: Unit
    germany: Unit
    oncology: Unit
    representative: JobRole
    liaison: JobRole


def found_company() -> Company:
    """A group with two affiliates: cardiology and training in France, oncology in Germany."""
    known = {each.code: each for each in Unit.objects.all() or Unit.objects.bulk_create(Unit(**row) for row in _grown)}

    def unit(code: str, name: str, kind: str, country: str = "", *, under: Unit | None = None) -> Unit:
        if code in known:
            return known[code]
        fields = {"code": code, "name": name, "kind": kind, "country": country}
        made: Unit = Unit.objects.add_child(under, fields) if under else Unit.objects.add_root(fields)
        return made

    group = unit("HELIX", "Helix Pharma", "affiliate")
    france = unit("FR", "Helix France", "affiliate", "FR", under=group)
    germany = unit("DE", "Helix Deutschland", "affiliate", "DE", under=group)
    cardiology = unit("FR-CARD", "Cardiology", "department", "FR", under=france)
    company = Company(
        group=group,
        france=france,
        germany=germany,
        cardiology=cardiology,
        field=unit("FR-CARD-SUD", "Cardiology South", "team", "FR", under=cardiology),
        training=unit("FR-TRAIN", "Training", "department", "FR", under=france),
        oncology=unit("DE-ONCO", "Oncology", "department", "DE", under=germany),
        representative=job_role("REP", "Medical sales representative", "Délégué médical"),
        liaison=job_role("MSL", "Medical science liaison", "Référent médical"),
    )
    if not known:
        _grown.extend(Unit.objects.values("code", "name", "kind", "country", "path", "depth", "numchild"))
    return company


def job_role(code: str, title_en: str, title_fr: str) -> JobRole:
    """A job role, made when it is not there."""
    return JobRole.objects.get_or_create(code=code, defaults={"title_en": title_en, "title_fr": title_fr})[0]


def known_or_new(*, email: str, **fields: Any) -> Person:
    """A person of the cast. Stories with a real server share its database, and meet the same people there."""
    return Person.objects.filter(email=email).first() or Person.objects.make(email=email, **fields)


@pytest.fixture
def company(db) -> Company:
    """The small company."""
    return found_company()


@pytest.fixture
def marc(company) -> Person:
    """The manager: Lena reports to him."""
    return known_or_new(email="marc@example.org", name="Marc Lefèvre", unit=company.cardiology)


@pytest.fixture
def lena(company, marc) -> Person:
    """The learner."""
    return known_or_new(
        email="lena@example.org",
        name="Lena Hoffmann",
        unit=company.field,
        job_role=company.representative,
        manager=marc,
    )


@pytest.fixture
def tomas(company) -> Person:
    """The tutor, of cardiology."""
    tomas = known_or_new(
        email="tomas@example.org", name="Tomás Ferreira", unit=company.cardiology, job_role=company.liaison
    )
    RoleGrant.objects.get_or_create(person=tomas, role=TUTOR)
    return tomas


@pytest.fixture
def amara(company) -> Person:
    """The trainer, of the training department."""
    amara = known_or_new(email="amara@example.org", name="Amara Diallo", unit=company.training)
    RoleGrant.objects.get_or_create(person=amara, role=TRAINER)
    return amara


@pytest.fixture
def eve(company) -> Person:
    """A colleague from another department, who must never see anything that is not hers."""
    return known_or_new(
        email="eve@example.org", name="Eve Brandt", unit=company.oncology, job_role=company.representative
    )


@pytest.fixture
def admin(company) -> Person:
    """The administrator, of everything; a learner where talk is concerned."""
    admin = known_or_new(email="admin@example.org", name="Ada Minier", unit=company.group)
    RoleGrant.objects.get_or_create(person=admin, role=ADMINISTRATOR)
    return admin


@pytest.fixture
def cast(lena, tomas, amara, marc, eve, admin) -> list[Person]:
    """Everybody, for tables of actor by state."""
    return [lena, tomas, amara, marc, eve, admin]


@pytest.fixture
def signed_in():
    """`signed_in(lena)` is Lena's browser."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
