"""What the shell offers: the rail's places and the New menu, each only to whom it is open."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.roles import (
    ADMINISTRATOR,
    AUTHOR,
    MEDICAL_REVIEWER,
    SAFETY_OFFICER,
    TRAINER,
    TRAINING_MANAGER,
    TUTOR,
)
from core.ui import panels
from core.ui.addresses import numbered


def anybody(_person: Any) -> bool:
    """Open to everybody who is signed in."""
    return True


def holders(*roles: str) -> Callable[[Any], bool]:
    """Open to who holds one of the roles; the action behind the page decides by its own rule."""

    def is_open(person: Any) -> bool:
        return getattr(person, "is_authenticated", False) and any(map(person.has_role, roles))

    return is_open


@dataclass(frozen=True)
class Place:
    """A way to go: `name` of the URL, the word, the icon; `on_phone` is its word in the bottom bar, "" for none.

    `key` names the slot `rail.<key>` in which an upper room may show a count (core/config/panels.py).
    """

    name: str
    word: str | Promise
    icon: str
    key: str = ""
    on_phone: str | Promise = ""
    open_to: Callable[[Any], bool] = anybody


RAIL = [
    Place("home:today", _("Today"), "sun", "today", on_phone=_("Today")),
    Place("social:unread", pgettext_lazy("place", "Unread"), "inbox", "unread"),
    Place("social:communities", _("Communities"), "messages-square", "communities", on_phone=_("Talk")),
    Place("social:messages", _("Messages"), "message-circle", "messages"),
    Place("library:catalogue", _("Library"), "library", "library", on_phone=_("Library")),
    Place("tutoring:studies", _("Studies"), "flask-conical", "studies"),
    Place("tutoring:groups", _("Study groups"), "users-round", "groups"),
    Place("virtualclass:classes", _("Classes"), "video", "classes", on_phone=_("Classes")),
    Place(
        "social:safety-queue",
        pgettext_lazy("place", "Safety"),
        "shield-alert",
        "safety",
        open_to=holders(SAFETY_OFFICER),
    ),
]
NEW = [
    Place("social:thread-new", _("Thread or question"), "message-circle-plus"),
    Place("social:message-new", _("Message"), "message-circle"),
    Place("virtualclass:class-new", _("Class"), "video", open_to=holders(TRAINER, TUTOR)),
    Place("library:object-new", _("Learning object"), "file-plus", open_to=holders(AUTHOR, TRAINING_MANAGER)),
    Place("social:space-new", _("Community"), "messages-square"),
    Place("tutoring:group-new", _("Study group"), "users-round", open_to=holders(TUTOR)),
    Place("tutoring:study-import", _("Study from a registry"), "flask-conical", open_to=holders(TUTOR, ADMINISTRATOR)),
]
ME = [
    Place("accounts:me", _("My page"), "user-round"),
    Place("accounts:directory", _("People"), "book-user"),
    Place("social:drafts", _("Drafts"), "notebook-pen"),
    Place("social:bookmarks", _("Bookmarks"), "bookmark"),
    Place("social:flags", _("Flags"), "flag", open_to=holders(TUTOR, TRAINER, MEDICAL_REVIEWER)),
    Place("accounts:settings", _("Settings"), "settings"),
]


def address(name: str) -> str:
    """The address of a name, or nothing while its wing is not wired."""
    try:
        return numbered(name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Shown:
    """A place as the shell draws it."""

    word: str | Promise
    icon: str
    url: str
    badge: str
    on_phone: str | Promise
    current: bool


class Shell:
    """What the shell needs to know, worked out only when a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def places(self) -> list[Shown]:
        return self._shown(RAIL)

    @cached_property
    def new(self) -> list[Shown]:
        return self._shown(NEW)

    @cached_property
    def me(self) -> list[Shown]:
        return self._shown(ME)

    @cached_property
    def looks(self) -> tuple[tuple[str, bool, str], ...]:
        """What the drawing of the places depends on, beside the language: who sees the same shares it."""
        return tuple((place.url, place.current, place.badge) for place in self.places)

    @cached_property
    def new_looks(self) -> tuple[str, ...]:
        """The same for the menu *New*."""
        return tuple(place.url for place in self.new)

    @cached_property
    def me_looks(self) -> tuple[str, ...]:
        """The same for one's own places."""
        return tuple(place.url for place in self.me)

    @cached_property
    def bottom(self) -> list[Shown]:
        return [place for place in self.places if place.on_phone]

    @cached_property
    def elsewhere(self) -> bool:
        """Whether this page is in none of the bottom bar's places: then *More* is where one stands."""
        return any(place.current for place in self.places if not place.on_phone)

    @property
    def search_url(self) -> str:
        return address("search:results")

    @property
    def quick_url(self) -> str:
        return address("search:quick")

    @property
    def offers_url(self) -> str:
        return address("search:complete")

    @property
    def notices_url(self) -> str:
        return address("notifications:centre")

    @property
    def sign_out_url(self) -> str:
        return address("account_logout")

    @property
    def sign_in_url(self) -> str:
        return address("account_login")

    @property
    def is_narrow(self) -> bool:
        """Whether this browser keeps the rail folded to its icons."""
        return self.request.COOKIES.get("rail") == "narrow"

    @property
    def zone(self) -> str:
        return timezone.get_current_timezone_name()

    @property
    def language(self) -> str:
        return translation.get_language() or "en"

    def _shown(self, places: list[Place]) -> list[Shown]:
        person = getattr(self.request, "user", None)
        shown = []
        for place in places:
            url = address(place.name)
            if url and place.open_to(person):
                badge = self._badge(place.key, person) if place.key else ""
                shown.append(Shown(place.word, place.icon, url, badge, place.on_phone, self._is_here(url)))
        return shown

    def _badge(self, key: str, person: Any) -> str:
        """What upper rooms show beside a place: a count."""
        if not getattr(person, "is_authenticated", False):
            return ""
        return panels.shown(f"rail.{key}", self.request, person)

    def _is_here(self, url: str) -> bool:
        path = self.request.path
        return path == url or (url != "/" and path.startswith(url))


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context of the shell."""
    return {"shell": Shell(request)}
