"""What the pages of spaces show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.richtext import render, stored
from core.ui.paging import Page
from social import rules
from social.models import Draft, JoinRequest, Post, SetAside, Space, Thread
from social.queries.drafts import words_of
from social.queries.languages import Languages, narrowed, read_by
from social.queries.reading import Line, lines, unread_by_space

if TYPE_CHECKING:
    from core.accounts.models import Person

FILTERS = {
    "": pgettext_lazy("talks", "All"),
    "unread": _("New to me"),
    "unanswered": _("Open questions"),
    "question": _("Questions"),
    "discussion": _("Discussions"),
    "announcement": _("Announcements"),
    "worked_out": _("Worked out"),
}
MOST_NEWS = 5


@dataclass(frozen=True)
class Way:
    """A link with a word: a crumb, a tab, a filter."""

    text: Any
    url: str
    current: bool = False
    count: int = 0
    count_words: Any = ""


@dataclass(frozen=True)
class Mine:
    """A community of mine, and how much is new in it."""

    space: Space
    unread: int


def my_communities(person: "Person") -> list[Mine]:
    """Where I belong: what has news first, then by name."""
    unread = unread_by_space(person)
    spaces = Space.objects.communities().living().joined_by(person).by_name()
    mine = [Mine(space, unread.get(space.pk, 0)) for space in spaces]
    return sorted(mine, key=lambda entry: entry.unread == 0)


def news_of(person: "Person") -> list[Line]:
    """The latest talks with something new, over all that the person belongs to."""
    threads = Thread.objects.visible_to(person).in_places().unread_by(person).select_related("author", "space")
    threads = narrowed(threads, person, read_by(person))
    return lines(list(threads.latest_first()[:MOST_NEWS]))


def to_discover(person: "Person", words: str) -> "QuerySet[Space]":
    """Communities that exist for the person and that they have not joined."""
    spaces = Space.objects.communities().living().visible_to(person).not_joined_by(person)
    words = words.strip()
    return spaces.filter(Q(name__icontains=words) | Q(about__icontains=words)) if words else spaces


def archived_communities(person: "Person") -> "QuerySet[Space]":
    """Communities that are put away and exist for the person, their own among them."""
    return Space.objects.communities().archived().visible_to(person)


def invitations_of(person: "Person") -> "QuerySet[JoinRequest]":
    """Invitations that wait for the person."""
    return person.join_requests.filter(state="invited").select_related("space", "asked_by").order_by("-asked_at", "-pk")


def crumbs(space: Space, thread: Thread | None = None) -> list[Way]:
    """The place of a page: kind, space, perhaps thread."""
    if space.kind == Space.Kind.DIRECT:
        ways = [Way(_("Messages"), reverse("social:messages"))]
        return [*ways, Way(thread.title, reverse("social:thread", args=[thread.pk]))] if thread else ways
    ways = [Way(_("Communities"), reverse("social:communities"))] if space.kind == Space.Kind.COMMUNITY else []
    ways.append(Way(space.name, reverse("social:space", args=[space.pk])))
    if thread is not None:
        ways.append(Way(thread.title, reverse("social:thread", args=[thread.pk])))
    return ways


def space_head(where: rules.Standing, tab: str) -> dict[str, Any]:
    """What stands at the head of every page of a space."""
    space = where.space
    tabs = [Way(_("Talks"), reverse("social:space", args=[space.pk]), tab == "threads")]
    if rules.may_see_members(where):
        members = reverse("social:members", args=[space.pk])
        tabs.append(Way(_("Members"), members, tab == "members", space.member_count, _("members")))
    tabs.append(Way(pgettext_lazy("space", "About"), reverse("social:space-about", args=[space.pk]), tab == "about"))
    if rules.may_see_figures(where):
        tabs.append(Way(_("Figures"), reverse("social:figures", args=[space.pk]), tab == "figures"))
    if rules.may_moderate(where):
        tabs.append(Way(_("Moderation"), reverse("social:moderation", args=[space.pk]), tab == "moderation"))
    return {
        "space": space,
        "where": where,
        "tabs": tabs if rules.may_read_space(where) else [],
        "crumbs": crumbs(space)[:-1],
        "about_html": stored(render(space.about)) if space.about.strip() else "",
        "may": {
            "open": rules.may_open_thread(where),
            "join": rules.may_join(where),
            "ask": rules.may_ask_to_join(where),
            "leave": rules.may_leave(where),
            "moderate": rules.may_moderate(where),
            "invite": rules.may_invite(where),
            "pin": rules.may_pin(where),
            "rule": rules.may_rule_joining(where),
            "waves": rules.may_open_in_waves(where),
            "template": rules.may_keep_template(where),
            "export": rules.may_export(where),
        },
    }


def chosen_filter(text: str) -> str:
    """The filter an address asks for; all where it asks for none that is."""
    return text if text in FILTERS else ""


def threads_of(where: rules.Standing, chosen: str, languages: Languages, tag: str = "") -> "QuerySet[Thread]":
    """The threads of a space that the reader may see, narrowed by a filter, by language, by a tag."""
    threads = Thread.objects.visible_to(where.person).filter(space=where.space).select_related("author")
    if languages.narrows:
        threads = narrowed(threads, where.person, languages.codes)
    if tag:
        threads = threads.filter(pk__in=Thread.objects.filter(tag_uses__tag__slug=tag).values("pk"))
    if chosen == "unread":
        return threads.unread_by(where.person)
    threads = threads.with_mine(where.person)
    if chosen == "unanswered":
        return threads.unanswered()
    if chosen == "worked_out":
        return threads.worked_out()
    return threads.filter(kind=chosen) if chosen else threads


def space_threads(where: rules.Standing, chosen: str, page: "Page[Thread]") -> dict[str, Any]:
    """A page of a space's threads: each with its new posts and first words."""
    home = reverse("social:space", args=[where.space.pk])
    every = lines(page.items)
    return {
        "page": page,
        "lines": every,
        "new_lines": [line for line in every if line.is_unread],
        "other_lines": [line for line in every if not line.is_unread],
        "chosen": chosen,
        "filters": [
            Way(word, f"{home}?show={name}" if name else home, name == chosen) for name, word in FILTERS.items()
        ],
    }


