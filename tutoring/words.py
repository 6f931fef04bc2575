"""How words are compared in searches: without case, accents and spacing."""

import unicodedata


def folded(text: str) -> str:
    """The text in lower case without accents, its spaces single."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\x00", " ").casefold())
    return " ".join("".join(character for character in decomposed if not unicodedata.combining(character)).split())
