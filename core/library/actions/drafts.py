"""Writes, forks and discards drafts."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from core import richtext
from core.accounts.models import Person
from core.acts.actions import action
from core.acts.refusals import Refused
from core.audit import trail
from core.files import actions as files
from core.files.models import StoredFile
from core.library.actions.locking import locked_for_writing
from core.library.models import Draft, LearningObject, Version

INLINE = ("application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif")


@dataclass(frozen=True)
class Words:
    """What a draft is to hold: a page's text, or a file, or an address."""

    content: str
    source: str = ""
    format: Literal["text", "html"] = "text"
    file: StoredFile | None = None
    url: str = ""
    change_note: str = ""


@action
def write_draft(*, learning_object: LearningObject, editor: Person, words: Words, revision: int) -> Draft:
    """Saves the draft; a published object gets one. `revision` is the one the words were written upon.

    Raises Refused `library.draft_moved_on` (409) when somebody has saved since: nothing of theirs is overwritten.
    """
    thing = locked_for_writing(learning_object, by=editor)
    draft = _draft_of(thing, editor)
    before = draft.file
    if draft.revision != revision:
        raise Refused(
            "library.draft_moved_on",
            _("%(name)s saved this draft in the meantime. Your words are below; compare them before you save again.")
            % {"name": draft.saved_by.name},
            status=409,
        )
    draft.content = words.content
    draft.change_note = words.change_note
    draft.source, draft.format, draft.html, draft.file, draft.url = "", "text", "", None, ""
    _fill(draft, words)
    if before and before != draft.file:
        files.detach(file=before, from_=draft)
    draft.revision += 1
    draft.saved_by = editor
    draft.save()
    return draft


@action
def fork_draft(*, learning_object: LearningObject, editor: Person) -> Draft:
    """Begins to work on a published object: a draft with the words of the published version."""
    return _draft_of(locked_for_writing(learning_object, by=editor), editor)


@action
def discard_draft(*, learning_object: LearningObject, editor: Person, reason: str = "") -> LearningObject | None:
    """Throws the draft away; an object that was never published and that nothing uses goes with it (then: None)."""
    thing = locked_for_writing(learning_object, by=editor)
    if thing.published_id:
        Draft.objects.filter(learning_object=thing).delete()
        trail.record(editor, "library.draft_discarded", thing, {"version": "draft"}, None, reason)
        return thing
    if thing.uses.exists():
        raise Refused("library.in_use", _("Something refers to this object: it cannot be thrown away."), status=409)
    trail.record(editor, "library.object_discarded", thing, {"code": thing.code, "title": thing.title}, None, reason)
    thing.delete()
    return None


def draft_as_it_would_be(thing: LearningObject, editor: Person) -> Draft:
    """An unsaved draft with the words of the published version: what an editor opens with."""
    base = thing.published or Version()
    kept = {name: getattr(base, name) for name in ("content", "source", "format", "html", "file", "url")}
    return Draft(learning_object=thing, saved_by=editor, **kept)


def _draft_of(thing: LearningObject, editor: Person) -> Draft:
    """The draft, forked from the published version where there is none."""
    found = Draft.objects.select_related("saved_by").filter(learning_object=thing).first()
    if found is not None:
        return found
    draft = draft_as_it_would_be(thing, editor)
    draft.save()
    if draft.file:
        files.attach(file=draft.file, to=draft)
    return draft


def _fill(draft: Draft, words: Words) -> None:
    """Takes over what belongs to the kind of content, made safe."""
    if words.content == Draft.Content.PAGE:
        draft.source, draft.format = words.source, words.format
        draft.html = richtext.render(words.source, format=words.format) if words.source.strip() else ""
    elif words.content == Draft.Content.FILE and words.file:
        if words.file.mime not in INLINE:
            raise Refused(
                "library.wrong_file", _("Add a PDF or an image (PNG, JPEG, WebP or GIF)."), field="file", status=422
            )
        draft.file = words.file
        files.attach(file=words.file, to=draft)
    elif words.content == Draft.Content.LINK and words.url:
        if not words.url.startswith("https://"):
            raise Refused(
                "library.not_https", _("Write an address that begins with https://."), field="url", status=422
            )
        draft.url = words.url