def thread_rights(where: rules.Standing, thread: Thread) -> dict[str, bool]:
    """What the reader may do with a thread."""
    return {
        "write": rules.may_write(where, thread),
        "react": rules.may_react_in(where, thread),
        "rename": rules.may_rename_thread(where, thread),
        "lock": rules.may_lock_thread(where, thread),
        "archive": rules.may_archive_thread(where, thread),
        "answered": rules.may_mark_answered(where, thread),
        "moderate": rules.may_moderate(where),
        "move": rules.may_move_thread(where, thread),
        "split": rules.may_split_thread(where, thread),
        "pin": rules.may_pin(where),
        "unveil": rules.may_look_behind(where, thread),
        "confirm": rules.may_confirm_in(where, thread),
        "promote": rules.may_promote_in(where, thread),
    }


def post_rights(where: rules.Standing, post: Post) -> dict[str, Any]:
    """What the reader may do with a post."""
    return {
        "may": {
            "edit": rules.may_edit_post(where, post),
            "delete": rules.may_delete_post(where, post),
            "restore": rules.may_restore_post(where, post),
            "history": rules.may_see_revisions(where, post),
            "react": rules.may_react(where, post),
            "write": rules.may_write(where, post.thread),
            "accept": rules.may_accept(where, post),
            "report": rules.may_report_post(where, post),
            "unveil": rules.may_unveil(where, post),
            "unveilings": rules.may_see_unveilings(where, post),
            "confirm": rules.may_confirm(where, post),
            "promote": rules.may_promote(where, post),
            "let_go": rules.may_let_go(where, post),
        }
    }


@dataclass(frozen=True)
class Was:
    """What a post said until an edit."""

    body: SafeString
    by: Any
    replaced_at: datetime


def revisions_of(post: Post) -> list[Was]:
    """What a post said before, the latest first."""
    rows = post.revisions.select_related("by")[:100]
    return [Was(stored(row.html), row.by, row.replaced_at) for row in rows]


@dataclass(frozen=True)
class DraftShown:
    """A draft in the list: where it belongs, how it begins."""

    draft: Draft | SetAside
    place: str
    url: str
    words: str

    @property
    def is_aside(self) -> bool:
        """Whether another device was faster: it waits beside the draft."""
        return isinstance(self.draft, SetAside)

    @property
    def at(self) -> datetime:
        """When it was written."""
        return self.draft.at if isinstance(self.draft, SetAside) else self.draft.saved_at


def drafts_of(person: "Person") -> list[DraftShown]:
    """What the person began; drafts of places they may no longer see keep their words, without a way there."""
    drafts: list[Draft | SetAside] = list(Draft.objects.visible_to(person).with_words().newest_first()[:100])
    drafts += list(SetAside.objects.visible_to(person).newest_first()[:100])
    threads = Thread.objects.visible_to(person).in_bulk(_keys(drafts, "thread"))
    spaces = Space.objects.places().readable_by(person).in_bulk(_keys(drafts, "space"))
    return [_draft_shown(draft, threads, spaces) for draft in drafts]


def _draft_shown(draft: Draft | SetAside, threads: dict[Any, Thread], spaces: dict[Any, Space]) -> DraftShown:
    kind, _colon, key = draft.context.partition(":")
    pk = int(key) if key.isdigit() and len(key) < 18 else 0
    thread, space = (threads.get(pk), None) if kind == "thread" else (None, spaces.get(pk) if kind == "space" else None)
    words = getattr(draft, "title", "") or words_of(draft.source, draft.format)
    if thread is not None:
        return DraftShown(draft, thread.title, f"{reverse('social:thread', args=[pk])}?at=last#composer", words)
    if space is not None:
        return DraftShown(draft, space.name, f"{reverse('social:thread-new')}?space={pk}", words)
    return DraftShown(draft, "", "", words)


def _keys(drafts: Iterable[Draft | SetAside], kind: str) -> list[int]:
    parts = (draft.context.partition(":") for draft in drafts)
    return [int(key) for name, _colon, key in parts if name == kind and key.isdigit() and len(key) < 18]


def safety_contact() -> str:
    """Where side effects are reported in this company, as the settings say; empty where they do not."""
    contact: str = getattr(settings, "SAFETY_CONTACT", "")
    return contact
