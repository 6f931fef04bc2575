"""What the shell offers: the rail's places and the New menu, each only to whom it is open."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context of the shell."""
    return {}
