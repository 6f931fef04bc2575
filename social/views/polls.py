"""Pages of polls: ask one, vote, close it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.ui.forms import try_act
from social import actions
from social.forms import PollForm, VoteForm
from social.models import Poll
from social.queries import pages
from social.queries.polls import mine_of, poll_shown, voters_of
from social.views.finding import thread_of

MOST_ASKED = 40


def new(request: AuthedRequest, pk: int) -> HttpResponse:
    """A post with a poll, on a page of its own."""
    thread = thread_of(request, pk)
    form = PollForm(request.POST or None)
    if request.method == "POST":
        post, done = try_act(
            form,
            lambda: actions.write_post(
                thread=thread,
                author=request.user,
                source=form.cleaned_data["source"],
                format=form.cleaned_data["format"],
                poll=form.poll,
                key=form.cleaned_data["key"],
            ),
        )
        if done:
            return redirect("social:post", post.pk)
    context = {"form": form, "thread": thread, "crumbs": pages.crumbs(thread.space, thread)}
    return render(request, "social/poll_new.html", context, status=422 if form.errors else 200)


def read(request: AuthedRequest, pk: int) -> HttpResponse:
    """A poll with my vote, what came out, and who voted what where it is no secret."""
    return _page(request, _poll(request, pk))


def mine(request: AuthedRequest) -> HttpResponse:
    """What the polls of a page are for me: my vote, the form, a result that only voters see; by one request a page."""
    asked = [int(text) for text in request.GET.get("ids", "").split(",")[:MOST_ASKED] if _is_key(text)]
    polls = list(Poll.objects.visible_to(request.user).filter(pk__in=asked).with_post())
    return render(request, "social/_polls_mine.html", {"polls": mine_of(request.user, polls)})


@require_POST
def vote(request: AuthedRequest, pk: int) -> HttpResponse:
    """Votes, or changes my vote."""
    poll = _poll(request, pk)
    try:
        chosen = VoteForm(request.POST, poll=poll).choices
        actions.vote(poll=poll, person=request.user, choices=chosen)
    except Refused as refusal:
        if refusal.status != 422:
            raise
        return _answer(request, poll, str(refusal.text), 422)
    return _done(request, pk, _("Your vote counts. You can change it until the poll closes."))


@require_POST
def withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes my vote back."""
    actions.withdraw_vote(poll=_poll(request, pk), person=request.user)
    return _done(request, pk, _("Your vote is taken back."))


@require_POST
def close(request: AuthedRequest, pk: int) -> HttpResponse:
    """Closes it before its time."""
    actions.close_poll(poll=_poll(request, pk), by=request.user)
    return _done(request, pk, _("The poll is closed."))


def _done(request: AuthedRequest, pk: int, words: str) -> HttpResponse:
    if request.htmx:
        return _answer(request, _poll(request, pk), words)
    messages.success(request, words)
    return redirect("social:poll", pk)


def _answer(request: AuthedRequest, poll: Poll, words: str, status: int = 200) -> HttpResponse:
    """For a script my part of the poll; else its page, with what was wrong."""
    if not request.htmx:
        return _page(request, poll, words, status)
    [own] = mine_of(request.user, [poll])
    return render(
        request, "social/_poll_mine.html", {"mine": own, "said": words, "is_bad": status != 200}, status=status
    )


def _page(request: AuthedRequest, poll: Poll, error: str = "", status: int = 200) -> HttpResponse:
    [own] = mine_of(request.user, [poll])
    post = poll.post
    context = {
        "mine": own,
        "poll": poll_shown({**own.told}),
        "post": post,
        "error": error,
        "voters": voters_of(poll) if own.told["points"] is not None and not post.is_hidden else [],
        "crumbs": pages.crumbs(post.thread.space, post.thread),
        "back": reverse("social:post", args=[post.pk]),
    }
    return render(request, "social/poll.html", context, status=status)


def _poll(request: AuthedRequest, pk: int) -> Poll:
    return get_object_or_404(Poll.objects.in_threads_of(request.user).with_post(), pk=pk)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18
