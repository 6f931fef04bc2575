"""What happens to studies."""

from dataclasses import dataclass

from core.acts.facts import Fact


@dataclass(frozen=True)
class StudyImported(Fact):
    """A study was imported, for the first time or as a new version."""

    study_id: int
    version_id: int


@dataclass(frozen=True)
class FragmentChanged(Fact):
    """A newer record changed what talk may hang on; `change` is changed, removed or returned."""

    fragment_id: int
    version_id: int
    change: str


@dataclass(frozen=True)
class GroupMoved(Fact):
    """A study group went from one state to another."""

    group_id: int
    before: str
    after: str
