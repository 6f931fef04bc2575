"""Where files of spaces lie meanwhile, and how large they may be."""

from pathlib import Path

from django.conf import settings
from django.utils.crypto import get_random_string

# A talk of 100,000 posts fits; all of it is read into memory.
MOST_JSON = 128 * 1024 * 1024
MOST_BYTES = 4 * 1024 * 1024 * 1024
MOST_ENTRIES = 50_000
# What people write is made a twentieth by the best of packers, and a bomb a thousandth.
MOST_RATIO = 200
JSON = "space.json"
FILES = "files/"


def new_name(kind: str) -> str:
    """A name that nobody guesses, in the folder of its kind: `exports`, `imports`."""
    return f"{kind}/{get_random_string(32)}.zip"


def place_of(name: str) -> Path:
    """Where a file of that name lies, among the kept ones; every server of the house reads it there."""
    return Path(settings.FILES_DIR) / name


def drop(name: str) -> None:
    """Takes it away, if it is there."""
    if name:
        place_of(name).unlink(missing_ok=True)
