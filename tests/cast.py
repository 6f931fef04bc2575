"""The small cast that every story uses, within one small company."""

from types import SimpleNamespace

import pytest
from django.test import Client

from core.accounts.models import JobRole, Person, RoleGrant, Unit
from core.accounts.roles import ADMINISTRATOR, TRAINER, TUTOR


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

    def unit(code: str, name: str, kind: str, country: str = "", *, under: Unit | None = None) -> Unit:
        fields = {"code": code, "name": name, "kind": kind, "country": country}
        made: Unit = Unit.objects.add_child(under, fields) if under else Unit.objects.add_root(fields)
        return made

    group = unit("HELIX", "Helix Pharma", "affiliate")
    france = unit("FR", "Helix France", "affiliate", "FR", under=group)
    germany = unit("DE", "Helix Deutschland", "affiliate", "DE", under=group)
    cardiology = unit("FR-CARD", "Cardiology", "department", "FR", under=france)
    return Company(
        group=group,
        france=france,
        germany=germany,
        cardiology=cardiology,
        field=unit("FR-CARD-SUD", "Cardiology South", "team", "FR", under=cardiology),
        training=unit("FR-TRAIN", "Training", "department", "FR", under=france),
        oncology=unit("DE-ONCO", "Oncology", "department", "DE", under=germany),
        representative=JobRole.objects.create(
            code="REP", title_en="Medical sales representative", title_fr="Délégué médical"
        ),
        liaison=JobRole.objects.create(code="MSL", title_en="Medical science liaison", title_fr="Référent médical"),
    )


@pytest.fixture
def company(db) -> Company:
    """The small company."""
    return found_company()


@pytest.fixture
def marc(company) -> Person:
    """The manager: Lena reports to him."""
    return Person.objects.make(email="marc@example.org", name="Marc Lefèvre", unit=company.cardiology)


@pytest.fixture
def lena(company, marc) -> Person:
    """The learner."""
    return Person.objects.make(
        email="lena@example.org",
        name="Lena Hoffmann",
        unit=company.field,
        job_role=company.representative,
        manager=marc,
    )


@pytest.fixture
def tomas(company) -> Person:
    """The tutor, of cardiology."""
    tomas = Person.objects.make(
        email="tomas@example.org", name="Tomás Ferreira", unit=company.cardiology, job_role=company.liaison
    )
    RoleGrant.objects.create(person=tomas, role=TUTOR)
    return tomas


@pytest.fixture
def amara(company) -> Person:
    """The trainer, of the training department."""
    amara = Person.objects.make(email="amara@example.org", name="Amara Diallo", unit=company.training)
    RoleGrant.objects.create(person=amara, role=TRAINER)
    return amara


@pytest.fixture
def eve(company) -> Person:
    """A colleague from another department, who must never see anything that is not hers."""
    return Person.objects.make(
        email="eve@example.org", name="Eve Brandt", unit=company.oncology, job_role=company.representative
    )


@pytest.fixture
def admin(company) -> Person:
    """The administrator, of everything; a learner where talk is concerned."""
    admin = Person.objects.make(email="admin@example.org", name="Ada Minier", unit=company.group)
    RoleGrant.objects.create(person=admin, role=ADMINISTRATOR)
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
