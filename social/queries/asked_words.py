"""What an announcement's page says to its reader about acknowledging it; no query of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from social import rules
from social.models import Asking, Thread
from social.queries.acknowledging import is_overdue


@dataclass(frozen=True)
class AskedWord:
    """What is asked of the reader, what they have said, what they may see as who leads."""

    asking: Asking | None
    may_ask: bool = False
    may_see: bool = False
    is_asked: bool = False
    done_at: datetime | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.asking is not None and is_overdue(self.asking)

    @property
    def is_shown(self) -> bool:
        """Whether the bar above the talk has something to say."""
        return self.is_asked or self.done_at is not None or (self.asking is not None and self.may_see)


def asked_word(where: rules.Standing, thread: Any) -> AskedWord | None:
    """For a thread that came `with_acknowledgement`; None where it is no announcement."""
    if thread.kind != Thread.Kind.ANNOUNCEMENT:
        return None
    try:
        asking = thread.asking
    except ObjectDoesNotExist:
        return AskedWord(None, may_ask=rules.may_ask_to_acknowledge(where, thread))
    is_done = (thread.my_acknowledged or 0) >= asking.revision
    asking.thread = thread
    return AskedWord(
        asking,
        may_ask=rules.may_ask_to_acknowledge(where, thread),
        may_see=rules.may_see_acknowledgements(where, thread),
        is_asked=not is_done and rules.may_acknowledge(where, asking),
        done_at=thread.my_acknowledged_at if is_done else None,
    )
