"""Where upper rooms offer words for what somebody works on: tags, areas, studies."""

from collections.abc import Callable, Sequence
from typing import Any

from core.accounts import words

Offer = Callable[[Any], tuple[str, Sequence[str]]]

_offers: list[Offer] = []


def offers_words(offer: Offer) -> Offer:
    """Lists `offer(person) -> (heading, words)`: what a newcomer may tick, only of what they may see."""
    if offer not in _offers:
        _offers.append(offer)
    return offer


def words_for(person: Any) -> list[tuple[str, list[str]]]:
    """Every heading with its words, in the order of their listing; no word twice, no heading without one."""
    seen: set[str] = set()
    groups = []
    for offer in _offers:
        heading, offered = offer(person)
        fresh = {words.fold(word): word for word in offered}
        chosen = [word for folded, word in fresh.items() if folded and folded not in seen]
        seen |= set(fresh)
        if chosen:
            groups.append((str(heading), chosen))
    return groups
