"""How much one person may bring."""

from typing import Any

from core.acts.pace import keep_pace

MOST_UPLOADS, SECONDS = 40, 60


def keep_upload_pace(person: Any) -> None:
    """Raises Refused (429) past 40 uploads in a minute."""
    keep_pace("upload", person.pk, most=MOST_UPLOADS, seconds=SECONDS)
