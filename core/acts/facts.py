"""Facts: what happened, told to whoever stands above without knowing them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Fact:
    """Something that happened inside an action. Subclasses are frozen dataclasses of ids and small values (JSON)."""


Reaction = Callable[..., Any]
_when: dict[type[Fact], list[Reaction]] = defaultdict(list)
_later: dict[type[Fact], list[Any]] = defaultdict(list)


def when(fact: type[Fact], reaction: Reaction) -> None:
    """Runs `reaction(**fields of the fact)` in the transaction that stated the fact."""
    if reaction not in _when[fact]:
        _when[fact].append(reaction)


def later(fact: type[Fact], task: Any) -> None:
    """Enqueues the job `task` with the fact's fields, in the transaction that stated the fact."""
    if task not in _later[fact]:
        _later[fact].append(task)


def react(fact: Fact) -> None:
    """Runs the reactions to one fact; `core.acts.actions` calls it at the outermost exit."""
    fields = asdict(fact)
    for reaction in _when[type(fact)]:
        reaction(**fields)
    for task in _later[type(fact)]:
        task.enqueue(**fields)
