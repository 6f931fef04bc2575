"""What a poll says to everybody, and to one person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.crypto import salted_hmac

from social import rules
from social.models import Ballot, Poll
from social.queries.standings import standing
from social.rules.counting import Count, count, in_order, percent

if TYPE_CHECKING:
    from core.accounts.models import Person


@dataclass(frozen=True)
class Row:
    """One option as it is shown; `points` is None while the result is kept back."""

    number: int
    words: str
    points: int | None = None
    firsts: int = 0
    percent: int = 0
    place: int = 0
    mine: int = 0


def seal_of(poll: Poll, person: "Person") -> str:
    """The seal of a person's ballot in an anonymous poll: made of the house's key and the poll's salt, so that neither
    the database alone nor, once the salt is forgotten, anybody can tell whose ballot it is."""
    return salted_hmac(f"social.poll:{poll.salt}", str(person.pk), algorithm="sha256").hexdigest()


def ballot_of(poll: Poll, person: "Person") -> dict[str, Any]:
    """By what a person's ballot is found, and made."""
    if poll.is_anonymous:
        return {"poll": poll, "seal": seal_of(poll, person)}
    return {"poll": poll, "person": person}


def counted(poll: Poll, choices: Iterable[Sequence[int]] | None = None) -> Count:
    """What it has come to: of a closed poll what was kept, else counted now."""
    if poll.result is not None:
        return Count(**poll.result)
    ballots = poll.ballots.values_list("choices", flat=True) if choices is None else choices
    return count(ballots, len(poll.options), ranked=poll.kind == Poll.Kind.RANKED)


def told_to_all(poll: Poll) -> dict[str, Any]:
    """What `Post.carries` keeps of a poll for the drawing that all readers share, and for the API."""
    now = counted(poll)
    shown = rules.shows_result(poll, now.voters)
    return {
        "id": poll.pk,
        "question": poll.question,
        "options": poll.options,
        "kind": poll.kind,
        "most": poll.most,
        "anonymous": poll.is_anonymous,
        "shows": poll.shows,
        "closes_at": poll.due_at.isoformat() if poll.due_at else None,
        "closed_at": poll.closed_at.isoformat() if poll.closed_at else None,
        "voters": now.voters,
        "points": now.points if shown else None,
        "firsts": now.firsts if shown else None,
    }


def poll_shown(told: dict[str, Any]) -> dict[str, Any]:
    """The same for templates: with rows to draw, and its times as moments."""
    times = {name: datetime.fromisoformat(told[name]) if told[name] else None for name in ("closes_at", "closed_at")}
    return {**told, **times, "rows": rows_of(told), "is_shown": told["points"] is not None}


def rows_of(told: dict[str, Any], mine: Sequence[int] = ()) -> list[Row]:
    """The options of a poll as `told_to_all` keeps it, with their bars where the result is shown.

    `mine` are the person's own choices: the place of each in them, from 1.
    """
    places = {number: place for place, number in enumerate(mine, start=1)}
    numbered = list(enumerate(told["options"], start=1))
    if told["points"] is None:
        return [Row(number, words, mine=places.get(number, 0)) for number, words in numbered]
    now = Count(told["voters"], told["points"], told["firsts"])
    ranked = told["kind"] == Poll.Kind.RANKED
    order = in_order(now)
    rows = [
        Row(
            number,
            words,
            points := now.points[number - 1],
            now.firsts[number - 1],
            percent(points, now, ranked=ranked),
            order.index(number) + 1,
            places.get(number, 0),
        )
        for number, words in numbered
    ]
    return sorted(rows, key=lambda row: row.place) if ranked else rows


@dataclass(frozen=True)
class Mine:
    """A poll before one person: what they chose, what they may do, and what they may see beyond everybody."""

    poll: Poll
    choices: list[int]
    rows: list[Row]
    told: dict[str, Any]
    barrier: Any
    may_close: bool

    @property
    def has_voted(self) -> bool:
        """Whether a vote of theirs stands."""
        return bool(self.choices)

    @property
    def may_vote(self) -> bool:
        """Whether the form is for them."""
        return self.barrier is None

    @property
    def sees_more(self) -> bool:
        """Whether a result stands here that the shared drawing keeps back."""
        return self.told["points"] is not None and self.poll.post.carries["poll"]["points"] is None

    @property
    def in_listed_order(self) -> list[Row]:
        """The options as they were asked, for the form."""
        return sorted(self.rows, key=lambda row: row.number)

    @property
    def said(self) -> str:
        """The vote in words."""
        return ", ".join(self.poll.options[number - 1] for number in self.choices)

    @property
    def places(self) -> range:
        """The places to give where options are put in order."""
        return range(1, len(self.poll.options) + 1)


def mine_of(person: "Person", polls: Sequence[Poll]) -> list[Mine]:
    """Polls (`with_post`) before one person: two queries, and one or two for each space among them."""
    own = _own_choices(person, polls)
    voted = [poll for poll in polls if poll.shows == Poll.Shows.VOTED and not poll.is_closed and poll.pk in own]
    ballots: dict[int, list[Any]] = defaultdict(list)
    for pk, choices in Ballot.objects.filter(poll__in=voted).values_list("poll_id", "choices") if voted else []:
        ballots[pk].append(choices)
    standings = {space.pk: standing(person, space) for space in {poll.post.thread.space for poll in polls}}
    return [_mine(poll, own.get(poll.pk, []), ballots, standings[poll.post.thread.space_id]) for poll in polls]


def _own_choices(person: "Person", polls: Sequence[Poll]) -> dict[int, list[int]]:
    mine = Q(pk__in=[])
    for poll in polls:
        if not poll.is_anonymous:
            mine |= Q(poll=poll, person=person)
        elif poll.salt:
            mine |= Q(poll=poll, seal=seal_of(poll, person))
    return dict(Ballot.objects.filter(mine).values_list("poll_id", "choices")) if polls else {}


def _mine(poll: Poll, choices: list[int], ballots: dict[int, list[Any]], where: rules.Standing) -> Mine:
    told = dict(poll.post.carries["poll"])
    if poll.pk in ballots:
        now = counted(poll, ballots[poll.pk])
        if rules.shows_result(poll, now.voters, has_voted=bool(choices)):
            told |= {"points": now.points, "firsts": now.firsts}
    barrier = rules.barrier_to_voting(where, poll)
    return Mine(
        poll, choices, rows_of(told, choices), told, barrier[1] if barrier else None, rules.may_close_poll(where, poll)
    )


@dataclass(frozen=True)
class Voter:
    """Who voted what, of a named poll."""

    person: Any
    words: list[str]


MOST_VOTERS = 200


def voters_of(poll: Poll) -> list[Voter]:
    """Who voted what where the poll names them and its result is shown to all; of an anonymous one nobody."""
    if poll.is_anonymous:
        return []
    ballots = poll.ballots.select_related("person").order_by("person__name", "pk")[:MOST_VOTERS]
    return [Voter(each.person, [poll.options[number - 1] for number in each.choices]) for each in ballots]
