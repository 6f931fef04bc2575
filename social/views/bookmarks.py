"""What I keep for later."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.kinds import registry
from core.kinds.registry import Ref, Shown
from core.ui import times
from core.ui.forms import try_act
from core.ui.paging import keyset
from social import actions
from social.forms import BookmarkForm
from social.models import Bookmark
from social.models.bookmarks import KEPT_KINDS
from social.queries.bookmarks import bookmarks_of, kept
from social.queries.pages import Way
from social.rules.moments import quick_moments
from social.views.finding import post_of


def listing(request: AuthedRequest) -> HttpResponse:
    """All that I keep, the latest first."""
    kind = request.GET.get("kind", "")
    page = keyset(bookmarks_of(request.user, kind), request)
    home = reverse("social:bookmarks")
    ways = [Way(_("All"), home, kind not in KEPT_KINDS)]
    ways += [Way(registry.of(name).word, f"{home}?kind={name}", name == kind) for name in KEPT_KINDS]
    context = {"page": page, "kept": kept(request.user, page.items), "filters": ways, "chosen": kind in KEPT_KINDS}
    return render(request, "social/bookmarks.html", context)


def keep(request: AuthedRequest) -> HttpResponse:
    """Keeps a thing (`ref`), perhaps with a note and a time: a press of the menu sends no more than `when`."""
    shown = _thing(request, request.POST.get("ref", "") or request.GET.get("ref", ""))
    form = BookmarkForm(request.POST or None, moments=_moments(request))
    if request.method == "POST":
        note = form.data.get("note")
        bookmark, done = try_act(
            form,
            lambda: actions.keep(person=request.user, thing=shown.ref, note=note, remind_at=form.time),
        )
        if done:
            messages.success(request, _said(bookmark.remind_at))
            return redirect(shown.url)
    context = {"form": form, "shown": shown, "bookmark": None}
    return render(request, "social/bookmark.html", context, status=422 if form.errors else 200)


@require_POST
def keep_post(request: AuthedRequest, pk: int) -> HttpResponse:
    """Keeps a post, or keeps it no longer; a sentence for the page's script."""
    post = post_of(request, pk)
    ref = Ref.to(post)
    if Bookmark.objects.visible_to(request.user).of(ref.kind, ref.pk).exists():
        actions.drop_bookmark(person=request.user, thing=ref)
        return HttpResponse(_("No longer kept."), content_type="text/plain; charset=utf-8")
    actions.keep(person=request.user, thing=ref)
    return HttpResponse(_said(None), content_type="text/plain; charset=utf-8")


@require_POST
def drop(request: AuthedRequest) -> HttpResponse:
    """Keeps a thing no longer; from its own page one stays there."""
    try:
        ref = Ref.parse(request.POST.get("ref", ""))
    except ValueError:
        raise Http404 from None
    actions.drop_bookmark(person=request.user, thing=ref)
    messages.success(request, _("No longer kept."))
    shown = registry.load(request.user, [ref]).get(ref) if request.POST.get("stay") else None
    return redirect(shown.url if shown else "social:bookmarks")


def one(request: AuthedRequest, pk: int) -> HttpResponse:
    """Another note, another time."""
    bookmark = get_object_or_404(Bookmark.objects.visible_to(request.user), pk=pk)
    shown = _thing(request, str(bookmark.ref))
    waits = bookmark.remind_at if bookmark.reminded_at is None else None
    initial: dict[str, Any] = {"note": bookmark.note, "when": "at" if waits else "", "remind_at": waits}
    form = BookmarkForm(request.POST or None, moments=_moments(request), initial=initial)
    if request.method == "POST":
        _bookmark, done = try_act(
            form,
            lambda: actions.change_bookmark(
                bookmark=bookmark, person=request.user, note=form.cleaned_data["note"], remind_at=form.time
            ),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect("social:bookmarks")
    context = {"form": form, "shown": shown, "bookmark": bookmark}
    return render(request, "social/bookmark.html", context, status=422 if form.errors else 200)


def _thing(request: AuthedRequest, text: str) -> Shown:
    try:
        ref = Ref.parse(text)
    except ValueError:
        raise Http404 from None
    shown = registry.load(request.user, [ref]).get(ref)
    if shown is None or ref.kind not in KEPT_KINDS:
        raise Http404
    return shown


def _moments(request: AuthedRequest) -> list[Any]:
    return quick_moments(timezone.now(), request.user.zone)


def _said(remind_at: datetime | None) -> str:
    if remind_at is None:
        return _("Kept among your bookmarks.")
    return _("Kept. You are reminded: %s.") % times.spoken(remind_at, "exact")
