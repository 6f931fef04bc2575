"""What happened to notices."""

from dataclasses import dataclass

from core.acts.facts import Fact


@dataclass(frozen=True)
class MailDue(Fact):
    """So many mails may go out at once."""

    count: int


@dataclass(frozen=True)
class PushDue(Fact):
    """So many pushes to devices may go out at once."""

    count: int
