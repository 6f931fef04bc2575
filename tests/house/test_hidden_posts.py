"""Nobody asks whether a post is deleted who means whether its words may be shown."""

import re

from tests.house.sources import ROOT, name_of, python

# Where a deletion itself is meant: the rows, the rules and deeds of deleting, what the API says of it.
MAY = {
    "social/models/posts.py",
    "social/querysets/posts.py",
    "social/querysets/moderation.py",
    "social/querysets/safety.py",
    "social/rules/posts.py",
    "social/actions/posts.py",
    "social/actions/flags.py",
    "social/actions/sweeps.py",
    "social/schemas/posts.py",
    "social/actions/carrying.py",
}


def test_words_are_shown_by_is_hidden_and_standing():
    found = [
        name_of(path)
        for path in python("social")
        if "migrations" not in path.parts and re.search(r"is_deleted|deleted_at", path.read_text())
    ]
    assert set(found) <= MAY, "A held post is hidden too: ask `is_hidden`, or chain `.standing()`."
    assert (ROOT / "social").exists()
