"""What a person has begun to write in one place, and what waits beside it."""

from typing import TYPE_CHECKING, Any

from core.richtext import excerpt
from social.models import Draft, SetAside

if TYPE_CHECKING:
    from core.accounts.models import Person


def draft_of(person: "Person", context: str) -> Draft | None:
    """The draft of one place, with `has_aside`: whether other words wait beside it; one query."""
    return Draft.objects.visible_to(person).filter(context=context).with_aside().first()


def began(draft: Draft | None) -> dict[str, Any]:
    """What a form of new words starts with; nothing where nothing was begun."""
    if draft is None or not draft.source:
        return {}
    title = {"title": draft.title} if draft.title else {}
    return {"source": draft.source, "format": draft.format, **title}


def draft_shown(person: "Person", context: str) -> dict[str, Any]:
    """The draft of one place for a script, with what was set aside there."""
    draft = draft_of(person, context)
    asides = SetAside.objects.visible_to(person).filter(context=context).newest_first()
    told: dict[str, Any] = {"source": "", "format": "text", "title": "", "version": 0}
    if draft is not None:
        told = {name: getattr(draft, name) for name in told} | {"saved_at": draft.saved_at.isoformat()}
    return {**told, "aside": [_aside(each) for each in asides]}


def words_of(source: str, format: str) -> str:
    """How a draft begins, on one line."""
    return excerpt(f"<p>{source}</p>" if format == "text" else source, 140)


def _aside(aside: SetAside) -> dict[str, Any]:
    return {"id": aside.pk, "words": words_of(aside.source, aside.format), "at": aside.at.isoformat()}
