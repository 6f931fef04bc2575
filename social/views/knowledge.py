"""Pages of what a space works out: confirm an answer, make a job aid of it, see what is like it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.accounts.requests import AuthedRequest
from core.acts.pace import keep_pace
from core.richtext import excerpt
from core.ui.forms import try_act
from social import actions, rules
from social.forms import PromoteForm
from social.models import Post, Thread
from social.queries import pages
from social.queries.knowing import topics_of, who_knows
from social.queries.similar import related_to, similar_to
from social.queries.standings import standing, standing_beside
from social.views.finding import post_of
from social.views.talking import one_post, place_of

# A title is asked about with every pause of its writer.
MOST, SECONDS = 120, 60


@require_POST
def confirm(request: AuthedRequest, pk: int) -> HttpResponse:
    """A tutor stands by an answer."""
    return _shown(request, actions.confirm_answer(post=post_of(request, pk), tutor=request.user), _("Confirmed."))


@require_POST
def withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    """And does so no longer."""
    post = actions.withdraw_confirmation(post=post_of(request, pk), tutor=request.user)
    return _shown(request, post, _("No tutor stands by this answer any more."))


def promote(request: AuthedRequest, pk: int) -> HttpResponse:
    """Begins a job aid with the words of an answer; its author goes on in the library."""
    post = post_of(request, pk)
    if not rules.may_promote(standing(request.user, post.thread.space), post):
        raise Http404
    form = PromoteForm(request.POST or None, others=_others(post), initial={"title": post.thread.title[:160]})
    if request.method == "POST":
        thing, done = try_act(form, lambda: _promote(request, post, form.cleaned_data))
        if done:
            messages.success(request, _("The job aid is begun. Read it through, describe it, and publish it."))
            return redirect("library:edit", thing.pk)
    context = {"form": form, "post": post, "crumbs": pages.crumbs(post.thread.space, post.thread)}
    return render(request, "social/post_promote.html", context, status=422 if form.errors else 200)


@require_POST
def let_go(request: AuthedRequest, pk: int) -> HttpResponse:
    """Parts an answer from its job aid."""
    post = actions.let_go_of_job_aid(post=post_of(request, pk), by=request.user)
    messages.success(request, _("The answer and the job aid no longer point at each other."))
    return redirect(place_of(post))


@require_safe
def similar(request: AuthedRequest) -> HttpResponse:
    """Talks like the title that is being typed."""
    keep_pace("social.similar", request.user.pk, most=MOST, seconds=SECONDS)
    return render(request, "social/_similar.html", {"threads": similar_to(request.user, request.GET.get("title", ""))})


@require_safe
def beside(request: AuthedRequest, pk: int) -> HttpResponse:
    """What stands beside a talk: learning objects that have to do with it, people who know; a page without scripts."""
    seen = Thread.objects.visible_to(request.user).with_my_standing(request.user)
    thread = get_object_or_404(seen, pk=pk)
    where = standing_beside(request.user, thread)
    context = {
        "thread": thread,
        "related": related_to(request.user, thread),
        "knowers": who_knows(request.user, topics_of(thread), thread=thread, space=thread.space),
        "may_ask": rules.may_write(where, thread),
    }
    if request.htmx:
        return render(request, "social/_beside.html", context)
    context["crumbs"] = pages.crumbs(thread.space, thread)
    return render(request, "social/thread_beside.html", context)


def _shown(request: AuthedRequest, post: Post, said: str) -> HttpResponse:
    if request.htmx:
        return one_post(request, post)
    messages.success(request, said)
    return redirect(place_of(post))


def _others(post: Post) -> list[tuple[int, str]]:
    rows = post.thread.posts.standing().filter(confirmed_at__isnull=False, promotion=None).exclude(pk=post.pk)
    return [(row.pk, f"{row.author.name}: {excerpt(row.html, 120)}") for row in rows.select_related("author")[:20]]


def _promote(request: AuthedRequest, post: Post, said: dict[str, Any]) -> Any:
    return actions.promote_answer(
        post=post,
        by=request.user,
        title=said["title"],
        code=said["code"],
        posts=said.get("posts", []),
        with_question=said["with_question"],
        key=said["key"],
    )
