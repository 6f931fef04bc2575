"""Pages of posts: write, edit, delete, react, look what was."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.kinds import registry
from core.richtext import stored
from core.ui.forms import try_act
from social import actions, rules
from social.forms import PostForm, WordsForm
from social.models import Post
from social.models.posts import REACTIONS
from social.queries import pages
from social.queries.attachments import own_files
from social.queries.standings import standing
from social.queries.thread_pages import refs_of
from social.rendering import draw
from social.views import threads
from social.views.finding import post_of, thread_of
from social.views.talking import answered_post, key_of, one_post, place_of, refs_asked


def write(request: AuthedRequest, pk: int) -> HttpResponse:
    """Answers in a thread; a GET is the way back to it."""
    if request.method != "POST":
        return redirect("social:thread", pk)
    thread, form = thread_of(request, pk), PostForm(request.POST)

    def act() -> Post:
        return actions.write_post(
            thread=thread,
            author=request.user,
            source=form.cleaned_data["source"],
            format=form.cleaned_data["format"],
            reply_to=answered_post(thread, form.cleaned_data["reply_to"]),
            quotes=form.cleaned_data["quote"],
            files=own_files(request.user, form.cleaned_data["files"]),
            poll=form.poll,
            unnamed=form.unnamed,
            key=key_of(request, form),
        )

    if request.htmx:
        return _by_script(request, form, act, 201)
    post, done = try_act(form, act)
    if not done:
        return threads.read(request, pk, form)
    actions.discard_draft(person=request.user, context=f"thread:{pk}")
    return redirect(place_of(post))


def _by_script(request: AuthedRequest, form: WordsForm, act: Callable[[], Post], status: int) -> HttpResponse:
    """The post as it stands now, or a sentence that says why not, and when it is worth trying again."""
    if not form.is_valid():
        return render(request, "social/_post_refused.html", {"form": form}, status=422)
    try:
        return one_post(request, act(), status)
    except Refused as refusal:
        response = render(request, "social/_post_refused.html", {"refusal": refusal}, status=refusal.status)
        if refusal.retry_after:
            response.headers["Retry-After"] = str(refusal.retry_after)
        return response


def anchor(request: AuthedRequest, pk: int) -> HttpResponse:
    """The permanent address of a post leads to its place in the thread."""
    return redirect(place_of(post_of(request, pk)))


def more(request: AuthedRequest, pk: int) -> HttpResponse:
    """What I may do with a post, as a page of its own: the menu for who has no scripts."""
    post = post_of(request, pk)
    where = standing(request.user, post.thread.space)
    return render(
        request,
        "social/post_more.html",
        {
            "post": post,
            "html": draw([post], registry.load(request.user, refs_of(post)))[post.pk],
            "crumbs": pages.crumbs(post.thread.space, post.thread),
            "signs": REACTIONS.items(),
            "is_mine": post.writer_id == request.user.pk,
            **pages.post_rights(where, post),
        },
    )


def edit(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes my words."""
    post = post_of(request, pk)
    if not rules.may_edit_post(standing(request.user, post.thread.space), post):
        raise Http404
    form = WordsForm(request.POST or None, initial={"source": post.source, "format": post.format})

    def act() -> Post:
        said = form.cleaned_data
        return actions.edit_post(post=post, author=request.user, source=said["source"], format=said["format"])

    if request.method == "POST" and request.htmx:
        return _by_script(request, form, act, 200)
    if request.method == "POST" and try_act(form, act)[1]:
        return redirect(place_of(post))
    context = {"form": form, "post": post, "crumbs": pages.crumbs(post.thread.space, post.thread)}
    return render(request, "social/post_edit.html", context, status=422 if form.errors else 200)


def history(request: AuthedRequest, pk: int) -> HttpResponse:
    """What a post said before its edits; for who leads also who deleted it."""
    post = post_of(request, pk)
    where = standing(request.user, post.thread.space)
    if not rules.may_see_revisions(where, post):
        raise Http404
    return render(
        request,
        "social/post_history.html",
        {
            "post": post,
            "body": stored(post.html),
            "revisions": pages.revisions_of(post),
            "may_see_deletion": rules.may_see_deletion(where, post),
            "crumbs": pages.crumbs(post.thread.space, post.thread),
        },
    )


@require_POST
def delete(request: AuthedRequest, pk: int) -> HttpResponse:
    """Hides a post's words."""
    post = actions.delete_post(post=post_of(request, pk), by=request.user, reason=request.POST.get("reason", ""))
    if request.htmx:
        return one_post(request, post)
    messages.success(request, _("Deleted. Nobody sees its words any more."))
    return redirect(place_of(post))


@require_POST
def restore(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes a deletion back."""
    post = actions.restore_post(post=post_of(request, pk), by=request.user)
    return one_post(request, post) if request.htmx else redirect(place_of(post))


@require_POST
def react(request: AuthedRequest, pk: int) -> HttpResponse:
    """Reacts, or takes it back."""
    post = post_of(request, pk)
    actions.react(post=post, person=request.user, sign=request.POST.get("sign", ""))
    post.refresh_from_db(fields=["reaction_counts", "look"])
    return one_post(request, post) if request.htmx else redirect(place_of(post))


def cards(request: AuthedRequest) -> HttpResponse:
    """The cards of things that posts point at, for posts that came by the wire: only what I may see."""
    found = registry.load(request.user, refs_asked(request))
    return render(request, "social/_cards.html", {"cards": [(str(ref), shown) for ref, shown in found.items()]})
