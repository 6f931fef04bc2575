"""Begins objects, keeps their words and what is said about them."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.files.actions import store
from core.library import actions, rules
from core.library.forms import ContentForm, DescriptionForm, StartForm
from core.library.models import Draft, LearningObject
from core.library.views.loading import worked_on
from core.ui.forms import try_act
from core.ui.times import spoken


def start(request: AuthedRequest) -> HttpResponse:
    """The little that an object begins with."""
    if not rules.can_create(request.user):
        raise Refused("library.not_an_author", _("Only authors and the training department begin learning objects."))
    form = StartForm(request.POST or None)
    if request.method == "POST":
        thing, is_done = try_act(
            form,
            lambda: actions.start_object(
                author=request.user,
                described=form.described,
                content=form.cleaned_data["content"],
                key=form.cleaned_data["key"],
            ),
        )
        if is_done:
            return redirect("library:edit", thing.pk)
    return render(request, "library/new.html", {"form": form}, status=422 if form.errors else 200)


def edit(request: AuthedRequest, pk: int) -> HttpResponse:
    """The draft's words."""
    thing = worked_on(request.user, pk)
    draft = thing.draft_or_none or actions.draft_as_it_would_be(thing, request.user)
    form = ContentForm(request.POST or None, request.FILES or None, initial=_held(draft))
    if request.method == "POST":
        _saved, is_done = try_act(form, lambda: _write(request, thing, form, draft))
        if is_done:
            return redirect("library:preview" if "preview" in request.POST else "library:edit", pk)
    return render(request, "library/edit.html", _parts(thing, draft, form), status=422 if form.errors else 200)


def keep(request: AuthedRequest, pk: int) -> HttpResponse:
    """Keeps the words of somebody who is still writing; the file waits for *Save*."""
    thing = worked_on(request.user, pk)
    form = ContentForm(request.POST)
    draft = thing.draft_or_none or actions.draft_as_it_would_be(thing, request.user)
    saved, is_done = try_act(form, lambda: _write(request, thing, form, draft))
    if not is_done:
        errors = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"error": " ".join(errors)}, status=409)
    return JsonResponse({"revision": saved.revision, "saved": spoken(timezone.now(), "time")})


def describe(request: AuthedRequest, pk: int) -> HttpResponse:
    """What is said about an object."""
    thing = worked_on(request.user, pk)
    form = DescriptionForm(request.POST or None, instance=thing)
    if request.method == "POST":
        _saved, is_done = try_act(
            form,
            lambda: actions.describe_object(
                learning_object=thing,
                editor=request.user,
                described=form.described,
                audience=form.cleaned_data["audience"],
            ),
        )
        if is_done:
            return redirect("library:describe", pk)
    return render(request, "library/describe.html", {"thing": thing, "form": form}, status=422 if form.errors else 200)


def _held(draft: Draft) -> dict[str, object]:
    names = ("content", "source", "format", "url", "change_note", "revision")
    return {name: getattr(draft, name) for name in names}


def _write(request: AuthedRequest, thing: LearningObject, form: ContentForm, draft: Draft) -> Draft:
    said = form.cleaned_data
    upload = said["upload"]
    words = actions.Words(
        content=said["content"],
        source=said["source"],
        format="html" if said["format"] == "html" else "text",
        file=store(owner=request.user, upload=upload) if upload else draft.file,
        url=said["url"],
        change_note=said["change_note"],
    )
    return actions.write_draft(learning_object=thing, editor=request.user, words=words, revision=said["revision"])


def _parts(thing: LearningObject, draft: Draft, form: ContentForm) -> dict[str, object]:
    return {
        "thing": thing,
        "draft": draft,
        "form": form,
        "missing": rules.missing(thing, draft, change_note=draft.change_note),
    }
