"""Pages of who leads a space: its flags and hints, sanctions, slow mode, many posts at once."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from core.ui.paging import keyset
from social import actions, rules
from social.forms import SanctionForm, SlowForm, SweepForm
from social.models import Post, Sanction, Space, Sweep, Thread
from social.queries import conduct, pages
from social.queries.standings import standing
from social.views.finding import space_of, thread_of


def space(request: AuthedRequest, pk: int) -> HttpResponse:
    """What waits for who leads this space, and what holds in it."""
    where = _leading(request, space_of(request, pk))
    page = keyset(conduct.flagged_posts(request.user, where.space), request, by=("urgency", "flagged_at"), size=20)
    context = {
        **pages.space_head(where, "moderation"),
        "page": page,
        "flagged": conduct.flags_on(request.user, page, where.space),
        "hints": conduct.hints_for(request.user, where.space)[:20],
        "sanctions": conduct.running_sanctions(where.space)[:50],
        "sweeps": where.space.sweeps.select_related("by").order_by("-pk")[:5],
        "slow_form": SlowForm(initial={"seconds": where.space.slow_seconds}),
        "may_slow": rules.may_slow_down(where),
    }
    return render(request, "social/moderation.html", context)


@require_POST
def slow_space(request: AuthedRequest, pk: int) -> HttpResponse:
    """Has people wait between two posts, in a whole space."""
    form = SlowForm(request.POST)
    found = space_of(request, pk)
    try_act(form, lambda: actions.slow_space(space=found, by=request.user, **form.cleaned_data))
    messages.success(request, _("Saved."))
    return redirect("social:moderation", pk)


def slow_thread(request: AuthedRequest, pk: int) -> HttpResponse:
    """The same in one talk."""
    thread = thread_of(request, pk)
    _leading(request, thread.space)
    form = SlowForm(request.POST or None, initial={"seconds": thread.slow_seconds})
    if request.method == "POST":
        _thread, done = try_act(form, lambda: actions.slow_thread(thread=thread, by=request.user, **form.cleaned_data))
        if done:
            messages.success(request, _("Saved."))
            return redirect("social:thread", pk)
    context = {"form": form, "thread": thread, "crumbs": pages.crumbs(thread.space, thread)}
    return render(request, "social/thread_slow.html", context, status=422 if form.errors else 200)


def sanction(request: AuthedRequest, pk: int, person_pk: int) -> HttpResponse:
    """Warns somebody, has them pause, or removes them."""
    where = _leading(request, space_of(request, pk))
    theirs = standing(get_object_or_404(get_user_model(), pk=person_pk), where.space)
    if not rules.may_sanction(where, theirs):
        raise Http404
    form = SanctionForm(request.POST or None, may_remove=rules.may_remove_by_sanction(where, theirs))
    if request.method == "POST":
        _made, done = try_act(
            form,
            lambda: actions.sanction(space=where.space, person=theirs.person, by=request.user, **form.cleaned_data),
        )
        if done:
            messages.success(request, _("Done. %(name)s is told.") % {"name": theirs.person.name})
            return redirect("social:moderation", pk)
    context = {**pages.space_head(where, "moderation"), "form": form, "person": theirs.person}
    return render(request, "social/sanction_new.html", context, status=422 if form.errors else 200)


def one_sanction(request: AuthedRequest, pk: int) -> HttpResponse:
    """What holds for somebody, why, and until when: for them, and for who leads."""
    made = _sanction(request, pk)
    may_lift = rules.may_lift(standing(request.user, made.space), made)
    return render(request, "social/sanction.html", {"made": made, "may_lift": may_lift})


@require_POST
def lift(request: AuthedRequest, pk: int) -> HttpResponse:
    """Ends a sanction before its time."""
    made = actions.lift_sanction(made=_sanction(request, pk), by=request.user)
    messages.success(request, _("It holds no longer."))
    return redirect("social:moderation", made.space_id)


def sweep_thread(request: AuthedRequest, pk: int) -> HttpResponse:
    """Deletes what stands in a talk, after a look at what that is."""
    thread = thread_of(request, pk)
    return _sweep(request, thread.space, thread=thread)


def sweep_person(request: AuthedRequest, pk: int, person_pk: int) -> HttpResponse:
    """Deletes what somebody wrote in a space, after a look at what that is."""
    found = space_of(request, pk)
    return _sweep(request, found, person=get_object_or_404(get_user_model(), pk=person_pk))


def sweep(request: AuthedRequest, pk: int) -> HttpResponse:
    """What a sweep took, and the way back while it is open."""
    made = _led_sweep(request, pk)
    where = standing(request.user, made.space)
    context = {"sweep": made, "count": made.posts.count(), "may_undo": rules.may_undo_sweep(where, made)}
    return render(request, "social/sweep.html", {**pages.space_head(where, "moderation"), **context})


@require_POST
def undo_sweep(request: AuthedRequest, pk: int) -> HttpResponse:
    """Brings back what a sweep took."""
    back = actions.restore_many(sweep=_led_sweep(request, pk), by=request.user)
    messages.success(request, _("%(n)s posts are back.") % {"n": back})
    return redirect("social:sweep", pk)


def _sweep(request: AuthedRequest, space: Space, thread: Thread | None = None, person: Any = None) -> HttpResponse:
    where = _leading(request, space)
    newest = Post.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
    form = SweepForm(request.POST or None, initial={"up_to": newest})
    if request.method == "POST":
        made, done = try_act(
            form,
            lambda: actions.delete_many(
                space=space, by=request.user, thread=thread, person=person, **form.cleaned_data
            ),
        )
        if done:
            return redirect("social:sweep", made.pk)
    posts = conduct.posts_to_sweep(Sweep(space=space, thread=thread, person=person, up_to=newest))
    context = {
        **pages.space_head(where, "moderation"),
        "form": form,
        "thread": thread,
        "person": person,
        "count": posts.count(),
        "people": posts.order_by().values("author").distinct().count(),
        "posts": posts.select_related("author", "thread").order_by("-pk")[:10],
    }
    return render(request, "social/sweep_new.html", context, status=422 if form.errors else 200)


def _leading(request: AuthedRequest, space: Space) -> rules.Standing:
    where = standing(request.user, space)
    if not rules.may_moderate(where):
        raise Http404
    return where


def _sanction(request: AuthedRequest, pk: int) -> Sanction:
    made = Sanction.objects.visible_to(request.user).select_related("space", "person", "by")
    return get_object_or_404(made, pk=pk)


def _led_sweep(request: AuthedRequest, pk: int) -> Sweep:
    made = get_object_or_404(Sweep.objects.select_related("space", "by", "person", "thread"), pk=pk)
    _leading(request, made.space)
    return made
