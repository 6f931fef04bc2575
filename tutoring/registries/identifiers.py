"""Which register an identifier belongs to, by how it looks."""

import re

from tutoring.registries.record import Identifier

PATTERNS = [
    ("nct", re.compile(r"NCT[0-9]{8}")),
    (
        "eudract",
        re.compile(r"(?:EudraCT\s*(?:No\.?|Number)?:?\s*)?((?:19|20)[0-9]{2}-00[0-9]{4}-[0-9]{2})", re.IGNORECASE),
    ),
    (
        "ctis",
        re.compile(
            r"(?:EU\s*CT\s*(?:No\.?|Number)?:?\s*)?(20[0-9]{2}-5[0-9]{5}-[0-9]{2}(?:-[0-9]{2})?)", re.IGNORECASE
        ),
    ),
    ("isrctn", re.compile(r"ISRCTN[0-9]{6,8}", re.IGNORECASE)),
    ("utn", re.compile(r"U[0-9]{4}-[0-9]{4}-[0-9]{4}", re.IGNORECASE)),
]
# The registry's own types, for a value whose look tells nothing.
TYPES = {"EUDRACT_NUMBER": "eudract", "CTIS": "ctis"}
_DOI = re.compile(r"\b(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/[^\s\"<>]+)", re.IGNORECASE)


def identify(value: str, declared: str = "", issuer: str = "") -> Identifier:
    """The identifier with its kind: by its look first, then by what the registry declares, else "other"."""
    for kind, pattern in PATTERNS:
        found = pattern.fullmatch(value.strip())
        if found:
            return Identifier(kind, found.group(found.lastindex or 0).upper(), issuer)
    return Identifier(TYPES.get(declared, "other"), value, issuer)


def doi_in(citation: str) -> str:
    """The first DOI in a citation, in lower case as DOIs are compared; "" when there is none."""
    found = _DOI.search(citation)
    if not found:
        return ""
    doi = found.group(1).rstrip(".,;")
    return doi.rstrip(")").lower() if doi.count(")") > doi.count("(") else doi.lower()
