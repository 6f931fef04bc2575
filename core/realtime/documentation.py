"""Writes docs/events.md from the catalogue, so that what browsers are promised can be read."""

import inspect
from collections import defaultdict

from core.realtime import catalogue, live
from core.realtime.catalogue import Event

HEAD = """# Live events

Made by `manage.py events_doc` from the catalogue; `make check` fails when they differ. A page hears them as the
`detail` of `live:event` (see the design's *live wire*): `stream`, `seq`, `name`, `v`, `at`, `by` unless the author is
anonymous to peers, `data` as below, and `html` where the event is shown: the partial of the page's first render, from
the row as it is when it is sent. A changed field is a new version. A whisper has no number and is not kept.
"""


def text() -> str:
    """The whole document."""
    by_area: dict[str, list[type[Event]]] = defaultdict(list)
    for cls in catalogue.every():
        # The tests' own events are promised to nobody.
        if not cls.__module__.startswith("tests."):
            by_area[cls.event_name.partition(".")[0]].append(cls)
    return "\n".join([HEAD, *(_area(area, by_area[area]) for area in sorted(by_area))])


def _area(area: str, events: list[type[Event]]) -> str:
    lines = [f"## {area}", "", "| event | version | data | shown | meaning |", "|---|---|---|---|---|"]
    for cls in events:
        fields = ", ".join(f"`{name}`: {_cell(hint)}" for name, hint in catalogue.fields_of(cls).items())
        shown = "yes" if live.renderer_of(cls.event_name) else ""
        meaning = _cell((inspect.getdoc(cls) or "").partition("\n")[0])
        lines.append(f"| `{cls.event_name}` | {cls.event_version} | {fields} | {shown} | {meaning} |")
    return "\n".join([*lines, ""])


def _cell(words: str) -> str:
    return words.replace("|", r"\|")
