"""Cuts out of a text the words around a hit."""

from dataclasses import dataclass

from core.search.asking import Asked
from core.search.tokens import LANGUAGES, fold, split, stem

LENGTH = 220
MOST_READ = 20_000


@dataclass(frozen=True)
class Part:
    """A stretch of text; `hit` where it is what was looked for. The template escapes it."""

    text: str
    hit: bool = False


def marked(text: str, asked: Asked) -> list[Part]:
    """All of a short text, its hits apart."""
    parts, at = [], 0
    for start, end in _hits(text, asked):
        parts += [Part(text[at:start]), Part(text[start:end], hit=True)]
        at = end
    return [part for part in [*parts, Part(text[at:])] if part.text]


def excerpt(text: str, asked: Asked) -> list[Part]:
    """About LENGTH characters around the first hit, cut between words; the beginning where only the title was hit."""
    text = " ".join(text[:MOST_READ].split())
    hits = _hits(text, asked)
    start = _word_start(text, hits[0][0] - LENGTH // 4) if hits else 0
    end = _word_end(text, start + LENGTH)
    cut = marked(text[start:end].strip(), asked)
    if not cut:
        return []
    return [*([Part("… ")] if start else []), *cut, *([Part(" …")] if end < len(text) else [])]


def _hits(text: str, asked: Asked) -> list[tuple[int, int]]:
    found = []
    for token in split(text):
        stems = tuple(stem(token.word, language) for language in LANGUAGES)
        if any(term.meets(fold(token.word), stems) for term in asked.terms):
            found.append((token.start, token.end))
    return found


def _word_start(text: str, at: int) -> int:
    return 0 if at <= 0 else text.rfind(" ", 0, at) + 1


def _word_end(text: str, at: int) -> int:
    return len(text) if (space := text.find(" ", at)) < 0 else space
