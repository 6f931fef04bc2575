"""Tags, bookmarks, languages by REST."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router, Status

from core.acts.refusals import Refused
from core.kinds.registry import Ref
from core.ui.paging import keyset
from social import actions
from social.api.asking import person_of
from social.models import Thread
from social.queries import tags as tag_queries
from social.queries.bookmarks import bookmarks_of, kept
from social.queries.languages import read_by
from social.schemas import BookmarkIn, BookmarksOut, LanguagesIn, LanguagesOut, TagsIn, TagsOut, ThreadOut

router = Router()


@router.get("/tags", response=TagsOut)
def list_tags(request: HttpRequest, q: str = "") -> dict[str, Any]:
    """Tags that begin so: those used in spaces that I read, the most used first."""
    return {"items": tag_queries.offered(person_of(request), q)}


@router.put("/threads/{int:thread_id}/tags", response=ThreadOut)
def tag_thread(request: HttpRequest, thread_id: int, body: TagsIn) -> Thread:
    """Gives a thread these tags and no others."""
    person = person_of(request)
    thread = get_object_or_404(Thread.objects.visible_to(person), pk=thread_id)
    return actions.tag_thread(thread=thread, by=person, words=body.tags)


@router.get("/bookmarks", response=BookmarksOut)
def list_bookmarks(request: HttpRequest, kind: str = "") -> dict[str, Any]:
    """What I keep and may still see, the latest first."""
    person = person_of(request)
    page = keyset(bookmarks_of(person, kind), request)
    items = [
        {"thing": str(each.shown.ref), "title": each.shown.title, "note": each.bookmark.note, **_times(each.bookmark)}
        for each in kept(person, page.items)
    ]
    return {"items": items, "next": page.next or None}


@router.put("/bookmarks/{thing}", response={204: None})
def keep(request: HttpRequest, thing: str, body: BookmarkIn) -> Status[None]:
    """Keeps a thing, written `kind:id`, with a note and a time at which I am reminded."""
    actions.keep(person=person_of(request), thing=_ref(thing), note=body.note, remind_at=body.remind_at)
    return Status(204, None)


@router.delete("/bookmarks/{thing}", response={204: None})
def drop(request: HttpRequest, thing: str) -> Status[None]:
    """Keeps it no longer."""
    actions.drop_bookmark(person=person_of(request), thing=_ref(thing))
    return Status(204, None)


@router.get("/reading-languages", response=LanguagesOut)
def read_languages(request: HttpRequest) -> dict[str, list[str]]:
    """The languages I read."""
    return {"languages": sorted(read_by(person_of(request)))}


@router.put("/reading-languages", response=LanguagesOut)
def change_languages(request: HttpRequest, body: LanguagesIn) -> dict[str, list[str]]:
    """Says which languages I read."""
    return {"languages": sorted(actions.read_in(person=person_of(request), languages=body.languages))}


def _times(bookmark: Any) -> dict[str, datetime | None]:
    return {"made_at": bookmark.made_at, "remind_at": bookmark.remind_at, "reminded_at": bookmark.reminded_at}


def _ref(text: str) -> Ref:
    try:
        return Ref.parse(text)
    except ValueError:
        sentence = _("What you want to keep is not there any more.")
        raise Refused("social.no_such_thing", sentence, status=422) from None
