"""Draws posts, each once for a language and a zone, by the one partial that pages and live events share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from django.core.cache import cache
from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from core.files.queries import files_on
from core.kinds.registry import Ref, Shown
from core.richtext import has_unread_formula, plain, stored
from core.ui import times
from social.models import Post, Quote, Reaction
from social.models.posts import REACTIONS, SIGN_WORDS
from social.queries.polls import poll_shown
from social.queries.thread_pages import left_of, links_of, refs_of

DAY = 24 * 60 * 60
# Rises when the partial changes its looks, so that no old drawing outlives a release.
EDITION = 4
MOST_NAMES = 20
_NUMBER = re.compile(r'<a (?=[^>]*class="identifier")[^>]*?href="(/[^"]*)"[^>]*>(.*?)</a>')


@dataclass(frozen=True)
class Chip:
    """One sign under a post: how many, who (by name for people, by key for the page's script)."""

    sign: str
    emoji: str
    count: int
    names: str
    by: str
    word: Any


def draw(posts: Sequence[Post], cards: dict[Ref, Shown] | None = None) -> dict[int, SafeString]:
    """The posts as HTML by key. `cards` are the things of ours that the reader may see; None leaves places for them.

    What is the same for every reader of a language and zone is kept; a post with cards is drawn for its reader.
    """
    keys = {post.pk: _key(post) for post in posts if cards is None or not refs_of(post)}
    kept = cache.get_many(keys.values())
    drawn = {pk: kept[key] for pk, key in keys.items() if key in kept}
    missing = [post for post in posts if post.pk not in drawn]
    if missing:
        _load_what_hangs(missing)
        fresh = {post.pk: _drawn(post, cards) for post in missing}
        cache.set_many({keys[pk]: html for pk, html in fresh.items() if pk in keys}, DAY)
        drawn.update(fresh)
    return drawn


def _load_what_hangs(posts: Sequence[Post]) -> None:
    """Quotes, reactions and files of all the posts: a query for each of these only where there are some."""
    living = [post for post in posts if not post.is_hidden]
    if quoting := [post for post in living if post.carries.get("quotes")]:
        quotes = Quote.objects.select_related("quoted__author")
        prefetch_related_objects(quoting, Prefetch("quotes", quotes))
    if reacted := [post for post in living if post.reaction_counts]:
        reactions = Reaction.objects.select_related("person").order_by("pk")
        prefetch_related_objects(reacted, Prefetch("reactions", reactions))
    carrying = [post.pk for post in living if post.carries.get("files")]
    files = files_on(Post, carrying) if carrying else {}
    for post in posts:
        post.shown_files = files.get(post.pk, [])  # type: ignore[attr-defined]


def _drawn(post: Post, cards: dict[Ref, Shown] | None) -> SafeString:
    return render_to_string(
        "social/_post.html",
        {
            "post": post,
            "body": stored(_numbers_for(post, cards)),
            "has_unread_formula": has_unread_formula(post.html),
            "chips": _chips(post),
            "quotes": [_quote(quote) for quote in post.quotes.all()] if _has(post, "quotes") else [],
            "files": getattr(post, "shown_files", []),
            "places": _places(post, cards),
            "left": [
                {"ref": str(ref), "count": count, "card": cards[ref] if cards is not None else None}
                for ref, count in left_of(post)
                if cards is None or ref in cards
            ],
            "made": _made(post, cards),
            **_poll(post),
        },
    )


def _numbers_for(post: Post, cards: dict[Ref, Shown] | None) -> str:
    """The post's words; a number leads to what it names for who may see that, and is a bare number for all others."""
    ours = {card.url for card in (cards or {}).values()}
    return _NUMBER.sub(lambda link: link[0] if urlsplit(unescape(link[1])).path in ours else link[2], post.html)


def _poll(post: Post) -> dict[str, Any]:
    """A post's poll as everybody sees it; where the post says nothing but the question, that is not said twice."""
    if not _has(post, "poll"):
        return {"poll": None}
    told = post.carries["poll"]
    says_more = " ".join(plain(post.html).split()) != told["question"]
    return {"poll": poll_shown(told), "says_more": says_more}


def _has(post: Post, what: str) -> bool:
    return not post.is_hidden and bool(post.carries.get(what))


def _quote(quote: Any) -> dict[str, Any]:
    gone = quote.quoted.is_hidden
    return {"gone": gone, "post": quote.quoted, "text": "" if gone else quote.text}


def _places(post: Post, cards: dict[Ref, Shown] | None) -> list[dict[str, Any]]:
    """Where cards go: with the card for a reader who may see the thing, empty where the page's script will ask."""
    if not _has(post, "links"):
        return []
    if cards is None:
        return [{"ref": str(ref), "card": None} for ref in links_of(post)]
    return [{"ref": str(ref), "card": cards[ref]} for ref in links_of(post) if ref in cards]


def _made(post: Post, cards: dict[Ref, Shown] | None) -> dict[str, Any] | None:
    """The learning object that the answer became part of, as its reader may see it; nothing for who may not."""
    ref = None if post.is_hidden else post.promoted_to
    if ref is None or (cards is not None and ref not in cards):
        return None
    return {"ref": str(ref), "card": cards[ref] if cards is not None else None}


def _chips(post: Post) -> list[Chip]:
    if post.is_hidden or not post.reaction_counts:
        return []
    by_sign: dict[str, list[Any]] = {}
    for reaction in post.reactions.all():
        by_sign.setdefault(reaction.sign, []).append(reaction.person)
    return [_chip(sign, by_sign[sign]) for sign in REACTIONS if sign in by_sign]


def _chip(sign: str, people: list[Any]) -> Chip:
    names = ", ".join(person.name for person in people[:MOST_NAMES])
    if len(people) > MOST_NAMES:
        names = gettext("%(names)s and %(n)s more") % {"names": names, "n": len(people) - MOST_NAMES}
    return Chip(
        sign, REACTIONS[sign], len(people), names, " ".join(str(person.pk) for person in people), SIGN_WORDS[sign]
    )


def _key(post: Post) -> str:
    """Everything that the drawing depends on; the time as it is said now, so that yesterday does not stay today."""
    said = f"{post.author.name}|{times.spoken(post.written_at)}|{timezone.get_current_timezone_name()}"
    return f"post:{EDITION}:{post.pk}:{post.look}:{get_language()}:{crc32(said.encode())}"
