"""People, units and tokens, made as people make them."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from core.accounts import actions, tasks
from core.accounts.models import Invitation, Person
from core.accounts.roles import ADMINISTRATOR

PASSWORD = "correct horse battery staple"
_numbers = count(1)


def colleague(**fields) -> Person:
    """Somebody more, with a password."""
    number = next(_numbers)
    fields = {
        "email": f"colleague{number}@example.org",
        "name": f"Colleague {number:04}",
        "password": PASSWORD,
    } | fields
    return Person.objects.make(**fields)


def colleagues(number: int, **fields) -> list[Person]:
    """Several more."""
    return [colleague(**fields) for _number in range(number)]


def administrator(*, unit=None, **fields) -> Person:
    """An administrator of a unit, or of everything."""
    person = colleague(**{"unit": unit} | fields)
    actions.grant_role(person=person, role=ADMINISTRATOR, unit=unit, by=None)
    return person


def token(person: Person, *, scope: str = "read", days: int = 30, name: str = "A program") -> str:
    """The key of a new token."""
    _row, key = actions.create_token(
        person=person, name=name, scope=scope, expires_at=timezone.now() + timedelta(days=days)
    )
    return key


def invited(by: Person, **fields) -> Invitation:
    """Somebody who has an invitation."""
    number = next(_numbers)
    fields = {"email": f"guest{number}@example.org", "name": f"Guest {number}"} | fields
    return actions.invite(by=by, **fields)


def links_in(mailbox) -> list[str]:
    """The paths of the links in the mails that were sent."""
    lines = [line.strip() for mail in mailbox for line in mail.body.splitlines()]
    return ["/" + line.split("/", 3)[3] for line in lines if line.startswith("http")]


def send_mail_that_waits() -> None:
    """What the workers do."""
    from core.acts.jobs import drain

    drain()
    tasks.send_invitations()
