"""Zenobia asks without her name. Every way by which a reader could learn it is in one table, and none tells.

The same table is read of the same talk under her name: there each way tells, or it would prove nothing.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core import mail, serializers
from django.test import Client

from core.accounts.models import Person
from core.audit.models import AuditEntry
from core.files.models import StoredFile
from core.kinds.registry import Ref
from core.notifications import tasks
from core.notifications.actions import book_digests, choose_ways
from core.notifications.models import Notice
from core.notifications.ways import Mail, Way
from core.realtime import admission
from core.realtime.models import StreamEvent
from core.search.models import SearchEntry
from social import actions, live
from social.actions.telling import tell_watchers
from social.models import Post, PostRevision, Quote, Space, Thread, ThreadTag
from social.rendering import draw
from tests.make.files import picture, stored
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 6, 7, 10, 0, tzinfo=UTC)
MONDAY = datetime(2026, 6, 8, 6, 0, 1, tzinfo=UTC)

KEY = 770_077_007
TELLING = ("Zenobia", "Quillfeather", "zenobia", str(KEY), ">ZQ<")
TITLE = "Is the xylomarker known to you all?"


@dataclass
class World:
    """A closed community, who reads in it, and once it was asked the question with all that hangs on it."""

    space: Space
    asker: Person
    reader: Person
    browser: Client
    thread: Thread | None = None
    apart: Thread | None = None
    posts: dict[str, Post] = field(default_factory=dict)
    mails: list[Any] = field(default_factory=list)

    def get(self, path: str, **headers: str) -> str:
        """What a page, or the API, answers: status line aside, all of it, and its headers."""
        answer = self.browser.get(path, headers=headers)
        assert answer.status_code in (200, 302, 404), f"{path}: {answer.status_code}"
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return body.decode("utf-8", "replace") + str(answer.headers)


@pytest.fixture(autouse=True)
def clock():
    """Sunday, before the digest of Monday morning."""
    with time_machine.travel(SUNDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def asker(company) -> Person:
    """Somebody whose name, address and key stand nowhere by chance."""
    return Person.objects.make(
        pk=KEY, email="zenobia@quillfeather.example", name="Zenobia Quillfeather", unit=company.field
    )


@pytest.fixture
def worlds(asker, tomas, marc, amara, lena, admin, signed_in):
    """`worlds(reader)`: Marc moderates, Amara tutors, Tomás watches, Lena and Ada read."""
    space = a_community(asker, tomas, lena, admin, by=marc, openness="closed", name="Home")
    actions.add_member(space=space, person=amara, by=marc, role="tutor")
    actions.let_ask_unnamed(space=space, by=marc, allowed=True)
    actions.follow_space(space=space, person=tomas, level="watch")
    kinds = ("social.mention", "social.watched", "social.answer", "social.accepted", "social.here")
    choose_ways(person=tomas, ways=dict.fromkeys(kinds, Way(bell=True, mail=Mail.NOW)))
    space = Space.objects.get(pk=space.pk)
    return lambda reader: World(space, asker, reader, signed_in(reader))


def ask(world: World, tomas: Person, marc: Person, lena: Person, *, unnamed: bool) -> None:
    """The question, and everything that she and others do with it."""
    asker, space = world.asker, world.space
    said = {"unnamed": True} if unnamed else {}
    files = [stored(asker, picture(), "Zenobia Quillfeather.png"), stored(asker, b"What the label says", "zenobia.txt")]
    thread = a_thread(
        space,
        asker,
        TITLE,
        kind="question",
        source=f"Nobody told me. @{tomas.name}?",
        files=files,
        tags=["xylo"],
        **said,
    )
    first = thread.posts.get()
    actions.edit_post(post=first, author=asker, source=f"Nobody ever told me. @{tomas.name}?")
    answer = a_post(thread, tomas, "Yes, the xylomarker: page 4.", quotes=[(first.pk, "")])
    beneath = a_post(thread, tomas, "And page 5.", reply_to=first)
    thanks = a_post(thread, asker, "Thank you, xylomarker friends.", reply_to=answer)
    more = a_post(thread, asker, "Another thing about the xylomarker.")
    regret = a_post(thread, asker, "Never mind the xylomarker.")
    actions.delete_post(post=regret, by=asker)
    actions.accept_answer(post=answer, by=asker)
    actions.withdraw_answer(post=answer, by=asker)
    actions.accept_answer(post=answer, by=asker)
    actions.rename_thread(thread=thread, by=asker, title=f"{TITLE} Really")
    actions.tag_thread(thread=thread, by=asker, words=["xylo", "label"])
    actions.flag_post(post=thanks, person=lena, sort="wrong")
    actions.react(post=first, person=lena, sign="idea")
    for post in (first, thanks, more):
        tell_watchers(post_id=post.pk)
    world.apart = actions.split_thread(thread=thread, by=marc, posts=[more.pk], title="Xylomarker, apart")
    world.thread = Thread.objects.get(pk=thread.pk)
    world.posts = {"first": first, "answer": answer, "beneath": beneath, "thanks": thanks, "more": more, "gone": regret}
    for post in world.posts.values():
        post.refresh_from_db()


# Ways: what a reader can look at. Those of a question answer nothing while there is none.

Look = Callable[[World], str]


def page(path: str, **headers: str) -> Look:
    """A page of the house, as anybody can fetch it; `{thread}`, `{first}` and so on are keys."""

    def look(world: World) -> str:
        if world.thread is None and "{" in path.replace("{space}", ""):
            return ""
        keys: dict[str, Any] = {name: post.pk for name, post in world.posts.items()}
        keys |= {"space": world.space.pk, "thread": world.thread and world.thread.pk}
        keys |= {"apart": world.apart and world.apart.pk}
        return world.get(path.format(**keys), **headers)

    return look


def attachments(world: World) -> str:
    """Files as they are listed, described and brought: names, owners, bytes, headers."""
    said = ""
    for file in StoredFile.objects.filter(attachments__isnull=False):
        said += world.get(f"/files/{file.pk}/") + world.get(f"/files/{file.pk}/thumbnail/")
        said += world.get(f"/api/v1/files/{file.pk}") + rows(StoredFile.objects.filter(pk=file.pk))
    return said


def mails(world: World) -> str:
    """Every mail that left for others: head and body in both forms, whom it says it is from, where answers go."""
    return "".join(
        letter.message().as_string() + letter.body + str(letter.alternatives)
        for letter in world.mails
        if world.asker.email not in letter.to
    )


def rows(found: Any) -> str:
    """Rows as they lie in the database, column by column."""
    return serializers.serialize("json", found)


def of_others(found: Any) -> Look:
    return lambda world: rows(found().exclude(person=world.asker))


def trail(world: World) -> str:
    """What stands on the trail about the talk: who did it, in which role, what."""
    if world.thread is None:
        return ""
    about = [str(world.thread.pk), str(world.apart.pk), *(str(post.pk) for post in world.posts.values())]
    return rows(AuditEntry.objects.filter(about_type__in=["social.thread", "social.post"], about_id__in=about))


def typing(world: World) -> str:
    if world.thread is None:
        return ""
    return str(live.typing(world.asker, Ref("thread", world.thread.pk), {}))


def presence(world: World) -> str:
    """Whether the wire names who is on a page: the talk's, the other talk's, the community's."""
    if world.thread is None:
        return ""
    names = {f"thread:{world.thread.pk}", f"thread:{world.apart.pk}", f"space:{world.space.pk}"}
    return " ".join(f"{world.asker.name} at {name}" for name in names - admission.hushed(names))


