"""Reads what somebody typed into the search box."""

import re
from dataclasses import dataclass

from core.search.tokens import fold, forms_of, split

MOST_SIGNS = 200
MOST_TERMS = 12
# Words that say nothing of what is looked for; within a phrase they count.
_EMPTY = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "how", "in", "is", "it", "its", "of",
    "on", "or", "that", "the", "this", "to", "was", "were", "what", "when", "which", "who", "with",
    "au", "aux", "avec", "ce", "ces", "cet", "cette", "c", "d", "dans", "de", "des", "du", "elle", "en", "est", "et",
    "eux", "il", "j", "je", "l", "la", "le", "les", "leur", "lui", "m", "ma", "mais", "me", "mes", "n", "ne", "nos",
    "notre", "nous", "ou", "par", "pas", "pour", "qu", "que", "qui", "s", "sa", "se", "ses", "son", "sont", "sur", "t",
    "un", "une", "vos", "votre", "vous", "y",
})  # fmt: skip
_PIECES = re.compile(r'["“«]\s*([^"”»]*)["”»]?|(\S+)')


@dataclass(frozen=True)
class Term:
    """Words that must stand beside each other, each in one of its forms; the last may be only a beginning."""

    words: tuple[tuple[str, ...], ...]
    is_beginning: bool = False

    def meets(self, folded: str, stems: tuple[str, ...]) -> bool:
        """Whether a word of a text, folded and as its stems, is one of this term's."""
        if any(form in stems or form == folded for forms in self.words for form in forms):
            return True
        return self.is_beginning and any(folded.startswith(form) for form in self.words[-1])


@dataclass(frozen=True)
class Asked:
    """All terms must be met. Nothing to look for is falsy."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)


def read(typed: str) -> Asked:
    """Words are all looked for, `"quoted words"` beside each other; a last word without a space behind it may go on."""
    typed = typed[:MOST_SIGNS]
    terms = [term for piece in _PIECES.finditer(typed) if (term := _term(piece, typed))]
    telling = [term for term in terms if not _says_nothing(term)]
    return Asked(tuple((telling or terms)[-MOST_TERMS:]))


def _term(piece: re.Match[str], typed: str) -> Term | None:
    quoted = piece[1] is not None
    forms = tuple(forms_of(token.word) for token in split(piece[1] if quoted else piece[2]) if fold(token.word))
    if not forms:
        return None
    return Term(forms, is_beginning=not quoted and piece.end() == len(typed) and typed[-1:].isalnum())


def _says_nothing(term: Term) -> bool:
    return len(term.words) == 1 and term.words[0][-1] in _EMPTY
