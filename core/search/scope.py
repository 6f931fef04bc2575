"""What the operators of a search mean for one person: which spaces, whom, what, when."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from core.accounts.models import Person
from core.kinds import registry
from core.search import operators, places
from core.search.narrowing import AUTHOR, KIND, PLACE, Narrowing
from core.search.operators import Clause
from core.search.places import Place
from core.search.tokens import fold

MOST_PEOPLE = 200


@dataclass
class Scope:
    """The narrowing, and a sentence for each value that means nothing: its operator is left out."""

    narrowing: Narrowing = field(default_factory=Narrowing)
    mistakes: list[str] = field(default_factory=list)


def scope_of(person: Any, clauses: tuple[Clause, ...], known: list[Place]) -> Scope:
    """Reads the clauses with the person's eyes; `known` are the places they may look into."""
    scope = Scope()
    for clause in clauses:
        _READERS[clause.operator](scope, clause, person, known)
    return scope


def kinds_called(word: str) -> list[str]:
    """The kinds that a word means, in English or French: by their name, or the beginning of a word people read."""
    wanted = fold("".join(word.split()))
    if not wanted:
        return []
    words = {kind.name: _words_for(kind) for kind in registry.every()}
    same = [name for name, every in words.items() if wanted in every or wanted.removesuffix("s") in every]
    return same or [name for name, every in words.items() if any(each.startswith(wanted) for each in every)]


def _words_for(kind: registry.Kind) -> set[str]:
    said = {kind.name}
    for language in ("en", "fr"):
        with translation.override(language):
            said.add(str(kind.word))
    return {fold("".join(sign for sign in each if sign.isalnum())) for each in said}


def _read_place(scope: Scope, clause: Clause, person: Any, known: list[Place]) -> None:
    found = places.called(known, clause.value)
    if found:
        scope.narrowing = scope.narrowing.to(PLACE, (place.key for place in found), excluded=clause.excluded)
    else:
        says = _("You see no space or study called “%(name)s”. It was left out.")
        scope.mistakes.append(says % {"name": clause.value})


def _read_author(scope: Scope, clause: Clause, person: Any, known: list[Place]) -> None:
    if fold(clause.value) in {"me", "moi"}:
        found = [person.pk]
    else:
        named = Person.objects.visible_to(person).named(clause.value.lstrip("@"))
        found = list(named.values_list("pk", flat=True)[:MOST_PEOPLE])
    if found:
        scope.narrowing = scope.narrowing.to(AUTHOR, found, excluded=clause.excluded)
    else:
        scope.mistakes.append(_("Nobody you know here is called “%(name)s”. It was left out.") % {"name": clause.value})


def _read_kind(scope: Scope, clause: Clause, person: Any, known: list[Place]) -> None:
    found = kinds_called(clause.value)
    if found:
        scope.narrowing = scope.narrowing.to(KIND, found, excluded=clause.excluded)
    else:
        says = _("There is no kind called “%(name)s”. Try post, talk, study, class, person or file.")
        scope.mistakes.append(says % {"name": clause.value})


def _read_moment(scope: Scope, clause: Clause, person: Any, known: list[Place]) -> None:
    moment = operators.moment_of(clause.value)
    if moment is None:
        says = _("“%(value)s” is no date. Write 2026-06-04, 06/2026 or 2026. It was left out.")
        scope.mistakes.append(says % {"value": clause.value})
    elif (clause.operator == operators.AFTER) != clause.excluded:
        scope.narrowing = scope.narrowing.later(moment)
    else:
        scope.narrowing = scope.narrowing.earlier(moment)


_READERS = {
    operators.IN: _read_place,
    operators.FROM: _read_author,
    operators.KIND: _read_kind,
    operators.BEFORE: _read_moment,
    operators.AFTER: _read_moment,
}
