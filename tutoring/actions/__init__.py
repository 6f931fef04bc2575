"""What people do with studies and study groups."""

from tutoring.actions.groups import change_group, move_group, open_group
from tutoring.actions.importing import Imported, import_record
from tutoring.actions.members import add_to_group, remove_from_group
from tutoring.actions.picos import edit_pico
from tutoring.actions.plans import add_step, add_study, remove_step, remove_study

__all__ = [
    "Imported",
    "add_step",
    "add_study",
    "add_to_group",
    "change_group",
    "edit_pico",
    "import_record",
    "move_group",
    "open_group",
    "remove_from_group",
    "remove_step",
    "remove_study",
]