def drawings(world: World) -> str:
    return "".join(draw(list(Post.objects.select_related("author", "thread__space").order_by("pk"))).values())


def shown_to_moderators(world: World) -> str:
    """What the API and the pages of who leads say of what follows from flags."""
    return page("/flags/")(world) + page("/spaces/{space}/moderation/")(world) + page("/threads/{thread}/sweep/")(world)


WAYS: dict[str, Look] = {
    "the talk": page("/threads/{thread}/"),
    "the talk at a post": page("/threads/{thread}/?post=1"),
    "the posts that a script fetches": page("/threads/{thread}/?at=first", **{"HX-Request": "true"}),
    "the answer that is begun": page("/threads/{thread}/?answer={thanks}"),
    "the quotation that is begun": page("/threads/{thread}/?quote={first}"),
    "the talk that was split off": page("/threads/{apart}/"),
    "one post": page("/posts/{first}/more/"),
    "a deleted post": page("/posts/{gone}/more/"),
    "the history of a post": page("/posts/{first}/history/"),
    "the history of a deleted post": page("/posts/{gone}/history/"),
    "who wrote it": page("/posts/{first}/who/"),
    "flagging it": page("/posts/{first}/flag/"),
    "reporting it": page("/posts/{first}/safety/"),
    "bookmarking it": page("/bookmarks/keep/?ref=post:{first}"),
    "the community": page("/spaces/{space}/"),
    "open questions": page("/spaces/{space}/?show=question"),
    "about the community": page("/spaces/{space}/about/"),
    "its members": page("/spaces/{space}/members/"),
    "its figures": page("/spaces/{space}/figures/"),
    "communities": page("/communities/"),
    "today": page("/"),
    "a new talk": page("/threads/new/?space={space}"),
    "the tag": page("/tags/xylo/"),
    "drafts": page("/drafts/"),
    "what one keeps": page("/bookmarks/"),
    "moving it": page("/threads/{thread}/move/"),
    "splitting it": page("/threads/{thread}/split/"),
    "splitting with posts chosen": page("/threads/{thread}/split/?pick={thanks}"),
    "merging it": page("/threads/{thread}/merge/"),
    "what who leads sees": shown_to_moderators,
    "the search": page("/search/?q=xylomarker"),
    "quick search": page("/search/quick/?q=xylomarker"),
    "search by the API": page("/api/v1/search?q=xylomarker"),
    "the index": lambda world: rows(SearchEntry.objects.exclude(kind="person")),
    "the notices": page("/notices/"),
    "the newest notices": lambda world: world.browser.post("/notices/recent/").content.decode(),
    "notices by the API": page("/api/v1/notices"),
    "notices as kept": of_others(Notice.objects.all),
    "mails, digests": mails,
    "the talk by the API": page("/api/v1/threads/{thread}"),
    "talks by the API": page("/api/v1/spaces/{space}/threads"),
    "posts by the API": page("/api/v1/threads/{thread}/posts"),
    "one post by the API": page("/api/v1/posts/{first}"),
    "looks by the API": page("/api/v1/posts/{first}/looks"),
    "live events of the talk": page("/api/v1/streams/thread:{thread}/events?since=0"),
    "live events of the other talk": page("/api/v1/streams/thread:{apart}/events?since=0"),
    "live events of the community": page("/api/v1/streams/space:{space}/events?since=0"),
    "live events as kept": lambda world: rows(StreamEvent.objects.exclude(stream__name=f"person:{KEY}")),
    "who is writing": typing,
    "who is here": presence,
    "attachments": attachments,
    "what is drawn and kept": drawings,
    "the trail": trail,
    "the trail's page": page("/administration/trail/"),
    "threads as kept": lambda world: rows(Thread.objects.all()),
    "posts as kept": lambda world: rows(Post.objects.all()),
    "what posts said before": lambda world: rows(PostRevision.objects.all()),
    "quotations as kept": lambda world: rows(Quote.objects.all()),
    "tags as kept": lambda world: rows(ThreadTag.objects.all()),
    "the file of the figures": page("/spaces/{space}/figures/?form=csv"),
}
# Ways that say no author of anything, under a name either: they stay in the table for the day when they do.
MUTE = {
    "about the community", "its figures", "the file of the figures", "its members", "communities", "a new talk",
    "drafts", "what one keeps", "moving it", "merging it", "who wrote it", "bookmarking it", "looks by the API",
    "quotations as kept", "quick search", "live events of the other talk",
}  # fmt: skip


