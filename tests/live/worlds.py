"""A place with the test room in it: people with sessions, servers, rooms."""

import secrets
from typing import Any

from tests.servers import Place, Site, session_cookie

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.wireroom.settings", "LOG_LEVEL": "WARNING"}


class World:
    """What a story over real servers needs. Use it inside `place.here()`."""

    def __init__(self, place: Place) -> None:
        from django.core.management import call_command

        self.place = place
        call_command("migrate", "wireroom", verbosity=0)

    def site(self, **settings: str) -> Site:
        """A server that is started."""
        site = self.place.site(**{**SETTINGS, **settings})
        site.start()
        return site

    def person(self, language: str = "en") -> Any:
        """Somebody, with a `cookie`."""
        from core.accounts.models import Person

        code = secrets.token_hex(4)
        person: Any = Person.objects.make(email=f"{code}@example.org", name=f"Person {code}", language=language)
        person.cookie = session_cookie(person)
        return person

    def room(self, *people: Any) -> Any:
        """A room with these members."""
        from tests.wireroom import actions

        return actions.open_room(name=f"Room {secrets.token_hex(3)}", people=people)
