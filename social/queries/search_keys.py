"""Which audience keys of the search a person holds by the spaces they read."""

from typing import Any

from social.models import Space, Thread


def keys_of_person(person: Any) -> set[str]:
    """Of every space they read its key, and of its restricted threads those that let them in."""
    spaces = Space.objects.readable_by(person).values_list("pk", flat=True)
    return {key_of(pk, "") for pk in spaces} | _restricted(person)


def key_of(space_id: int, audience: str) -> str:
    """The key that readers of a space hold, or readers of its threads with a restriction."""
    return f"space:{space_id}+{audience}" if audience else f"space:{space_id}"


def _restricted(person: Any) -> set[str]:
    threads = Thread.objects.visible_to(person).exclude(audience="").order_by()
    return {key_of(space, audience) for space, audience in threads.values_list("space_id", "audience").distinct()}
