"""One thing of each kind, hidden from Eve or seen by all: each room adds a line for each kind it registers."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from core.accounts.models import RoleGrant
from core.accounts.roles import AUTHOR
from social.actions import flag_post, sanction
from tests.make.classes import a_class
from tests.make.conduct import a_case
from tests.make.files import stored
from tests.make.library import published, written
from tests.make.studies import study
from tests.make.talk import a_post, a_space, a_thread
from tutoring.actions.groups import open_group


def closed(cast: SimpleNamespace) -> Any:
    """A closed space in which Tomás tutors Lena."""
    return a_space(cast.lena, by=cast.tomas)


def author(cast: SimpleNamespace) -> Any:
    """Amara, who may write for the library."""
    RoleGrant.objects.get_or_create(person=cast.amara, role=AUTHOR)
    cast.amara.forget_grants()
    return cast.amara


# Makes a thing that is not Eve's, and that she may not even see.
HIDDEN: dict[str, Callable[[SimpleNamespace], Any]] = {
    "space": closed,
    "thread": lambda cast: a_thread(closed(cast), cast.tomas),
    "post": lambda cast: a_post(a_thread(closed(cast), cast.tomas), cast.lena),
    "file": lambda cast: stored(cast.lena),
    "class": lambda cast: a_class(by=cast.tomas, host=closed(cast)),
    "library_draft": lambda cast: written(author(cast)).draft,
    "safety_case": lambda cast: a_case(a_post(a_thread(closed(cast), cast.tomas), cast.lena), cast.tomas),
    "flag": lambda cast: flag_post(
        post=a_post(a_thread(closed(cast), cast.tomas), cast.lena), person=cast.tomas, sort="wrong"
    ),
    "sanction": lambda cast: sanction(space=closed(cast), person=cast.lena, by=cast.tomas, sort="warn", reason="Tone"),
    "study_group": lambda cast: open_group(tutor=cast.tomas, name="Readers", members=[cast.lena]),
}

# What every signed-in colleague may see. Hearing its stream may be narrower: nobody hears what Lena is told.
SEEN_BY_ALL: dict[str, Callable[[SimpleNamespace], Any]] = {
    "person": lambda cast: cast.lena,
    "learning_object": lambda cast: published(author(cast)),
    "library_version": lambda cast: published(author(cast)).published,
    "study": lambda cast: study(),
    "study_fragment": lambda cast: study().fragments.first(),
}

# Of those, the kinds whose stream every colleague may hear too.
HEARD_BY_ALL = {"study", "study_fragment", "learning_object", "library_version"}
