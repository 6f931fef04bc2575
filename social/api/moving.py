"""Moving talk by REST."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from social import actions
from social.api.asking import key_of, person_of
from social.models import Space, Thread
from social.schemas import MergeIn, MoveIn, SplitIn, ThreadOut

router = Router()


@router.put("/threads/{int:thread_id}/space", response=ThreadOut)
def move_thread(request: HttpRequest, thread_id: int, body: MoveIn) -> Thread:
    """Takes a thread to another space."""
    person = person_of(request)
    to = get_object_or_404(Space.objects.visible_to(person), pk=body.space)
    return actions.move_thread(thread=_thread(request, thread_id), by=person, to=to, reason=body.reason)


@router.post("/threads/{int:thread_id}/split", response=ThreadOut)
def split_thread(request: HttpRequest, thread_id: int, body: SplitIn) -> Thread:
    """Takes posts out of a thread, with the answers beneath them; gives the thread in which they are now."""
    person, thread = person_of(request), _thread(request, thread_id)
    if body.into is not None:
        into = _thread(request, body.into)
        return actions.move_posts(thread=thread, by=person, posts=body.posts, into=into, reason=body.reason)
    space = get_object_or_404(Space.objects.visible_to(person), pk=body.space) if body.space else None
    return actions.split_thread(
        thread=thread,
        by=person,
        posts=body.posts,
        title=body.title,
        space=space,
        kind=body.kind,
        reason=body.reason,
        key=key_of(request),
    )


@router.post("/threads/{int:thread_id}/merge", response=ThreadOut)
def merge_threads(request: HttpRequest, thread_id: int, body: MergeIn) -> Thread:
    """Joins a thread to another, which is given."""
    thread, into = _thread(request, thread_id), _thread(request, body.into)
    return actions.merge_threads(thread=thread, by=person_of(request), into=into, reason=body.reason)


def _thread(request: HttpRequest, pk: int) -> Thread:
    return get_object_or_404(Thread.objects.visible_to(person_of(request)).select_related("space"), pk=pk)
