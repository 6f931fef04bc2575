"""Makes safety officers, cases and flags by the actions."""

from core.accounts.models import Person, RoleGrant
from core.accounts.roles import MEDICAL_REVIEWER, SAFETY_OFFICER
from social import actions
from social.models import Post, SafetyCase

WHOLE = {
    "who_told": "Dr Roux, paediatrician",
    "patient": "Boy, 3 months, J. D.",
    "product": "Nirsevimab 50 mg, batch unknown",
    "reaction": "Fever of 39.5 the same evening, gone the next day.",
    "seriousness": "not",
}


def an_officer(company, name: str = "Hélène Faure") -> Person:
    """A safety officer, who belongs to no community."""
    email = f"{name.split()[0].lower()}@example.org".replace("é", "e").replace("è", "e")
    person = Person.objects.filter(email=email).first() or Person.objects.make(
        email=email, name=name, unit=company.france
    )
    RoleGrant.objects.get_or_create(person=person, role=SAFETY_OFFICER)
    return Person.objects.get(pk=person.pk)


def a_reviewer(company) -> Person:
    """A medical reviewer, who belongs to no community."""
    person = Person.objects.filter(email="samira@example.org").first() or Person.objects.make(
        email="samira@example.org", name="Samira Amrani", unit=company.france
    )
    RoleGrant.objects.get_or_create(person=person, role=MEDICAL_REVIEWER)
    return Person.objects.get(pk=person.pk)


def a_case(post: Post, by: Person, **told: str) -> SafetyCase:
    """A post given to the officers."""
    return actions.report_post(post=post, reporter=by, told=told)
