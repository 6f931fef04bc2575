"""Steps of an object's life: publish, retire, bring back; each is one entry of the trail."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.files import actions as files
from core.library import rules
from core.library.actions import indexing
from core.library.actions.locking import locked
from core.library.facts import ObjectPublished, ObjectRetired
from core.library.models import Draft, LearningObject, Version

COPIED = ("content", "source", "format", "html", "file", "url")


@action
def publish_draft(*, learning_object: LearningObject, author: Person, change_note: str = "") -> Version:
    """Makes the draft the next version, which nobody can change any more, and lets people read it."""
    thing = locked(learning_object)
    if not rules.can_publish(author, thing):
        raise Refused("library.cannot_publish", _("Only its authors and its owner publish this object."))
    draft = Draft.objects.filter(learning_object=thing).first()
    if draft is None:
        raise Refused("library.no_draft", _("There is nothing to publish: change something first."), status=409)
    note = change_note.strip() or draft.change_note
    _refuse_unfinished(thing, draft, note)
    version = _version_of(thing, draft, author, note or str(_("First version")))
    old = {"state": thing.state, "version": thing.published.number if thing.published else None}
    thing.state, thing.published, thing.published_at = thing.State.PUBLISHED, version, version.published_at
    thing.save()
    draft.delete()
    new = {"state": thing.state, "version": version.number, "digest": version.digest}
    trail.record(author, "library.version_published", thing, old, new, version.change_note)
    indexing.keep(thing)
    state(ObjectPublished(thing.pk, version.pk, version.number, author.pk))
    return version


@action
def retire_object(
    *, learning_object: LearningObject, keeper: Person, reason: str, superseded_by: LearningObject | None = None
) -> LearningObject:
    """Takes an object out of the catalogue; whoever has its address still reads it, and is told what replaces it."""
    thing = locked(learning_object)
    if not rules.can_retire(keeper, thing):
        raise Refused("library.cannot_retire", _("Only its owner and the training department retire this object."))
    if not reason.strip():
        raise Refused("library.no_reason", _("Say why it is retired."), field="reason", status=422)
    if superseded_by and (superseded_by.pk == thing.pk or superseded_by.state != thing.State.PUBLISHED):
        raise Refused(
            "library.wrong_replacement",
            _("Choose another object, one that is published."),
            field="superseded_by",
            status=422,
        )
    thing.state, thing.superseded_by = thing.State.RETIRED, superseded_by
    thing.save()
    new = {"state": "retired", "superseded_by": superseded_by.code if superseded_by else None}
    trail.record(keeper, "library.object_retired", thing, {"state": "published"}, new, reason)
    indexing.keep(thing)
    state(ObjectRetired(thing.pk, superseded_by.pk if superseded_by else None, keeper.pk))
    return thing


@action
def bring_object_back(*, learning_object: LearningObject, keeper: Person, reason: str) -> LearningObject:
    """Puts a retired object back into the catalogue, as it was."""
    thing = locked(learning_object)
    if not rules.can_bring_back(keeper, thing):
        raise Refused("library.cannot_bring_back", _("Only its owner and the training department bring it back."))
    if not reason.strip():
        raise Refused("library.no_reason", _("Say why it comes back."), field="reason", status=422)
    thing.state, thing.superseded_by = thing.State.PUBLISHED, None
    thing.save()
    trail.record(keeper, "library.object_brought_back", thing, {"state": "retired"}, {"state": "published"}, reason)
    indexing.keep(thing)
    return thing


def _refuse_unfinished(thing: LearningObject, draft: Draft, note: str) -> None:
    lacks = rules.missing(thing, draft, change_note=note)
    if lacks:
        sentences = " ".join(str(sentence) for _field, sentence in lacks)
        field = lacks[0][0] if len(lacks) == 1 else None
        raise Refused("library.not_finished", sentences, field=field, status=422)


def _version_of(thing: LearningObject, draft: Draft, author: Person, note: str) -> Version:
    """The next version, with the contributors of today."""
    last = Version.objects.filter(learning_object=thing).aggregate(last=Max("number"))["last"] or 0
    version = Version(
        learning_object=thing,
        number=last + 1,
        title=thing.title,
        change_note=note,
        credits=[{"person": each.person_id, "part": each.part} for each in thing.contributors.all()],
        created_at=draft.saved_at,
        published_by=author,
        **{name: getattr(draft, name) for name in COPIED},
    )
    version.save()
    if version.file:
        files.attach(file=version.file, to=version)
    return version
