"""What upper rooms tell the talk about themselves: restrictions, own addresses, identifiers they know."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.kinds.registry import Ref
from core.richtext import Found, Link

Holder = Callable[[Any], set[str]]
Restriction = Callable[[int], str]
Knower = Callable[[Sequence[Found]], Mapping[str, Link]]

_holders: list[Holder] = []
_restrictions: dict[str, Restriction] = {}
_addresses: dict[str, str] = {}
_knowers: list[Knower] = []


def restriction_provider(holder: Holder) -> Holder:
    """Lists `holder(person) -> keys`: which restriction keys (Thread.audience) a person holds."""
    if holder not in _holders:
        _holders.append(holder)
    return holder


def held_by(person: Any) -> set[str]:
    """Every restriction key the person holds; without a provider nobody holds any."""
    return {key for holder in _holders for key in holder(person)}


def restricts(kind: str, restriction: Restriction) -> None:
    """Says with which key a new thread about a thing of this kind starts: `restriction(pk) -> key or ""`."""
    _restrictions[kind] = restriction


def restriction_of(subject: Ref | None) -> str:
    """The key a thread about `subject` carries; "" when everybody of the space reads it."""
    restriction = _restrictions.get(subject.kind) if subject else None
    return restriction(subject.pk) if restriction and subject else ""


def own_address(view_name: str, *, kind: str) -> None:
    """Says that pages named `view_name` with a `pk` show one thing of `kind`: a link to it gets a card."""
    _addresses[view_name] = kind


def kind_at(view_name: str) -> str | None:
    """The kind shown by a page of that name."""
    return _addresses.get(view_name)


def knows_identifiers(knower: Knower) -> Knower:
    """Lists `knower(found) -> links`: where study identifiers, DOIs and the like in a post lead."""
    if knower not in _knowers:
        _knowers.append(knower)
    return knower


def identified(found: Sequence[Found]) -> dict[str, Link]:
    """Where the identifiers found in a text lead; what nobody knows is left out."""
    return {words: link for knower in _knowers for words, link in knower(found).items()}


Terms = Callable[[int], Sequence[str]]
_terms: dict[str, Terms] = {}


def offers_terms(kind: str, terms: Terms) -> None:
    """Says which words of a vocabulary fit a thing of this kind: `terms(pk) -> words`, offered as tags of its talk."""
    _terms[kind] = terms


def terms_of(subject: Ref | None) -> list[str]:
    """The words that a subject offers; none where nobody knows any."""
    offered = _terms.get(subject.kind) if subject else None
    return list(offered(subject.pk)) if offered and subject else []
