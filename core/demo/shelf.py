"""The demo company's learning objects, written as text files and published through the actions."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.accounts.models import Person
from core.demo.clock import at
from core.library import actions
from core.library.models import LearningObject

FOLDER = Path(__file__).parent / "objects"
_HEAD = re.compile(r"#\s*(\w+):\s*(.*)")


@dataclass
class Page:
    """One object as written: what describes it, and its words."""

    facts: dict[str, str]
    body: str


def every() -> list[Page]:
    """All objects, in the order of their files."""
    return [read(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]


def read(text: str) -> Page:
    """Reads one object: header lines, a blank line, the body."""
    head, _blank, body = text.strip().partition("\n\n")
    found = [match for match in map(_HEAD.match, head.splitlines()) if match]
    facts = {match[1]: match[2] for match in found}
    return Page(facts, body.strip())


def publish(page: Page, *, people: dict[str, Person], moment: datetime) -> LearningObject:
    """Writes an object and publishes it at a moment."""
    facts = dict(page.facts)
    author = people[facts.pop("author")]
    described = {**facts, "minutes": int(facts["minutes"]), "objectives": facts["objectives"].replace(" · ", "\n")}
    with at(moment):
        thing = actions.start_object(author=author, described=described)
        words = actions.Words(content="page", source=page.body, format="html")
        draft = actions.draft_as_it_would_be(thing, author) if thing.draft_or_none is None else thing.draft_or_none
        actions.write_draft(learning_object=thing, editor=author, words=words, revision=draft.revision)
        thing.refresh_from_db()
    with at(moment + timedelta(hours=3)):
        actions.publish_draft(learning_object=thing, author=author)
    return thing
