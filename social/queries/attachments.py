"""Files that hang on posts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused
from core.files.models import StoredFile

if TYPE_CHECKING:
    from core.accounts.models import Person


def own_files(person: "Person", pks: Iterable[int]) -> list[StoredFile]:
    """The person's own uploads, in the order asked for. Raises Refused (422) when one is not there (any more)."""
    wanted = list(dict.fromkeys(pks))
    if not wanted:
        return []
    found = StoredFile.objects.attachable_by(person).in_bulk(wanted)
    if missing := len(wanted) - len(found):
        text = _("%(n)s of your files is not there any more. Attach it again.")
        raise Refused("social.file_gone", text % {"n": missing}, field="files", status=422)
    return [found[pk] for pk in wanted]
