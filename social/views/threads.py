"""Pages of threads: read one, open one, lead one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from social import actions, rules
from social.forms import PostForm, ThreadForm, TitleForm
from social.models import Space, Thread
from social.queries import beginnings, pages
from social.queries.attachments import own_files
from social.queries.drafts import began, draft_of
from social.queries.people import offered, people_at_home, readers_of, who_may_read
from social.queries.similar import similar_to
from social.queries.standings import standing
from social.queries.thread_pages import read_thread, thread_to_read
from social.registries import terms_of
from social.views import messages as messages_pages
from social.views.finding import moved_post, readable_space_of, thread_of, where_it_went
from social.views.talking import asked_window, place_of, thread_context


def read(request: AuthedRequest, pk: int, form: PostForm | None = None) -> HttpResponse:
    """A thread around the first unread post, or where the address says; htmx is given only the next posts."""
    asked = asked_window(request)
    thread = thread_to_read(request.user, pk, asked)
    if thread is None:
        return redirect(where_it_went(request, pk, asked.number))
    reading = read_thread(request.user, thread, asked)
    if asked.number and asked.number not in reading.window.numbers and (moved := moved_post(request, pk, asked.number)):
        return redirect(place_of(moved))
    context = thread_context(request, reading, form)
    if request.htmx and form is None:
        return render(request, "social/_window.html", context)
    if thread.space.kind == Space.Kind.DIRECT:
        return messages_pages.shown(request, context, 422 if form else 200)
    return render(request, "social/thread.html", context, status=422 if form else 200)


def new(request: AuthedRequest) -> HttpResponse:
    """Opens a thread, perhaps about something."""
    begun = beginnings.begun(request.user, request.GET)
    draft = draft_of(request.user, begun.draft_context)
    form = ThreadForm(
        request.POST or None,
        spaces=begun.spaces,
        may_announce=begun.may_announce,
        terms=begun.words_for_tags(terms_of(begun.subject)),
        unnamed_in=begun.unnamed_in,
        initial=begun.initial | began(draft),
    )
    if "look" in request.POST:
        # Without scripts: what is like the title, above the form with all that was typed.
        form.similar = similar_to(request.user, request.POST.get("title", ""))
        form.errors.clear()
    elif request.method == "POST":
        thread, done = try_act(form, lambda: _open(request, begun, form))
        if done:
            actions.discard_draft(person=request.user, context=begun.draft_context)
            asks = form.cleaned_data.get("asks") and thread.kind == Thread.Kind.ANNOUNCEMENT
            return redirect("social:acknowledgement-ask" if asks else "social:thread", thread.pk)
    context = {"form": form, "begun": begun, "draft_context": begun.draft_context, "draft": draft}
    return render(request, "social/thread_new.html", context, status=422 if form.errors else 200)


def _open(request: AuthedRequest, begun: beginnings.Begun, form: ThreadForm) -> Any:
    said = form.cleaned_data
    return actions.open_thread(
        space=said["space"],
        author=request.user,
        title=said["title"],
        source=said["source"],
        format=said["format"],
        kind=said["kind"],
        language=said["language"],
        subject=begun.subject,
        place=begun.place,
        files=own_files(request.user, said["files"]),
        poll=form.poll,
        tags=[*said["tags"], *said["tag"]],
        unnamed=said.get("unnamed", False),
        key=said["key"],
    )


def rename(request: AuthedRequest, pk: int) -> HttpResponse:
    """Another title."""
    thread = thread_of(request, pk)
    form = TitleForm(request.POST or None, initial={"title": thread.title})
    if request.method == "POST":
        _thread, done = try_act(
            form, lambda: actions.rename_thread(thread=thread, by=request.user, title=form.cleaned_data["title"])
        )
        if done:
            return redirect("social:thread", pk)
    context = {"form": form, "thread": thread, "crumbs": pages.crumbs(thread.space, thread)}
    return render(request, "social/thread_rename.html", context, status=422 if form.errors else 200)


def _lead(act: Callable[..., Any], said: str) -> Callable[..., HttpResponse]:
    """A view for one deed of who leads a thread."""

    @require_POST
    def view(request: AuthedRequest, pk: int) -> HttpResponse:
        act(thread=thread_of(request, pk), by=request.user)
        messages.success(request, _(said))
        return redirect("social:thread", pk)

    return view


def noted(text: str) -> str:
    """Marks a sentence for translation where it is said later."""
    return text


lock = _lead(actions.lock_thread, noted("Locked: only moderators can write here now."))
unlock = _lead(actions.unlock_thread, noted("Unlocked."))
archive = _lead(actions.archive_thread, noted("Archived. It can be read, not continued."))
revive = _lead(actions.revive_thread, noted("Back from the archive."))
answered = _lead(actions.mark_answered, noted("Marked as answered."))
reopen = _lead(actions.reopen_question, noted("Open again."))


def mentions(request: AuthedRequest, pk: int) -> HttpResponse:
    """Whom a post in this thread may call, as somebody types."""
    thread = thread_of(request, pk)
    return _offer(request, thread.space, offered(thread.space, thread, request.GET.get("q", "")))


def space_mentions(request: AuthedRequest, pk: int) -> HttpResponse:
    """The same for a thread that is about to be opened."""
    space = readable_space_of(request, pk)
    return _offer(request, space, offered(space, None, request.GET.get("q", "")))


def here(request: AuthedRequest, pk: int) -> HttpResponse:
    """The faces of those who are here now, as far as they may read the thread."""
    thread = thread_of(request, pk)
    asked = [int(text) for text in request.GET.get("ids", "").split(",")[:50] if text.isdigit() and len(text) < 18]
    people = who_may_read(thread, readers_of(thread.space).filter(pk__in=asked).order_by("name", "pk"))
    return render(request, "social/_here.html", {"people": people})


def _offer(request: AuthedRequest, space: Space, people: list[Any]) -> JsonResponse:
    items = [{"id": person.pk, "name": person.name, "insert": f"@{person.name}"} for person in people]
    words = request.GET.get("q", "").strip().lower()
    if words and ("tutors".startswith(words) or "tuteurs".startswith(words)):
        word = _("tutors")
        items.append({"id": 0, "name": word, "insert": f"@{word}"})
    if words and ("here".startswith(words) or "ici".startswith(words)) and _may_call_here(request, space):
        word = pgettext("mention", "here")
        items.append({"id": 0, "name": word, "insert": f"@{word}"})
    return JsonResponse({"items": items})


def _may_call_here(request: AuthedRequest, space: Space) -> bool:
    return rules.may_call_here(standing(request.user, space), people_at_home(space).count())
