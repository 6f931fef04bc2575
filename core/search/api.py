"""The search for programs: `/api/v1/search`."""

from datetime import datetime

from ninja import Router, Schema

from core.accounts.requests import AuthedRequest
from core.acts.pace import keep_pace
from core.search.facets import written
from core.search.forms import SearchForm
from core.search.queries import Hit, find
from core.search.views import MOST, SECONDS

router = Router(tags=["search"])


class HitOut(Schema):
    """One thing found."""

    ref: str
    kind: str
    id: int
    title: str
    excerpt: str
    url: str
    language: str
    at: datetime


class FoundOut(Schema):
    """A page of hits; `next` is the `after` of the following page, empty at the end."""

    hits: list[HitOut]
    counts: dict[str, int]
    next: str


@router.get("", response=FoundOut, summary="Find by words", url_name="search")
def search(request: AuthedRequest, q: str, kind: str = "", after: str = "") -> dict[str, object]:
    """What you may see that holds the words, best first; `"quoted words"` stand beside each other."""
    keep_pace("search", request.user.pk, most=MOST, seconds=SECONDS)
    words, kind, cursor = SearchForm({"q": q, "kind": kind, "after": after}).read()
    found = find(request.user, words, [kind] if kind else None, after=cursor)
    return {"hits": [_out(hit) for hit in found.hits], "counts": found.counts, "next": written(found.next)}


def _out(hit: Hit) -> dict[str, object]:
    return {
        "ref": str(hit.ref),
        "kind": hit.ref.kind,
        "id": hit.ref.pk,
        "title": hit.plain_title,
        "excerpt": hit.plain_words,
        "url": hit.url,
        "language": hit.language,
        "at": hit.at,
    }
