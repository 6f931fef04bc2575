"""Pages by which a thread, or some of its posts, goes elsewhere: choose, see what it means, do it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.accounts.requests import AuthedRequest
from core.kinds.registry import Ref
from core.ui.forms import try_act
from social import actions, rules
from social.forms import SpaceChoiceForm, SplitForm, WhereForm, WhyForm
from social.models import Post, Thread
from social.queries import moving, pages
from social.queries.pointing import Meant, meant
from social.queries.standings import standing
from social.views.finding import thread_of, where_it_went
from social.views.talking import number_in

MOST_PICKS = 100
Rule = Callable[[rules.Standing, Thread], bool]


def move(request: AuthedRequest, pk: int) -> HttpResponse:
    """A thread to another space."""
    thread = _led(request, pk, rules.may_move_thread)
    spaces = moving.led_spaces(request.user, but=thread.space)
    said = request.POST or request.GET
    choice = SpaceChoiceForm(said if "to" in said else None, spaces=spaces)
    to = choice.cleaned_data["to"] if choice.is_bound and choice.is_valid() else None
    form = WhyForm(request.POST or None)
    if request.method == "POST" and to is not None:
        _moved, done = try_act(
            form, lambda: actions.move_thread(thread=thread, by=request.user, to=to, reason=_reason(form))
        )
        if done:
            messages.success(request, _("Moved. The talk stands in “%s” now.") % to.name)
            return redirect("social:thread", pk)
    context = {
        "choice": choice,
        "spaces": spaces,
        "to": to,
        "form": form,
        "outlook": moving.outlook(thread.space, to, Post.objects.filter(thread=thread)) if to else None,
        "hidden": [("to", to.pk)] if to else [],
    }
    return _page(request, "social/thread_move.html", thread, context, form)


def split(request: AuthedRequest, pk: int) -> HttpResponse:
    """Some posts to a thread of their own, or to another: choose them, choose where, see what it means."""
    thread = _led(request, pk, rules.may_split_thread)
    said = request.POST or request.GET
    picks = _picks(said)
    chosen = moving.with_answers(thread, picks)
    if not picks:
        posts, further = moving.to_choose_from(thread, number_in(request.GET.get("behind", "")) or 0)
        return _page(request, "social/thread_split.html", thread, {"posts": posts, "further": further})
    spaces = moving.led_spaces(request.user)
    split_form = SplitForm(said if "title" in said else None, spaces=spaces, initial={"to": thread.space})
    where, other = _where(request, thread)
    form, target = WhyForm(request.POST or None), None
    if split_form.is_bound and split_form.is_valid():
        target = split_form.cleaned_data["to"]
    elif other.thing:
        target = other.thing.thing.space
    if request.method == "POST" and target is not None:
        new, done = try_act(form, lambda: _split(request, thread, picks, form, split_form, other))
        if done:
            count = new.last_number if split_form.is_bound else len(picks)
            messages.success(request, ngettext("Moved %(n)s post.", "Moved %(n)s posts.", count) % {"n": count})
            return redirect("social:thread", new.pk)
    context = {
        "picks": picks,
        "chosen": chosen.select_related("author").order_by("number")[:MOST_PICKS],
        "split_form": split_form,
        "where": where,
        "meant": other,
        "form": form,
        "outlook": moving.outlook(thread.space, target, chosen) if target else None,
        "hidden": [*(("pick", pick) for pick in picks), *_said(said, "title", "to", "kind", "where")],
    }
    return _page(request, "social/thread_split_to.html", thread, context, form)


def _split(
    request: AuthedRequest, thread: Thread, picks: list[int], form: Any, split_form: Any, other: Meant
) -> Thread:
    if split_form.is_bound:
        said = split_form.cleaned_data
        return actions.split_thread(
            thread=thread,
            by=request.user,
            posts=picks,
            title=said["title"],
            space=said["to"],
            kind=said["kind"],
            reason=_reason(form),
            key=form.cleaned_data["key"],
        )
    into = other.thing.thing if other.thing else thread
    return actions.move_posts(thread=thread, by=request.user, posts=picks, into=into, reason=_reason(form))


def merge(request: AuthedRequest, pk: int) -> HttpResponse:
    """A whole thread into another."""
    thread = _led(request, pk, rules.may_move_thread)
    where, other = _where(request, thread)
    form, into = WhyForm(request.POST or None), other.thing.thing if other.thing else None
    if request.method == "POST" and into is not None:
        _into, done = try_act(
            form, lambda: actions.merge_threads(thread=thread, by=request.user, into=into, reason=_reason(form))
        )
        if done:
            messages.success(request, _("Joined. The old address leads here."))
            return redirect("social:thread", into.pk)
    context = {
        "where": where,
        "meant": other,
        "form": form,
        "outlook": moving.outlook(thread.space, into.space, Post.objects.filter(thread=thread)) if into else None,
        "hidden": _said(request.POST or request.GET, "where"),
    }
    return _page(request, "social/thread_merge.html", thread, context, form)


def went(request: AuthedRequest, pk: int) -> HttpResponse:
    """The way on from a thread that was joined to another while somebody had it open; 404 for who may not go there."""
    return render(request, "social/_went.html", {"url": where_it_went(request, pk)})


def _led(request: AuthedRequest, pk: int, rule: Rule) -> Thread:
    thread = thread_of(request, pk)
    if not rule(standing(request.user, thread.space), thread):
        raise Http404
    return thread


def _where(request: AuthedRequest, thread: Thread) -> tuple[WhereForm, Meant]:
    """What is said of another thread, and which it is: never the thread itself."""
    said = request.POST or request.GET
    form = WhereForm(said if "where" in said else None)
    if not form.is_bound or not form.is_valid():
        return form, Meant()
    own = Ref("thread", thread.pk)
    found = meant(request.user, form.cleaned_data["where"], kinds=["thread"], but=[own])
    if found.thing and found.thing.ref == own:
        form.add_error("where", _("That is this talk itself. Choose another."))
        return form, Meant()
    led = set(moving.led_spaces(request.user).values_list("pk", flat=True))
    found = replace(found, offers=[offer for offer in found.offers if offer.thing.space_id in led])
    if not found.thing and not found.offers:
        form.add_error("where", _("No talk that you lead holds these words. Try others, or paste the link."))
    return form, found


def _picks(said: Any) -> list[int]:
    texts = said.getlist("pick")[:MOST_PICKS]
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18]


def _said(said: Any, *names: str) -> list[tuple[str, str]]:
    return [(name, said[name]) for name in names if name in said]


def _reason(form: WhyForm) -> str:
    reason: str = form.cleaned_data["reason"]
    return reason


def _page(
    request: AuthedRequest, template: str, thread: Thread, context: dict[str, Any], form: WhyForm | None = None
) -> HttpResponse:
    shown = {**context, "thread": thread, "crumbs": pages.crumbs(thread.space, thread)}
    return render(request, template, shown, status=422 if form is not None and form.errors else 200)
