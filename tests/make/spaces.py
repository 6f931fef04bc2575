"""Makes spaces that open in waves, rest, leave and come in, for whoever of the cast looks at them."""

from datetime import timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from social import actions
from social.actions.importing import go_on
from social.models import Space, SpaceExport, SpaceImport, Wave
from tests.make.talk import a_community, a_thread


def _community(cast: SimpleNamespace) -> Space:
    space = a_community(cast.lena, by=cast.tomas)
    a_thread(space, cast.tomas)
    return space


def an_archived_space(cast: SimpleNamespace) -> Space:
    """A community that Tomás has put away."""
    return actions.archive_space(space=_community(cast), by=cast.tomas)


def a_wave(cast: SimpleNamespace) -> Wave:
    """A wave that waits, in a community of Tomás's."""
    opens = timezone.now().replace(tzinfo=None, microsecond=0) + timedelta(days=3)
    return actions.plan_wave(space=_community(cast), by=cast.tomas, opens_local=opens, zone="Europe/Paris")


def an_export(cast: SimpleNamespace) -> SpaceExport:
    """A community of Tomás's, asked for as a file."""
    return actions.ask_export(space=_community(cast), by=cast.tomas)


def an_import(cast: SimpleNamespace) -> SpaceImport:
    """A file that is none, and was refused."""
    brought = actions.bring_file(by=cast.admin, upload=ContentFile(b"no zip", name="space.zip"))
    go_on(brought)
    return brought
