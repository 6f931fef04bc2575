"""What people can be told of: upper rooms define their kinds, `core/config/notices.py` lists the modules."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from core.notifications.places import Place
from core.notifications.ways import Mail, Way

Text = str | Promise


@dataclass(frozen=True)
class Told:
    """What a sentence may use: who did it ("" where nobody is named), the thing as it is now, small facts.

    `title` is "" where the scope is restricted and the sentence leaves the house by mail.
    """

    by: str
    title: str
    thing: Any
    facts: dict[str, Any] = field(default_factory=dict)


def _nothing(thing: Any) -> str:
    return ""


def _open(thing: Any) -> bool:
    return False


def _nowhere(thing: Any) -> Place | None:
    return None


@dataclass(frozen=True)
class NoticeKind:
    """One thing people can be told of.

    `words` is the sentence (“Tomas mentioned you”), `label` stands on the preferences page (“Somebody mentions me”),
    `why` in the foot of a mail (“Somebody mentioned you.”). `urgent` goes out in quiet hours too. Until a person
    chooses otherwise it stands in the bell (`bell`), and a mail goes out at once (`mail`), or it waits for the digest
    (`in_digest`). `excerpt` gives the words for a mail from the row as it is when the mail leaves; `is_restricted`
    says that no word of it may leave; `place` is the talk it came from, by which a digest groups and which can be
    muted; `title` and `url` stand in for those of the thing. `needs` names what the others read beside the thing
    itself (`("thread",)`), `mail_needs` what `place` and `is_restricted` read: it is fetched once for all lines.
    """

    name: str
    label: Text
    words: Callable[[Told], str]
    why: Text
    icon: str
    urgent: bool = False
    bell: bool = True
    mail: bool = False
    in_digest: bool = True
    excerpt: Callable[[Any], str] = _nothing
    is_restricted: Callable[[Any], bool] = _open
    title: Callable[[Any], str] | None = None
    url: Callable[[Told], str] | None = None
    needs: tuple[str, ...] = ()
    place: Callable[[Any], Place | None] = _nowhere
    mail_needs: tuple[str, ...] = ()

    @property
    def way(self) -> Way:
        """By which ways it goes until a person chooses otherwise."""
        return Way(self.bell, Mail.NOW if self.mail else Mail.DIGEST if self.in_digest else Mail.NEVER)


_kinds: dict[str, NoticeKind] = {}


def notice_kind(kind: NoticeKind) -> NoticeKind:
    """Makes a kind known. Two of one name are a programming error."""
    if _kinds.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"Two kinds of notice are called {kind.name!r}.")
    return kind


def of(name: str) -> NoticeKind:
    """The kind of that name; KeyError when there is none."""
    return _kinds[name]


def known(name: str) -> NoticeKind | None:
    """The kind of that name, if there is one still."""
    return _kinds.get(name)


def every() -> list[NoticeKind]:
    """All kinds, in the order they were listed."""
    return list(_kinds.values())
