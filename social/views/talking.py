"""Stands between the requests about a thread and its templates."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.kinds import registry
from core.kinds.registry import Ref
from social import rules
from social.forms import PostForm
from social.models import Post, Thread
from social.models.posts import REACTIONS
from social.queries import pages
from social.queries.asked_words import asked_word
from social.queries.conduct import pause_of
from social.queries.pace import slow_seconds, slow_wait
from social.queries.thread_pages import Asked, Reading, refs_of
from social.queries.windows import Place
from social.rendering import draw

MOST_CARDS = 20


def asked_window(request: HttpRequest) -> Asked:
    """Where the address wants to read; nonsense reads as nothing asked."""
    said = request.GET
    return Asked(
        number=number_in(said.get("post", "")),
        end=said.get("at", "") if said.get("at") in ("first", "last") else "",
        after=Place.parse(said.get("after", "")),
        before=Place.parse(said.get("before", "")),
    )


def number_in(text: str) -> int | None:
    """A positive number of an address; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 else None


def thread_context(request: AuthedRequest, reading: Reading, form: PostForm | None) -> dict[str, Any]:
    """What the thread's templates show."""
    thread, where, window = reading.thread, reading.where, reading.window
    drawn = draw(window.posts, reading.cards)
    barrier = rules.barrier_to_writing(where, thread)
    beside = _beside(request, thread)
    return {
        "reading": reading,
        "thread": thread,
        "space": thread.space,
        "where": where,
        "since": thread.stream_seq,
        "items": [{"html": drawn[post.pk], "is_first_new": post == reading.first_new} for post in window.posts],
        "earlier": str(window.earlier) if window.earlier and not (request.htmx and "after" in request.GET) else "",
        "later": str(window.later) if window.later and not (request.htmx and "before" in request.GET) else "",
        "barrier": barrier[1] if barrier else "",
        "barrier_code": barrier[0] if barrier else "",
        "pause": pause_of(where),
        "slow": _slow(where, thread),
        "form": form,
        "beside": beside,
        "subject": reading.subject,
        "composer_hidden": _hidden(form, beside),
        "composer_errors": _errors(form),
        "composer_source": form["source"].value() if form is not None else thread.my_draft_source,
        "composer_format": form["format"].value() if form is not None else thread.my_draft_format,
        # A class that the template makes a form of, where it has not kept what one looks like.
        "poll_form": form or PostForm,
        "voice_fields": "social/_voice.html" if thread.my_veil else "",
        "draft_context": f"thread:{thread.pk}",
        "crumbs": pages.crumbs(thread.space),
        "rights": pages.thread_rights(where, thread),
        "signs": REACTIONS.items(),
        "word": asked_word(where, thread),
        "at": _number_shown(request, reading),
    }


def _slow(where: rules.Standing, thread: Thread) -> dict[str, int] | None:
    """Slow mode as the composer says it; nothing, and no query, where there is none."""
    seconds = slow_seconds(thread)
    return {"seconds": seconds, "wait": slow_wait(where, thread)} if seconds and not rules.may_moderate(where) else None


def _number_shown(request: HttpRequest, reading: Reading) -> Post | None:
    """The post at which the scrubber stands: the one asked for, else the first new, else the last on the page."""
    posts = reading.window.posts
    if not posts:
        return None
    end = request.GET.get("at")
    if end in ("first", "last"):
        return posts[0] if end == "first" else posts[-1]
    asked = number_in(request.GET.get("post", ""))
    chosen = next((post for post in posts if post.number == asked), reading.first_new)
    return chosen or (posts[0] if reading.read is None else posts[-1])


def _beside(request: HttpRequest, thread: Thread) -> dict[str, Any] | None:
    """What the composer answers or quotes when the address says so: `?answer=12`, `?quote=12`."""
    for name in ("answer", "quote"):
        pk = number_in(request.GET.get(name, ""))
        post = thread.posts.standing().filter(pk=pk).select_related("author").first() if pk else None
        if post is not None:
            return {"name": name, "post": post}
    return None


def _hidden(form: PostForm | None, beside: dict[str, Any] | None) -> list[tuple[str, Any]]:
    """What goes along with the words: from the address, or from the form that came back."""
    if form is not None:
        names = ("reply_to", "quote", "files")
        return [(name, value) for name in names for value in form.data.getlist(name)]  # type: ignore[attr-defined]
    if beside is None:
        return []
    return [("reply_to" if beside["name"] == "answer" else "quote", beside["post"].pk)]


def _errors(form: PostForm | None) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors] if form is not None else []


def one_post(request: AuthedRequest, post: Post, status: int = 200) -> HttpResponse:
    """One post as its own answer, with the cards that its reader may see."""
    refs = refs_of(post)
    cards = registry.load(request.user, refs) if refs else None
    response = HttpResponse(draw([post], cards)[post.pk], status=status)
    response.headers["Location"] = reverse("social:post", args=[post.pk])
    return response


def place_of(post: Post) -> str:
    """The address of a post in its thread."""
    return f"{reverse('social:thread', args=[post.thread_id])}?post={post.number}#post-{post.pk}"


def answered_post(thread: Thread, pk: int | None) -> Post | None:
    """The post of this thread that is answered. Raises Refused (422) for another."""
    if not pk:
        return None
    post = thread.posts.filter(pk=pk).select_related("reply_to").first()
    if post is None:
        raise Refused("social.other_thread", _("That post stands in another talk."), field="reply_to", status=422)
    return post


def key_of(request: HttpRequest, form: PostForm) -> UUID | None:
    """The idempotency key: of the header where a script sends, of the form otherwise."""
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        key: UUID | None = form.cleaned_data["key"]
        return key


def refs_asked(request: HttpRequest) -> list[Ref]:
    """The things named in the address, as far as they can be things."""
    refs = []
    for text in request.GET.getlist("ref")[:MOST_CARDS]:
        try:
            refs.append(Ref.parse(text))
        except ValueError:
            continue
    return refs