def told(world: World, ways: Iterable[str] = WAYS) -> dict[str, int]:
    """How often each way says something that tells who it is."""
    said = {name: WAYS[name](world) for name in ways}
    return {name: sum(text.count(word) for word in TELLING) for name, text in said.items()}


def send_mails(world: World, clock: Any) -> None:
    """Everything that is due, now and as the digest of Monday."""
    tasks.send_due_mails()
    clock.move_to(MONDAY)
    book_digests()
    tasks.send_due_mails()
    world.mails = list(mail.outbox)


READERS = ["tomas", "marc", "amara", "admin"]


@pytest.mark.parametrize("reader", READERS)
def test_no_way_tells_who_asked_without_a_name(reader, request, worlds, tomas, marc, lena, clock):
    world = worlds(request.getfixturevalue(reader))
    before = told(world)
    ask(world, tomas, marc, lena, unnamed=True)
    send_mails(world, clock)
    after = told(world)
    assert {name: after[name] for name in WAYS if after[name] > before[name]} == {}
    assert world.mails
    assert "xylomarker" in mails(world)
    assert "xylomarker" in page("/threads/{thread}/")(world)
    # The mark stands where the name would.
    assert "A colleague" in page("/threads/{thread}/")(world)


def test_the_same_ways_tell_of_a_question_under_a_name(worlds, tomas, marc, lena, admin, signed_in, clock):
    """Read by who leads, to whom every page is open; what tells them nothing, by who watches, and by Ada."""
    world = worlds(marc)
    readers = [world, *(replace(world, browser=signed_in(person)) for person in (tomas, admin))]
    before = [told(each) for each in readers]
    ask(world, tomas, marc, lena, unnamed=False)
    send_mails(world, clock)
    silent = set(WAYS)
    for each, was in zip(readers, before, strict=True):
        each.thread, each.apart, each.posts = world.thread, world.apart, world.posts
        now = told(each, silent)
        silent = {name for name in silent if now[name] <= was[name]}
    assert silent == MUTE


