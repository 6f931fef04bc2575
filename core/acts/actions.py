"""`@action`: the one way to write. A transaction, the reactions to its facts, then what must come last."""

import functools
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction

from core.acts.facts import Fact, react

P = ParamSpec("P")
R = TypeVar("R")


class Act:
    """What one outermost action has gathered: facts to react to, and closers that run last before the commit."""

    def __init__(self) -> None:
        self.facts: deque[Fact] = deque()
        self.closers: dict[str, Callable[[], None]] = {}
        self.gathered: dict[str, list[Any]] = {}

    def standing(self) -> tuple[int, dict[str, int]]:
        """How much has been stated and gathered so far."""
        return len(self.facts), {name: len(things) for name, things in self.gathered.items()}

    def go_back(self, standing: tuple[int, dict[str, int]]) -> None:
        """Forgets what was stated and gathered since: the inner act that did it was undone."""
        facts, gathered = standing
        while len(self.facts) > facts:
            self.facts.pop()
        for name, things in self.gathered.items():
            del things[gathered.get(name, 0) :]

    def finish(self) -> None:
        """Runs reactions until no new fact is stated, then the closers.

        The closers lock what everybody locks (the trail's head, streams), so they run in the order of their names:
        two acts that asked in another order would wait for each other.
        """
        while self.facts:
            react(self.facts.popleft())
        for _name, close in sorted(self.closers.items()):
            close()


_act: ContextVar[Act | None] = ContextVar("act", default=None)
_turn = threading.RLock()


def current() -> Act:
    """The act under way. Raises RuntimeError outside an action, where nothing may be stated or announced."""
    act = _act.get()
    if act is None:
        raise RuntimeError("Only an @action may write: call one.")
    return act


def state(fact: Fact) -> None:
    """States a fact; its reactions (core/config/reactions.py) run before the outermost action commits."""
    current().facts.append(fact)


def at_close(name: str, close: Callable[[], None]) -> None:
    """Asks for `close` to run once, after all reactions and just before the commit, however often it is asked."""
    current().closers.setdefault(name, close)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Makes a function one act: all of it happens or none of it.

    An inner action joins the outer one by a savepoint; when it fails, what it stated and gathered is undone with it.
    At the outermost exit the synchronous reactions run, then the closers (the wire numbers its events there), then the
    transaction commits. On SQLite the outermost actions of a process take turns.
    """

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _act.get()
        if outer is not None:
            with _part_of(outer):
                return function(*args, **kwargs)
        with _whole() as act:
            answer = function(*args, **kwargs)
            act.finish()
            return answer

    return wrapper


@contextmanager
def _part_of(act: Act) -> Iterator[None]:
    standing = act.standing()
    try:
        with transaction.atomic():
            yield
    except BaseException:
        act.go_back(standing)
        raise


@contextmanager
def _whole() -> Iterator[Act]:
    with _turn if settings.WRITES_IN_TURN else nullcontext(), transaction.atomic():
        act = Act()
        token = _act.set(act)
        try:
            yield act
        finally:
            _act.reset(token)
