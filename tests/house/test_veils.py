"""Only a few rooms may look behind a veil: whoever shows, counts, searches or exports reads the stand-in instead."""

import re

from tests.house.sources import ROOT, name_of, python

# `writer_id`, `opener_id`, `veil.person`: who it truly is. Each of these asks for what is theirs to do or to be told,
# or has been let look with a reason.
MAY = {
    "social/models/posts.py",
    "social/models/threads.py",
    "social/rules/polls.py",
    "social/rules/posts.py",
    "social/rules/threads.py",
    "social/rules/moderation.py",
    "social/querysets/threads.py",
    "social/actions/veiling.py",
    "social/actions/veil_telling.py",
    "social/actions/telling.py",
    "social/actions/conduct_telling.py",
    "social/actions/pace.py",
    "social/actions/safety.py",
    "social/queries/pace.py",
    "social/queries/people.py",
    "social/queries/languages.py",
    "social/queries/veils.py",
    "social/api/veils.py",
    "social/views/posts.py",
    "core/home/queries.py",
    # What is said without a name counts for nobody, and whoever confirms it must be another.
    "social/querysets/posts.py",
    "social/queries/knowing.py",
    "social/rules/knowledge.py",
    "social/actions/telling_knowledge.py",
}
BEHIND = re.compile(r"writer_id|opener_id|veil(?:__|\.)person|\bVeil\.objects")


def test_few_look_behind_a_veil():
    areas = [path for area in ("core", "social", "virtualclass", "tutoring") for path in python(area)]
    found = {name_of(path) for path in areas if "migrations" not in path.parts and BEHIND.search(path.read_text())}
    assert found == MAY


def test_no_template_looks_behind_a_veil():
    found = {name_of(path) for path in (ROOT / "templates").rglob("*.html") if BEHIND.search(path.read_text())}
    assert found == {"templates/social/post_who.html"}