@pytest.mark.parametrize("reader", READERS)
def test_nothing_leads_from_the_person_to_the_question(reader, request, worlds, tomas, marc, lena, clock):
    world = worlds(request.getfixturevalue(reader))
    ask(world, tomas, marc, lena, unnamed=True)
    ways = [
        f"/people/{KEY}/",
        f"/api/v1/people/{KEY}",
        "/people/?q=zenobia",
        "/search/?q=xylomarker+from:zenobia",
        f"/search/?q=xylomarker&author={KEY}",
        f"/api/v1/search?q=xylomarker&author={KEY}",
        f"/spaces/{world.space.pk}/people/{KEY}/sweep/",
        f"/spaces/{world.space.pk}/people/{KEY}/sanction/",
        f"/administration/people/{KEY}/",
    ]
    found = [way for way in ways if "Nobody ever told me" in world.get(way) or "Is the xylomarker" in world.get(way)]
    assert found == []


def test_the_table_of_ways_is_shut_to_eve(worlds, eve, tomas, marc, lena, clock, signed_in):
    world = worlds(eve)
    ask(world, tomas, marc, lena, unnamed=True)
    send_mails(world, clock)
    kept = {
        "the index",
        "notices as kept",
        "live events as kept",
        "mails, digests",
        "the trail",
        "what is drawn and kept",
    }
    kept |= {name for name in WAYS if name.endswith("as kept")} | {"what posts said before", "attachments"}
    seen = {name for name, look in WAYS.items() if name not in kept and "Nobody ever told me" in look(world)}
    assert seen == set()


def test_the_stand_in_is_nobody(worlds, marc, tomas, lena, admin, signed_in):
    """No page of theirs, no account, not offered by any list of people, told of nothing."""
    world = worlds(admin)
    ask(world, tomas, marc, lena, unnamed=True)
    nobody = Person.objects.stand_in()
    assert world.browser.get(f"/people/{nobody.pk}/").status_code == 404
    assert world.browser.get(f"/administration/people/{nobody.pk}/").status_code == 404
    for way in ("/people/", "/administration/people/?state=left", "/administration/people/", "/api/v1/people"):
        assert "A colleague" not in world.get(way)
    offered = world.browser.get(f"/threads/{world.thread.pk}/mentions/?q=a").content
    assert "A colleague" not in [item["name"] for item in json.loads(offered)["items"]]
    assert not Notice.objects.filter(person=nobody).exists()
    assert not nobody.has_usable_password()
    assert not nobody.is_active
