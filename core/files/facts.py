"""What happened with files, for whoever stands above."""

from dataclasses import dataclass

from core.acts.facts import Fact


@dataclass(frozen=True)
class FileAttached(Fact):
    """A file was hung on a thing."""

    attachment_id: int


@dataclass(frozen=True)
class FileDetached(Fact):
    """A file was taken off a thing."""

    attachment_id: int


@dataclass(frozen=True)
class TextDue(Fact):
    """A content hangs somewhere for the first time, and its words are to be read."""

    sha256: str


@dataclass(frozen=True)
class ContentRead(Fact):
    """The words of a content are known now, or that there are none to be had."""

    sha256: str


@dataclass(frozen=True)
class SizesDue(Fact):
    """A large picture hangs somewhere for the first time, and is to be drawn for screens."""

    sha256: str
