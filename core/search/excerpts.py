"""Cuts out of a text the words around what was looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.search.asking import Asked, Term
from core.search.tokens import LANGUAGES, fold, split, stem

LENGTH = 220
# Of a longer text only what stands around places that look like hits is read word by word.
MOST_READ = 20_000
MOST_LOOKS, AROUND = 60, 160
# The letters that fold to a letter, as far as an excerpt looks for them.
_ACCENTED = {
    "a": "aàâäáãå", "c": "cç", "e": "eéèêë", "i": "iîïíì", "n": "nñ", "o": "oôöóòõ", "u": "uùûüú", "y": "yÿý",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A stretch of text; `hit` where it is what was looked for. The template escapes it."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    term: int


def marked(text: str, asked: Asked) -> list[Part]:
    """All of a short text, its hits apart."""
    parts, at = [], 0
    for hit in _hits(text, asked):
        if hit.start >= at:
            parts += [Part(text[at : hit.start]), Part(text[hit.start : hit.end], hit=True)]
            at = hit.end
    return [part for part in [*parts, Part(text[at:])] if part.text]


def excerpt(text: str, asked: Asked) -> list[Part]:
    """About LENGTH characters where most of what was looked for stands together, cut between words.

    The beginning of the text where only the title was hit.
    """
    text = " ".join(text.split())
    if len(text) > MOST_READ:
        text = _near_hits(text, asked)
    start = _word_start(text, _best_start(_hits(text, asked)))
    end = _word_end(text, start + LENGTH)
    cut = marked(text[start:end].strip(), asked)
    if not cut:
        return []
    return [*([Part("… ")] if start else []), *cut, *([Part(" …")] if end < len(text) else [])]


def _best_start(hits: list[_Hit]) -> int:
    """Where the window begins that holds most different terms, then most hits; the earliest of equal ones."""
    best, where, last = (0, 0), 0, 0
    for first, hit in enumerate(hits):
        last = max(last, first)
        while last < len(hits) and hits[last].end <= hit.start + LENGTH * 3 // 4:
            last += 1
        worth = (len({each.term for each in hits[first:last]}), last - first)
        if worth > best:
            best, where = worth, hit.start - LENGTH // 4
    return where


def _hits(text: str, asked: Asked) -> list[_Hit]:
    """What was looked for, in its order; the words of a phrase together."""
    tokens = split(text)
    words = [(fold(token.word), tuple(stem(token.word, language) for language in LANGUAGES)) for token in tokens]
    found = []
    for number, term in enumerate(asked.terms):
        many = len(term.words)
        found += [
            _Hit(tokens[first].start, tokens[first + many - 1].end, number)
            for first in range(len(tokens) - many + 1)
            if all(term.meets(place, *words[first + place]) for place in range(many))
        ]
    return sorted(found, key=lambda hit: (hit.start, -hit.end))


def _near_hits(text: str, asked: Asked) -> str:
    """The stretch of a long text in which the best of the places stands that look like hits; else its beginning."""
    looks = sorted(at for term in asked.terms for at in _looks_of(text, term))
    near = [_Hit(at, at + 1, 0) for at in looks]
    for hit in near:
        piece = text[max(0, hit.start - AROUND) : hit.start + LENGTH + AROUND]
        if _hits(piece, asked):
            begin = max(0, hit.start - MOST_READ // 4)
            return text[begin : begin + MOST_READ]
    return text[:MOST_READ]


def _looks_of(text: str, term: Term) -> Iterator[int]:
    """Where a word begins like the first word of a term: by four letters, which the endings of a word leave alone."""
    beginnings = {form[:4] for form in term.words[0]}
    letters = ("".join(f"[{_ACCENTED[sign]}]" if sign in _ACCENTED else sign for sign in each) for each in beginnings)
    pattern = re.compile(rf"\b(?:{'|'.join(letters)})", re.IGNORECASE)
    for count, found in enumerate(pattern.finditer(text)):
        if count == MOST_LOOKS:
            return
        yield found.start()


def _word_start(text: str, at: int) -> int:
    return 0 if at <= 0 else text.rfind(" ", 0, at) + 1


def _word_end(text: str, at: int) -> int:
    return len(text) if (space := text.find(" ", at)) < 0 else space
