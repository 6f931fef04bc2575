"""Threads by REST."""

from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router, Status

from core.acts.refusals import Refused
from core.kinds.registry import Ref
from core.ui.paging import keyset
from social import actions
from social.api.asking import key_of, person_of
from social.models import Space, Thread
from social.queries.attachments import own_files
from social.schemas import ElsewhereIn, ReadMarkIn, ReadMarkOut, ThreadIn, ThreadOut, ThreadsOut, page_of

router = Router()


@router.get("/spaces/{int:space_id}/threads", response=ThreadsOut)
def list_threads(
    request: HttpRequest, space_id: int, filter: Literal["all", "questions", "unanswered", "unread"] = "all"
) -> dict[str, Any]:
    """The threads of a space, the liveliest first."""
    person = person_of(request)
    space = get_object_or_404(Space.objects.places().visible_to(person), pk=space_id)
    seen = Thread.objects.visible_to(person)
    threads = seen.filter(space=space).with_answer().with_elsewhere(seen)
    if filter == "unread":
        threads = threads.unread_by(person)
    elif filter != "all":
        threads = threads.questions() if filter == "questions" else threads.unanswered()
    return page_of(keyset(threads, request, by="-last_post_at"))


@router.post("/spaces/{int:space_id}/threads", response={201: ThreadOut})
def open_thread(request: HttpRequest, space_id: int, body: ThreadIn) -> Status[Thread]:
    """Opens a thread with its first post; with an Idempotency-Key header, once."""
    person = person_of(request)
    space = get_object_or_404(Space.objects.places().visible_to(person), pk=space_id)
    thread = actions.open_thread(
        space=space,
        author=person,
        title=body.title,
        source=body.source,
        format=body.format,
        kind=body.kind,
        language=body.language,
        subject=_ref(body.subject),
        place=dict(body.place),
        files=own_files(person, body.files),
        tags=body.tags,
        poll=body.poll.wish() if body.poll else None,
        unnamed=body.unnamed,
        key=key_of(request),
    )
    return Status(201, thread)


@router.get("/threads/{int:thread_id}", response=ThreadOut)
def read_thread(request: HttpRequest, thread_id: int) -> Thread:
    """One thread."""
    return _told(request, thread_id)


@router.put("/threads/{int:thread_id}/read-mark", response=ReadMarkOut)
def move_read_mark(request: HttpRequest, thread_id: int, body: ReadMarkIn) -> dict[str, int]:
    """Says how far I have read, or from where it is unread again."""
    person = person_of(request)
    thread = get_object_or_404(Thread.objects.visible_to(person), pk=thread_id)
    move = actions.mark_unread if body.unread else actions.mark_read
    return {"number": move(thread=thread, person=person, number=body.number)}


@router.put("/threads/{int:thread_id}/state", response=ThreadOut)
def change_state(request: HttpRequest, thread_id: int, to: Literal["open", "answered", "locked", "archived"]) -> Thread:
    """Answers, locks, archives a thread, or opens it again."""
    person = person_of(request)
    thread = get_object_or_404(Thread.objects.visible_to(person), pk=thread_id)
    return actions.bring_to_state(thread=thread, by=person, state=to)


@router.put("/threads/{int:thread_id}/answered-elsewhere", response=ThreadOut)
def answer_elsewhere(request: HttpRequest, thread_id: int, body: ElsewhereIn) -> Thread:
    """Says in which other thread or post a question is answered."""
    person = person_of(request)
    thread = get_object_or_404(Thread.objects.visible_to(person), pk=thread_id)
    where = _ref(body.where)
    if where is None:
        raise Refused("social.nothing_there", _("There is no such talk or post."), field="where", status=422)
    actions.mark_answered_elsewhere(thread=thread, by=person, where=where)
    return _told(request, thread_id)


def _told(request: HttpRequest, thread_id: int) -> Thread:
    """A thread with all that the API says of it."""
    seen = Thread.objects.visible_to(person_of(request))
    return get_object_or_404(seen.with_answer().with_elsewhere(seen), pk=thread_id)


def _ref(text: str | None) -> Ref | None:
    try:
        return Ref.parse(text) if text else None
    except ValueError:
        raise Refused("social.no_such_subject", _("There is no such thing to talk about."), status=422) from None
