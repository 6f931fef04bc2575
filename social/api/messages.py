"""Direct talks by REST; their posts are read and written as those of any thread."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from core.ui.paging import keyset
from social import actions
from social.api.asking import key_of, person_of
from social.queries import direct
from social.queries.attachments import own_files
from social.schemas import MessageIn, PostOut, TalkOut, TalksOut

router = Router()


@router.get("/messages", response=TalksOut)
def list_messages(request: HttpRequest) -> dict[str, Any]:
    """My direct talks, the liveliest first."""
    person = person_of(request)
    page = keyset(direct.talks_of(person), request, by="-last_post_at")
    return {"items": [TalkOut.of(each) for each in direct.talk_lines(person, page.items)], "next": page.next or None}


@router.post("/messages", response={201: PostOut})
def write_message(request: HttpRequest, body: MessageIn) -> Status[PostOut]:
    """Writes to somebody, or to a few; the same two people always have the same talk."""
    person = person_of(request)
    post = actions.start_talk(
        author=person,
        people=list(direct.reachable_by(person).filter(pk__in=body.people[:50])),
        source=body.source,
        format=body.format,
        name=body.name,
        files=own_files(person, body.files),
        key=key_of(request),
    )
    return Status(201, PostOut.of(post))
