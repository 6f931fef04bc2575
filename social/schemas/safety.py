"""Safety events in the API, flags too."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema


class SafetyFacts(Schema):
    """What is known of a safety event; every line may be left out. `is_sure` false: perhaps no real patient."""

    sort: Literal["reaction", "overdose", "off_label", "pregnancy", "misuse", "error", "no_effect", "other"] = (
        "reaction"
    )
    who_told: str = Field("", max_length=1000)
    patient: str = Field("", max_length=1000)
    product: str = Field("", max_length=1000)
    reaction: str = Field("", max_length=4000)
    seriousness: Literal["", "not", "death", "life", "hospital", "disability", "birth", "other"] = ""
    is_sure: bool = True


class SafetyReportIn(SafetyFacts):
    """Something heard outside the talk."""

    words: str
    heard_on: date | None = None


class SafetyReceipt(Schema):
    """That the safety officers have it; who reports sees no more of the case."""

    reference: str


class SafetyCaseOut(Schema):
    """A case, for safety officers."""

    id: int
    reference: str
    state: str
    sort: str
    post_id: int | None
    source: str
    digest: str
    is_whole: bool
    clock_from: datetime
    due_at: datetime
    is_late: bool
    reported_at: datetime
    who_told: str
    patient: str
    product: str
    reaction: str
    seriousness: str
    missing: list[str]
    sent_as: str


class SafetyCasesOut(Schema):
    """Some cases, the most pressing first."""

    items: list[SafetyCaseOut]
    next: str | None


class FlagIn(Schema):
    """What is the matter with a post."""

    sort: Literal["off_label", "rude", "wrong", "spam", "other"]
    words: str = Field("", max_length=500)
