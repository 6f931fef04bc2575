"""An object's page, and the same page before it is published."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from core.accounts.requests import AuthedRequest
from core.library import queries, rules
from core.library.forms import PublishForm
from core.library.models import LearningObject, Version
from core.library.views.loading import seen, worked_on


def show(request: AuthedRequest, pk: int) -> HttpResponse:
    """An object, open at once; one that was never published shows its draft to those who work on it."""
    thing = seen(request.user, pk)
    if thing.shown is None:
        raise Http404
    return page(request, thing, is_preview=thing.published is None)


def preview(request: AuthedRequest, pk: int) -> HttpResponse:
    """The draft as readers will see it."""
    thing = worked_on(request.user, pk)
    if thing.draft_or_none is None:
        raise Http404
    return page(request, thing, is_preview=True)


def uses(request: AuthedRequest, pk: int) -> HttpResponse:
    """Where it is used, of what the reader may see; the object's page fetches it as a piece."""
    thing = seen(request.user, pk)
    template = "library/_used_by.html" if request.htmx else "library/used_by.html"
    return render(request, template, {"thing": thing, "used_by": queries.used_by(request.user, thing)})


def page(
    request: AuthedRequest, thing: LearningObject, *, is_preview: bool, publish_form: PublishForm | None = None
) -> HttpResponse:
    """The object's page; before publication with what is missing and the form that publishes."""
    person = request.user
    shown = thing.draft if is_preview else thing.published
    parts = {
        "thing": thing,
        "shown": shown,
        "is_preview": is_preview,
        "version": shown if isinstance(shown, Version) else None,
        "credits": queries.credits_of(shown) if isinstance(shown, Version) else [],
        "may_write": rules.can_write(person, thing),
        "may_retire": rules.can_retire(person, thing),
        "may_bring_back": rules.can_bring_back(person, thing),
        **(_before_publication(request, thing, publish_form) if is_preview else {}),
        "replacement": thing.superseded_by if _sees_replacement(request, thing) else None,
    }
    return render(request, "library/object.html", parts, status=422 if publish_form else 200)


def _before_publication(
    request: AuthedRequest, thing: LearningObject, publish_form: PublishForm | None
) -> dict[str, object]:
    note = thing.draft.change_note
    return {
        "missing": rules.missing(thing, thing.draft, change_note=note),
        "may_publish": rules.can_publish(request.user, thing),
        "publish_form": publish_form or PublishForm(initial={"change_note": note}),
    }


def _sees_replacement(request: AuthedRequest, thing: LearningObject) -> bool:
    if thing.superseded_by_id is None:
        return False
    return LearningObject.objects.visible_to(request.user).filter(pk=thing.superseded_by_id).exists()
