"""Setting a password, and asking for a new one."""

from django.utils import translation

from core.accounts.actions.sessions import end_sessions
from core.accounts.facts import PasswordChanged, PasswordResetAsked
from core.accounts.models import Person, plain_email
from core.acts.actions import action, state
from core.audit import trail


@action
def change_password(*, person: Person, password: str, session_key: str | None = None) -> None:
    """Sets a password that a form has validated; every other session of the person ends."""
    person.set_password(password)
    person.save(update_fields=["password"])
    end_sessions(person=person, but=session_key)
    trail.record(person, "accounts.password_changed", person, None, None)
    state(PasswordChanged(person_id=person.pk))


@action
def ask_for_password_reset(*, email: str) -> None:
    """Does the same for every address, known or not: a job looks it up, so neither answer nor time tells."""
    state(PasswordResetAsked(email=plain_email(email), language=translation.get_language() or "en"))
