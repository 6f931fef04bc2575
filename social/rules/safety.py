"""Who may report a safety event, and what a safety officer may do with a case in which state."""

from typing import TYPE_CHECKING

from social.models import Post, SafetyCase, SafetyHint
from social.querysets.safety import is_officer
from social.querysets.spaces import is_stranger
from social.rules.spaces import Standing, may_moderate
from social.rules.threads import may_read_thread

if TYPE_CHECKING:
    from core.accounts.models import Person

State = SafetyCase.State


def may_report_event(person: "Person") -> bool:
    """Whether they may tell of something they heard: everybody may."""
    return not is_stranger(person)


def may_report_post(standing: Standing, post: Post) -> bool:
    """Whether they may report a post: whoever reads it, in locked and archived talks too."""
    return not post.is_hidden and may_read_thread(standing, post.thread)


def may_work_on(person: "Person", case: SafetyCase) -> bool:
    """Whether they may take a case, fill it in and close it."""
    return is_officer(person) and case.is_open


def may_give_back(person: "Person", case: SafetyCase) -> bool:
    """Whether they may show its post again as it was: while nobody has said that it is an event."""
    return is_officer(person) and _holds(case) and case.state != State.SENT


def may_redact(person: "Person", case: SafetyCase) -> bool:
    """Whether they may show its post again in other words."""
    return is_officer(person) and _holds(case)


def may_reopen(person: "Person", case: SafetyCase) -> bool:
    """Whether they may take up a closed case again."""
    return is_officer(person) and not case.is_open


def may_keep_words(person: "Person") -> bool:
    """Whether they may change the word list: safety officers, administrators of everything."""
    return is_officer(person) or person.has_role_everywhere("administrator")


def may_answer_hint(standing: Standing, hint: SafetyHint) -> bool:
    """Whether they may judge what the word list found: who leads there; of events, a safety officer too."""
    is_theirs = hint.sort == SafetyHint.Sort.SAFETY and is_officer(standing.person)
    return is_theirs or may_moderate(standing)


def _holds(case: SafetyCase) -> bool:
    return case.post is not None and case.post.held_for == Post.Hold.SAFETY
