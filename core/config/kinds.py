"""Every kind of thing that lower rooms may name, one line a kind."""

from core.accounts import kinds as people
from core.accounts.models import Person
from core.files.kinds import FILE
from core.kinds import registry
from core.library import kinds as library
from social import kinds as social
from tutoring import kinds as tutoring
from virtualclass import kinds as virtualclass

KINDS: list[registry.Kind] = [
    registry.Kind(
        "person", Person, people.visible_to, people.title, people.url, people.ICON, people.WORD, people.self_only
    ),
    *social.EVERY,
    virtualclass.CLASS,
    *tutoring.EVERY,
    FILE,
    *library.KINDS,
]


def register() -> None:
    """Makes every kind known; called once when the apps are loaded."""
    for kind in KINDS:
        registry.register(kind)
