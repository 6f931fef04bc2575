"""Counts votes: pure arithmetic over ballots, each the numbers of the options chosen, in their order.

Polls in which options are put in order are counted by Borda's points in the form for incomplete ballots: who orders m
of the options gives m points to the first, m - 1 to the next, 1 to the last (J.-C. de Borda, Mémoire sur les élections
au scrutin, 1781; P. Emerson, The original Borda count and partial voting, Social Choice and Welfare 40, 2013,
353-358). It picks what suits most rather than what divides, counts every ballot in one round, and can be checked by
hand. Equal points: who was first more often leads, then what was listed first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Of an anonymous poll nothing is shown before: of two, each could work out the other.
FEWEST_SECRET = 3


@dataclass(frozen=True)
class Count:
    """What ballots came to. `points` are votes, or Borda's points where options were put in order; `firsts` how often
    each was put first; both in the order of the options."""

    voters: int
    points: list[int]
    firsts: list[int]

    def as_plain(self) -> dict[str, object]:
        """For a column of JSON."""
        return {"voters": self.voters, "points": self.points, "firsts": self.firsts}


def count(ballots: Iterable[Sequence[int]], options: int, *, ranked: bool) -> Count:
    """Counts ballots over so many options; a number that is no option counts for nothing."""
    points, firsts, voters = [0] * options, [0] * options, 0
    for ballot in ballots:
        chosen = [number for number in dict.fromkeys(ballot) if 1 <= number <= options]
        if not chosen:
            continue
        voters += 1
        firsts[chosen[0] - 1] += 1
        for place, number in enumerate(chosen):
            points[number - 1] += len(chosen) - place if ranked else 1
    return Count(voters, points, firsts)


def in_order(counted: Count) -> list[int]:
    """The numbers of the options from the winner down."""
    rows = zip(counted.points, counted.firsts, strict=True)
    ranked = sorted(enumerate(rows, start=1), key=lambda row: (-row[1][0], -row[1][1], row[0]))
    return [number for number, _row in ranked]


def percent(points: int, counted: Count, *, ranked: bool) -> int:
    """An option's share, rounded: of those who voted, or of all points given."""
    whole = sum(counted.points) if ranked else counted.voters
    return round(100 * points / whole) if whole else 0
