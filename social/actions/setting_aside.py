"""Keeps what a person wrote at the same time on two devices: one is the draft, the other is offered back."""

from typing import TYPE_CHECKING

from django.utils import timezone

from core.acts.actions import action
from social.models import Draft, SetAside

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_ASIDE = 5


@action
def set_aside(*, person: "Person", context: str, source: str, format: str = "text") -> None:
    """Keeps words that a newer draft would have replaced; what has only grown takes the place of what it was."""
    if not source.strip():
        return
    draft = Draft.objects.filter(person=person, context=context).first()
    if draft is not None and draft.source.startswith(source):
        return
    forget_beginnings(person, context, source)
    SetAside.objects.create(person=person, context=context, source=source, format=format)
    kept = SetAside.objects.visible_to(person).filter(context=context).newest_first()
    SetAside.objects.filter(pk__in=list(kept.values_list("pk", flat=True)[MOST_ASIDE:])).delete()


@action
def save_over(*, person: "Person", context: str, source: str, format: str = "text", title: str = "") -> Draft:
    """Keeps these words as the draft whatever stood there; what stood there is set aside."""
    now = timezone.now()
    draft = Draft.objects.select_for_update().filter(person=person, context=context).first()
    if draft is None:
        draft = Draft(person=person, context=context, version=0)
    old, old_format = draft.source, draft.format
    draft.source, draft.format, draft.title = source, format, title
    draft.version, draft.saved_at = draft.version + 1, now
    draft.save()
    set_aside(person=person, context=context, source=old, format=old_format)
    forget_beginnings(person, context, source)
    return draft


@action
def take_up_aside(*, aside: SetAside, person: "Person") -> Draft:
    """Makes what was set aside the draft; what was the draft is set aside instead."""
    source, format, context = aside.source, aside.format, aside.context
    aside.delete()
    return save_over(person=person, context=context, source=source, format=format)


@action
def drop_aside(*, aside: SetAside, person: "Person") -> None:
    """Throws away what was set aside; it is not wanted."""
    SetAside.objects.visible_to(person).filter(pk=aside.pk).delete()


def forget_beginnings(person: "Person", context: str, source: str) -> None:
    """Drops what is only the beginning of these words."""
    for aside in SetAside.objects.visible_to(person).filter(context=context):
        if source.startswith(aside.source):
            aside.delete()
