"""What the talk shows on pages of other areas."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from core.kinds.registry import Ref, of
from social.forms import DiscretionForm, LanguagesForm
from social.models import Bookmark, Discretion, Space, Thread
from social.queries.direct import reachable_by
from social.queries.known_from import in_common, latest_contributions
from social.queries.languages import read_by
from social.queries.reading import lines, unread_by_kind
from social.queries.thread_pages import Asked, read_thread, thread_to_read
from social.rules.moments import quick_moments
from social.views.talking import thread_context

MOST = 5


def threads_about(request: HttpRequest, thing: Any, place: dict[str, Any] | None = None) -> str:
    """The threads that hang on a thing, and the way to ask about it."""
    ref = Ref.to(thing)
    threads = Thread.objects.visible_to(request.user).about(of(ref.kind).content_type(), [ref.pk])
    found = list(threads.with_mine(request.user).select_related("author", "space").latest_first()[: MOST + 1])
    return render_to_string(
        "social/_threads_about.html",
        {
            "lines": lines(found[:MOST]),
            "has_more": len(found) > MOST,
            "ask_url": ask_url(ref, place),
        },
    )


def talk(request: Any, thread_pk: int) -> str:
    """A whole thread within another page: a class's room shows its chat. Nothing for who may not read it."""
    asked = Asked(end="last")
    thread = thread_to_read(request.user, thread_pk, asked)
    if thread is None:
        return ""
    context = thread_context(request, read_thread(request.user, thread, asked), None)
    chat = {"is_chat": True, "composer_look": "chat", "subject": None}
    return render_to_string("social/_talk.html", {**context, **chat}, request)


def ask_url(ref: Ref, place: dict[str, Any] | None = None) -> str:
    """Where one asks about a thing, keeping the place in it."""
    query = {"about": str(ref), **({"place": json.dumps(place)} if place else {})}
    return f"{reverse('social:thread-new')}?{urlencode(query)}"


def unread_communities(request: HttpRequest, thing: Any) -> str:
    """How many threads of my communities hold something new, for the rail."""
    return _badge(request, Space.Kind.COMMUNITY)


def unread_groups(request: HttpRequest, thing: Any) -> str:
    """The same for study groups."""
    return _badge(request, Space.Kind.STUDY_GROUP)


def unread_messages(request: Any, thing: Any) -> str:
    """How many direct talks hold something new, told live from then on."""
    if not request.user.is_authenticated:
        return ""
    number = _unread(request).get(Space.Kind.DIRECT, 0)
    return render_to_string("social/_message_badge.html", {"number": number})


def write_to(request: Any, person: Any) -> str:
    """The way from somebody's page to a message to them; nothing where one may not write."""
    if person.pk == request.user.pk or not reachable_by(request.user).filter(pk=person.pk).exists():
        return ""
    return render_to_string("social/_write_to.html", {"person": person})


def _unread(request: Any) -> dict[str, int]:
    """One query a page, however many badges it shows."""
    if not hasattr(request, "unread_by_kind"):
        request.unread_by_kind = unread_by_kind(request.user)
    counts: dict[str, int] = request.unread_by_kind
    return counts


def _badge(request: Any, kind: str) -> str:
    if not request.user.is_authenticated:
        return ""
    return render_to_string("social/_unread_badge.html", {"number": _unread(request).get(kind, 0)})


def bookmark(request: Any, thing: Any) -> str:
    """The menu by which a thing is kept for later, in the head of its page."""
    ref = Ref.to(thing)
    is_kept = getattr(thing, "my_bookmark", None)
    if is_kept is None:
        is_kept = Bookmark.objects.visible_to(request.user).of(ref.kind, ref.pk).exists()
    moments = quick_moments(timezone.now(), request.user.zone)
    context = {"ref": str(ref), "is_kept": is_kept, "moments": moments}
    return render_to_string("social/_bookmark_menu.html", context, request)


def discretion(request: Any, person: Any) -> str:
    """Whether I am shown as somebody who knows, among my settings."""
    form = DiscretionForm(initial={"is_shown": not Discretion.objects.filter(person=person).exists()})
    return render_to_string("social/_discretion.html", {"form": form}, request)


def who_knows_about(request: Any, words: str) -> str:
    """Where people who know about some words come, once the page of the search is there."""
    if not words.strip():
        return ""
    return render_to_string("social/_who_knows_later.html", {"words": words})


def languages(request: Any, person: Any) -> str:
    """Which languages I read, among my settings."""
    form = LanguagesForm(initial={"languages": sorted(read_by(person))})
    return render_to_string("social/_languages.html", {"form": form}, request)


def known_from(request: Any, person: Any) -> str:
    """Where the reader meets somebody, and what they have answered there, on their page."""
    is_me = person.pk == request.user.pk
    context = {
        "spaces": [] if is_me else in_common(request.user, person),
        "posts": latest_contributions(request.user, person),
    }
    return render_to_string("social/_known_from.html", context, request)
