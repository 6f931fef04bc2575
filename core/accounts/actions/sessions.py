"""Leaving: one device, the others, all of them."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings

from core.accounts.facts import SignedOut
from core.accounts.models import Person
from core.acts.actions import action, state


@action
def sign_out(*, session_key: str) -> None:
    """Ends the session that a browser leaves; the caller flushes its own copy."""
    UserSession.objects.filter(session_key=session_key).delete()
    state(SignedOut(session_key=session_key))


@action
def end_session(*, session: UserSession) -> None:
    """Signs one other device out."""
    close_sessions([session])


@action
def end_sessions(*, person: Person, but: str | None = None) -> int:
    """Signs the person out on every device, or on every other than the one of session `but`; returns how many."""
    sessions = list(UserSession.objects.filter(user=person).exclude(session_key=but or ""))
    close_sessions(sessions)
    return len(sessions)


def close_sessions(sessions: list[UserSession]) -> None:
    """Takes the sessions away, in the store and in the list, and says so; within an action only."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in sessions:
        store.delete(session.session_key)
        state(SignedOut(session_key=session.session_key))
    UserSession.objects.filter(pk__in=[session.pk for session in sessions]).delete()
