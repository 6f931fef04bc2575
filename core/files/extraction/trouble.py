"""Why a document cannot be read to its end."""


class Trouble(Exception):
    """`damaged`, `locked` or `huge`: the note that is kept instead of words."""
