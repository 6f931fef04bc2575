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
    """One thing found; of a file, `ref`, `id` and `url` are those of the thing on which it hangs."""

    ref: str
    kind: str
    id: int
    title: str
    excerpt: str
    url: str
    language: str
    under: str
    mark: str
    at: datetime


class FoundOut(Schema):
    """A page of hits; `next` is the `after` of the following page, empty at the end.

    `counts` tells how many there are of each kind, `places`, `authors` and `years` likewise. `mistakes` are sentences
    on operators that were left out because their value means nothing; `meant` are other words, where nothing was found.
    """

    hits: list[HitOut]
    counts: dict[str, int]
    places: dict[str, int]
    authors: dict[str, int]
    years: dict[str, int]
    mistakes: list[str]
    meant: str
    next: str


@router.get("", response=FoundOut, summary="Find by words", url_name="search")
def search(
    request: AuthedRequest,
    q: str,
    kind: str = "",
    place: str = "",
    author: str = "",
    year: str = "",
    sort: str = "",
    after: str = "",
) -> dict[str, object]:
    """What you may see that holds the words, best first, or newest first by `sort=date`.

    `"quoted words"` stand beside each other; `-word` is not wanted. Operators narrow it down: `in:` a space or a study,
    `from:` a person, `tag:`, `kind:`, `after:` and `before:` a day, month or year; each also excluded by a minus, in
    English or French.
    """
    keep_pace("search", request.user.pk, most=MOST, seconds=SECONDS)
    typed = {"q": q, "kind": kind, "place": place, "author": author, "year": year, "sort": sort, "after": after}
    words, chosen = SearchForm(typed).read()
    found = find(request.user, words, chosen=chosen)
    return {
        "hits": [_out(hit) for hit in found.hits],
        "counts": found.counts,
        "places": found.by_place,
        "authors": {str(pk): count for pk, count in found.by_author.items()},
        "years": {str(year): count for year, count in found.by_year.items()},
        "mistakes": found.mistakes,
        "meant": found.meant,
        "next": written(found.next),
    }


def _out(hit: Hit) -> dict[str, object]:
    return {
        "ref": str(hit.ref),
        "kind": hit.kind,
        "id": hit.ref.pk,
        "title": hit.plain_title,
        "excerpt": hit.plain_words,
        "url": hit.url,
        "language": hit.language,
        "under": hit.under,
        "mark": hit.mark,
        "at": hit.at,
    }
