"""Lets the demo company talk: scripts become threads, posts, quotes and reactions, each at its time."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from core.accounts.models import Person
from core.demo import documents
from core.demo.clock import at
from core.demo.scripts import Ask, Line, Script
from core.files import actions as files
from core.files.models import StoredFile
from core.kinds.registry import Ref
from core.library.models import LearningObject
from social import actions
from social.models import Poll, Post, Space, Thread
from social.models.posts import REACTIONS
from tutoring.models import Study

PARIS = ZoneInfo("Europe/Paris")
# Nothing in the demo is younger than this when it opens.
JUST_SAID = timedelta(minutes=4)
SIGNS = {sign.rstrip("\ufe0f"): name for name, sign in REACTIONS.items()}


class Stage:
    """Everybody and every place that a script may name, and the moment to which all of it leads."""

    def __init__(self, people: dict[str, Person], spaces: dict[str, Space], anchor: datetime) -> None:
        self.people = people
        self.spaces = spaces
        self.anchor = anchor

    def play(self, script: Script) -> Thread:
        """Writes one conversation."""
        facts = script.facts
        first, rest = script.posts[0], script.posts[1:]
        now = self.begins(facts["begins"], sum((line.after for line in rest), timedelta()))
        with at(now):
            thread = self.open(facts, first)
        posts = [thread.posts.get(number=1)]
        self.react(posts[0], first, now)
        self.vote(posts[0], first.poll, now)
        for line in rest:
            now += line.after
            with at(now):
                posts.append(self.say(thread, line, posts))
            self.react(posts[-1], line, now)
        with at(now):
            self.lead(thread, facts, posts, self.people[first.who])
        return thread

    def lead(self, thread: Thread, facts: dict[str, str], posts: list[Post], opener: Person) -> None:
        """Which post answers a question, or where else it is answered; what is taken out of the talk; what it asks."""
        if "answer" in facts:
            actions.accept_answer(post=posts[int(facts["answer"]) - 1], by=opener)
        elif "elsewhere" in facts:
            # A short company may lack that talk.
            for there in Thread.objects.filter(title=facts["elsewhere"])[:1]:
                actions.mark_answered_elsewhere(thread=thread, by=opener, where=Ref("thread", there.pk))
        elif facts.get("state") == "answered":
            actions.mark_answered(thread=thread, by=opener)
        if "apart" in facts:
            number, _space, title = facts["apart"].partition(" ")
            leader = thread.space.memberships.leading().order_by("pk")[0].person
            actions.split_thread(thread=thread, by=leader, posts=[posts[int(number) - 1].pk], title=title)
        if "asks" in facts:
            until = (self.anchor + timedelta(days=int(facts["asks"]))).date()
            actions.ask_to_acknowledge(thread=thread, by=opener, until=until)

    def open(self, facts: dict[str, str], first: Line) -> Thread:
        """A thread with its first post; a direct talk where the script says with whom."""
        author = self.people[first.who]
        if "with" in facts:
            others = [self.people[name] for name in facts["with"].split()]
            name = facts.get("name", "")
            return actions.start_talk(author=author, people=others, source=first.source, name=name).thread
        return actions.open_thread(
            space=self.spaces[facts["space"]],
            author=author,
            title=facts["title"],
            source=first.source,
            kind=facts.get("kind", "discussion"),
            language=facts.get("language") or None,
            subject=self.subject(facts.get("about", "")),
            tags=facts.get("tags", "").split(","),
            poll=self.wish(first.poll),
            unnamed="unnamed" in facts,
        )

    def say(self, thread: Thread, line: Line, posts: list[Post]) -> Post:
        """One post of a script."""
        author = self.people[line.who]
        if thread.space.kind == Space.Kind.DIRECT:
            # Whoever answers a message has read it.
            thread.refresh_from_db(fields=["last_number"])
            actions.mark_read(thread=thread, person=author, number=thread.last_number)
        return actions.write_post(
            thread=thread,
            author=author,
            source=line.source,
            reply_to=posts[line.beneath - 1] if line.beneath else None,
            quotes=[(posts[number - 1].pk, words) for number, words in line.quotes],
            files=[_document(name, said, author) for name, said in line.files],
            language=author.language,
        )

    def react(self, post: Post, line: Line, now: datetime) -> None:
        """The signs beneath a post, a few minutes later."""
        for sign, names in line.reactions:
            for place, name in enumerate(names, start=1):
                with at(min(now + timedelta(minutes=4 * place), self.anchor)):
                    actions.react(post=post, person=self.people[name], sign=SIGNS[sign.rstrip("\ufe0f")], on=True)

    def wish(self, ask: Ask | None) -> actions.PollWish | None:
        """What a script asks by a poll."""
        if ask is None:
            return None
        return actions.PollWish(
            question=ask.question,
            options=tuple(ask.options),
            kind=ask.among(("single", "multiple", "ranked")),
            most=2,
            is_anonymous="anonymous" in ask.words,
            shows=ask.among(("always", "voted")),
            closes_at=self.anchor + ask.stays_open if ask.stays_open else None,
        )

    def vote(self, post: Post, ask: Ask | None, now: datetime) -> None:
        """What people answer, one after the other; who asked closes what is closed, a day later."""
        if ask is None:
            return
        poll = Poll.objects.select_related("post").get(post=post)
        for place, (name, numbers) in enumerate(ask.votes, start=1):
            with at(min(now + timedelta(minutes=9 * place), self.anchor)):
                actions.vote(poll=poll, person=self.people[name], choices=numbers)
        if "closed" in ask.words:
            with at(min(now + timedelta(days=1), self.anchor)):
                actions.close_poll(poll=poll, by=post.author)

    def begins(self, text: str, lasting: timedelta) -> datetime:
        """`-12d 09:12` as a moment: so many days before the anchor's day, on the clocks of Paris.

        Some days earlier where what is said would otherwise last past the anchor.
        """
        days, clock = text.split()
        hour, minute = map(int, clock.split(":"))
        day = (self.anchor.astimezone(PARIS) + timedelta(days=int(days.rstrip("d")))).date()
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS)
        over = moment + lasting - (self.anchor - JUST_SAID)
        return moment - timedelta(days=max(0, -(-over // timedelta(days=1))))

    def subject(self, text: str) -> Ref | None:
        """What a script hangs on: `study NCT…`, `fragment NCT… outcome 1`, `object CODE`."""
        words: list[Any] = text.split()
        if not words:
            return None
        if words[0] == "object":
            thing = LearningObject.objects.filter(code=words[1]).first()
            return Ref("learning_object", thing.pk) if thing else None
        study = Study.objects.get(number=words[1])
        if words[0] == "study":
            return Ref("study", study.pk)
        fragments = study.fragments.filter(kind=words[2]).order_by("position", "pk")
        return Ref("study_fragment", fragments[int(words[3]) - 1].pk)


def _document(name: str, said: list[str], by: Person) -> StoredFile:
    """A document that a post brings along; a picture is described by its own words."""
    content = documents.MAKERS[name.rpartition(".")[2]](said)
    file = files.store(owner=by, upload=ContentFile(content, name=name))
    return files.describe_picture(file=file, owner=by, words="; ".join(said)) if file.has_thumbnail else file
