"""Keeps what became of a mail that came in."""

from core.accounts.models import Person
from core.acts.actions import action
from core.notifications.models import MailIn


@action
def keep_outcome(*, key: str, person: Person, outcome: MailIn.Outcome, reason: str = "") -> None:
    """Once for a mail: what came of its first delivery stays."""
    kept = {"person": person, "outcome": outcome, "reason": reason[:60]}
    MailIn.objects.get_or_create(effect_key=key, defaults=kept)
