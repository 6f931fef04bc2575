"""Begins learning objects and keeps what is said about them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.accounts.models import JobRole, Person
from core.acts.actions import action
from core.acts.once import once
from core.acts.refusals import Refused
from core.audit import trail
from core.library import rules
from core.library.actions import indexing
from core.library.actions.locking import check, locked_for_writing
from core.library.models import Contributor, Draft, LearningObject

DESCRIBED = [
    "code",
    "title",
    "summary",
    "language",
    "kind",
    "share",
    "mode",
    "minutes",
    "level",
    "objectives",
    "keywords",
    "area",
    "accessibility",
    "confidentiality",
]


@action
@once(by="author")
def start_object(
    *,
    author: Person,
    described: Mapping[str, Any],
    content: str = Draft.Content.PAGE,
    audience: Iterable[JobRole] = (),
    key: UUID | None = None,
) -> LearningObject:
    """Begins an object with an empty draft; `described` holds fields by name, code, title, language, kind at least."""
    if not rules.can_create(author):
        raise Refused("library.not_an_author", _("Only authors and the training department begin learning objects."))
    thing = LearningObject(owner=author, **_known(described))
    check(thing)
    thing.save()
    thing.audience.set(audience)
    Contributor.objects.create(learning_object=thing, person=author, part=Contributor.Part.AUTHOR)
    Draft.objects.create(learning_object=thing, content=content, saved_by=author)
    trail.record(author, "library.object_started", thing, None, {"code": thing.code, "title": thing.title})
    return thing


@action
def describe_object(
    *,
    learning_object: LearningObject,
    editor: Person,
    described: Mapping[str, Any],
    audience: Iterable[JobRole] | None = None,
) -> LearningObject:
    """Changes what is said about an object, at once; the content waits in the draft until it is published."""
    thing = locked_for_writing(learning_object, by=editor)
    old = _said(thing)
    for name, value in _known(described).items():
        setattr(thing, name, value)
    check(thing)
    if thing.code != old["code"] and thing.published_id:
        raise Refused(
            "library.code_is_fixed",
            _("The code of a published object stays, because people refer to it."),
            field="code",
            status=409,
        )
    thing.save()
    if audience is not None:
        thing.audience.set(audience)
    _tell_trail(thing, editor, old)
    indexing.keep(thing)
    return thing


@action
def add_contributor(*, learning_object: LearningObject, editor: Person, person: Person, part: str) -> Contributor:
    """Lets somebody work on an object, as author, expert, reviewer or translator."""
    thing = locked_for_writing(learning_object, by=editor)
    if not person.is_active:
        raise Refused("library.inactive_contributor", _("This person’s account is closed."), field="email", status=422)
    contributor, is_new = Contributor.objects.get_or_create(learning_object=thing, person=person, part=part)
    if is_new:
        new = {"person": person.pk, "part": part}
        trail.record(editor, "library.contributor_added", thing, None, new)
        indexing.keep(thing)
    return contributor


@action
def remove_contributor(*, contributor: Contributor, editor: Person) -> None:
    """Ends somebody's work on an object; published versions keep crediting them."""
    thing = locked_for_writing(contributor.learning_object, by=editor)
    old = {"person": contributor.person_id, "part": contributor.part}
    contributor.delete()
    trail.record(editor, "library.contributor_removed", thing, old, None)
    indexing.keep(thing)


def _known(described: Mapping[str, Any]) -> Mapping[str, Any]:
    unknown = set(described) - set(DESCRIBED)
    if unknown:
        raise ValueError(f"An object is not described by {sorted(unknown)}.")
    one_line = {name: " ".join(described[name].split()) for name in ("title", "keywords") if name in described}
    return {**described, **one_line}


def _said(thing: LearningObject) -> dict[str, Any]:
    """What the trail keeps of an object's fields."""
    said: dict[str, Any] = {name: getattr(thing, name) for name in DESCRIBED if name != "area"}
    return said | {"area": thing.area_id, "audience": sorted(thing.audience.values_list("pk", flat=True))}


def _tell_trail(thing: LearningObject, editor: Person, old: dict[str, Any]) -> None:
    """One entry with what differs; while nothing is published, wording is the author's own affair."""
    new = _said(thing)
    changed = {name for name in new if new[name] != old[name]}
    if not thing.published_id:
        changed &= {"code", "confidentiality", "audience"}
    if changed:
        trail.record(
            editor,
            "library.object_described",
            thing,
            {name: old[name] for name in sorted(changed)},
            {name: new[name] for name in sorted(changed)},
        )
