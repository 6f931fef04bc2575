"""Reads what somebody typed into the search box."""

import re
from dataclasses import dataclass

from core.search.operators import TAG, Clause, named
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
# A minus, a word with a colon, and then words in quotes or one word: each but the last may be absent.
_PIECES = re.compile(
    r'(?P<minus>-(?=[\w"“«]))?(?:(?P<name>[^\W\d_]+):(?=[^\s:]))?(?:["“«]\s*(?P<quoted>[^"”»]*)["”»]?|(?P<word>\S+))'
)


@dataclass(frozen=True)
class Term:
    """Words that must stand beside each other, each in one of its forms; the last may be only a beginning."""

    words: tuple[tuple[str, ...], ...]
    is_beginning: bool = False

    def meets(self, place: int, folded: str, stems: tuple[str, ...]) -> bool:
        """Whether a word of a text, folded and as its stems, is the word of this term at that place."""
        if any(form in stems or form == folded for form in self.words[place]):
            return True
        is_open = self.is_beginning and place == len(self.words) - 1
        return is_open and any(folded.startswith(form) for form in self.words[place])


@dataclass(frozen=True)
class Asked:
    """All `terms` and `tags` must be met, none of `without` and `without_tags`; `clauses` are the other operators.
    Of the terms one is enough where `is_either`.

    Nothing to look for is falsy: so is what only says what is not wanted.
    """

    terms: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    without_tags: tuple[Term, ...] = ()
    clauses: tuple[Clause, ...] = ()
    is_either: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms or self.tags or any(not clause.excluded for clause in self.clauses))


def read(typed: str) -> Asked:
    """Words are all looked for, `"quoted words"` beside each other; a last word without a space behind it may go on.

    `-word` is not wanted; a word before a colon that is no operator is a word like any other.
    """
    typed = typed[:MOST_SIGNS]
    terms: dict[tuple[str, bool], list[Term]] = {(name, no): [] for name in ("", TAG) for no in (False, True)}
    clauses = []
    for piece in _PIECES.finditer(typed):
        name, excluded = named(piece["name"] or ""), bool(piece["minus"])
        if name in ("", TAG):
            term = _term(piece, typed, whole=bool(name) or not piece["name"])
            terms[name, excluded] += [term] if term else []
        elif value := " ".join((piece["quoted"] or piece["word"] or "").split()):
            clauses.append(Clause(name, value, excluded))
    wanted = terms["", False]
    telling = [term for term in wanted if not _says_nothing(term)]
    return Asked(
        terms=tuple((telling or ([] if clauses or terms[TAG, False] else wanted))[-MOST_TERMS:]),
        tags=tuple(terms[TAG, False][:MOST_TERMS]),
        without=tuple(terms["", True][:MOST_TERMS]),
        without_tags=tuple(terms[TAG, True][:MOST_TERMS]),
        clauses=tuple(clauses[:MOST_TERMS]),
    )


def _term(piece: re.Match[str], typed: str, *, whole: bool) -> Term | None:
    quoted = piece["quoted"] is not None
    said = (piece["quoted"] if quoted else piece["word"]) if whole else piece[0].removeprefix("-")
    forms = tuple(forms_of(token.word) for token in split(said) if fold(token.word))
    if not forms:
        return None
    goes_on = not quoted and not piece["minus"] and piece.end() == len(typed) and typed[-1:].isalnum()
    return Term(forms, is_beginning=goes_on)


def _says_nothing(term: Term) -> bool:
    return len(term.words) == 1 and term.words[0][-1] in _EMPTY
