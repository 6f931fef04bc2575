"""People, and pages of anything, in the API."""

from typing import Any

from ninja import Schema

from core.ui.paging import Page


class PersonOut(Schema):
    """Somebody, as a talk shows them."""

    id: int
    name: str


def page_of(page: Page[Any]) -> dict[str, Any]:
    """A page of things in the API's shape."""
    return {"items": page.items, "next": page.next or None}
