"""Which stories stay with one worker, as what they share does: those of a file, or of a part of a long one."""

import re

from xdist.scheduler import LoadScopeScheduling

# By their whole names, in the order in which they begin: what takes long comes first, so that two workers end at about
# the same time, and one sweeps while the other makes the demo company.
PARTS = {
    "demo, Lena": re.compile(r"/test_the_demo_company\.py::(?!.*\[(ines-fr|victor-en)\])"),
    "sweep, English": re.compile(r"/test_every_page\.py::.*\[en\b"),
    "sweep, French": re.compile(r"/test_every_page\.py::.*\[fr\b"),
    "demo, others": re.compile(r"/test_the_demo_company\.py::"),
}


def group_of(story: str) -> str:
    """The part that a story belongs to, else its file."""
    return next((part for part, names in PARTS.items() if names.search(story)), story.split("::")[0])


def turn_of(story: str) -> int:
    """When its group begins."""
    turns = {part: turn for turn, part in enumerate(PARTS)}
    return turns.get(group_of(story), len(turns))


class Groups(LoadScopeScheduling):
    """Hands whole groups to the workers. (xdist's own groups are marks that pytest 9.2 no longer shows it.)"""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
