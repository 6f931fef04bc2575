"""What a space may begin with: how it is arranged, without people and talk, as a template says it."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "starters"
# As they are offered.
KEYS = ("launch", "welcome", "study", "safety")
_FACT = re.compile(r"# (\w+): (.*)\Z")
_OPENING = re.compile(r"== (announcement|question|discussion)(, pinned)?: (.+)\Z")


@dataclass(frozen=True)
class Opening:
    """A talk with which the space opens."""

    title: str
    source: str
    kind: str = "announcement"
    format: str = "text"
    is_pinned: bool = True


@dataclass(frozen=True)
class Admission:
    """Who joins by themselves: the codes of a unit ("" for anywhere) and of a job role ("" for any)."""

    unit: str = ""
    job_role: str = ""


@dataclass(frozen=True)
class Pattern:
    """How a space is arranged: `words` are offered as tags, `objects` are codes of learning objects that are pinned."""

    name: str
    about: str = ""
    openness: str = "open"
    language: str = "en"
    slow_seconds: int = 0
    words: tuple[str, ...] = ()
    openings: tuple[Opening, ...] = ()
    objects: tuple[str, ...] = ()
    admits: tuple[Admission, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Pattern":
        """As it was kept."""
        return cls(
            **{
                **kept,
                "words": tuple(kept["words"]),
                "objects": tuple(kept["objects"]),
                "openings": tuple(Opening(**each) for each in kept["openings"]),
                "admits": tuple(Admission(**each) for each in kept["admits"]),
            }
        )


@cache
def shipped(key: str, language: str) -> Pattern:
    """One of the templates that every house has; English where there is none in a language."""
    path = SHIPPED / f"{key}.{language}.txt"
    return parse((path if path.exists() else SHIPPED / f"{key}.en.txt").read_text())


def parse(text: str) -> Pattern:
    """Reads a template from text: facts (`# name: …`), then talks (`== announcement, pinned: title` and its words)."""
    facts: dict[str, str] = {}
    heads: list[re.Match[str]] = []
    words: list[list[str]] = []
    for line in text.strip().splitlines():
        if not heads and (fact := _FACT.match(line)):
            facts[fact[1]] = fact[2].strip()
        elif head := _OPENING.match(line):
            heads.append(head)
            words.append([])
        elif heads:
            words[-1].append(line)
        elif line.strip():
            raise ValueError(f"Not a template: {line!r}")
    openings = [
        Opening(head[3].strip(), "\n".join(lines).strip(), head[1], is_pinned=bool(head[2]))
        for head, lines in zip(heads, words, strict=True)
    ]
    tags = tuple(word.strip() for word in facts.pop("tags", "").split(",") if word.strip())
    said: dict[str, Any] = {**facts, "words": tags, "openings": tuple(openings)}
    return Pattern(**said)
