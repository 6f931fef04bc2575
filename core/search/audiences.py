"""Who holds which audience keys; `core/config/search.py` lists who knows.

An entry's keys are written with it, a person's are asked at every search: who leaves a space finds nothing of it in
the same moment, without a touch to the index.
"""

from collections.abc import Callable, Iterable
from typing import Any

COLLEAGUES = "colleagues"
Provider = Callable[[Any], Iterable[str]]
_providers: list[Provider] = []


def provider(keys_of: Provider) -> Provider:
    """Lists `keys_of(person)`, asked once a search; it must give what `visible_to` would, and be few queries."""
    if keys_of not in _providers:
        _providers.append(keys_of)
    return keys_of


def keys_of(person: Any) -> set[str]:
    """All keys that a person holds now; somebody who may not sign in holds none."""
    if not person.is_authenticated or not person.is_active:
        return set()
    return {key for keys in _providers for key in keys(person)}


def own_and_colleagues(person: Any) -> set[str]:
    """What everybody holds: a key of their own, and, unless they are guests from outside, the company's."""
    return {f"person:{person.pk}"} | (set() if person.is_external else {COLLEAGUES})
