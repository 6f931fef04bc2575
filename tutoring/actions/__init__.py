"""What people do with studies."""

from tutoring.actions.importing import Imported, import_record
from tutoring.actions.picos import edit_pico

__all__ = ["Imported", "edit_pico", "import_record"]
