"""Notices over the API."""

from django.shortcuts import get_object_or_404
from ninja import Router

from core.accounts.requests import AuthedRequest
from core.notifications import actions, queries
from core.notifications.models import Notice
from core.notifications.queries import Line
from core.notifications.schemas import NoticeOut, NoticesOut, ReadOut
from core.ui.paging import keyset

router = Router(tags=["notices"])
PAGE = 50


@router.get("/notices", response=NoticesOut, summary="What I was told")
def notices(request: AuthedRequest, unread: bool = False) -> dict[str, object]:
    """Newest first; of what I may no longer see, nothing. Follow `next` for more."""
    found = Notice.objects.visible_to(request.user).select_related("by", "about_type")
    page = keyset(found.unread() if unread else found, request, by="-pk", size=PAGE)
    return {
        "items": [_out(line) for line in queries.lines(request.user, page.items)],
        "unread": queries.unread_count(request.user),
        "next": page.next or None,
    }


@router.post("/notices/read", response=ReadOut, summary="Mark all read")
def read_all(request: AuthedRequest, up_to: int | None = None) -> dict[str, int]:
    """Up to the notice `up_to`, or all."""
    return {"read": actions.read_all(person=request.user, up_to=up_to)}


@router.post("/notices/{pk}/read", response=ReadOut, summary="Mark one read")
def read(request: AuthedRequest, pk: int) -> dict[str, int]:
    """404 for a notice that is not mine."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    is_new = notice.read_at is None
    actions.read_notice(notice=notice)
    return {"read": int(is_new)}


def _out(line: Line) -> NoticeOut:
    notice = line.notice
    return NoticeOut(
        id=notice.pk,
        kind=notice.kind,
        about=str(line.shown.ref),
        title=line.title,
        sentence=line.sentence,
        by=notice.by.name if notice.by else None,
        url=line.url,
        at=notice.at,
        read_at=notice.read_at,
    )
