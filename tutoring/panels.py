"""What tutoring shows on the pages of lower areas."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from social.models import Space, Thread
from tutoring.models import Fragment, StudyGroup
from tutoring.queries.subjects import alone, subject_of


def subject_card(request: HttpRequest, thing: Any) -> str:
    """The part of a study that a thread hangs on, with its plot; nothing for other subjects."""
    fragment = thing
    if isinstance(thing, Thread):
        ref = thing.subject_ref
        if ref is None or ref.kind != "study_fragment":
            return ""
        fragment = next(iter(alone(Fragment.objects.visible_to(request.user), ref.pk)), None)
    if not isinstance(fragment, Fragment):
        return ""
    return render_to_string("tutoring/_subject_card.html", {"subject": subject_of(fragment)}, request)


def group_of_space(request: HttpRequest, space: Any) -> str:
    """The way from a group's space to the group's page."""
    if not isinstance(space, Space) or space.kind != Space.Kind.STUDY_GROUP:
        return ""
    group = StudyGroup.objects.visible_to(request.user).filter(space=space).select_related("space", "tutor").first()
    return render_to_string("tutoring/_group_card.html", {"group": group}, request) if group else ""
