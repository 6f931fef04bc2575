"""Makes learning objects by the actions."""

from itertools import count

from core.accounts.models import Person, RoleGrant
from core.accounts.roles import AUTHOR
from core.library import actions
from core.library.models import LearningObject

_numbers = count(1)


def begun(author: Person, **described) -> LearningObject:
    """An object with an empty draft; fields by name, `audience` too."""
    audience = described.pop("audience", ())
    fields = {"code": f"CARD-{next(_numbers):04}", "title": "Reading an interval", "kind": "job_aid", "language": "en"}
    return actions.start_object(author=author, described=fields | described, audience=audience)


def written(author: Person, text: str = "An interval shows what the data allow.", **described) -> LearningObject:
    """An object whose draft lacks nothing."""
    ready = {"summary": "What an interval says.", "minutes": 4, "objectives": "Read an interval aloud."}
    thing = begun(author, **(ready | described))
    write(thing, author, text)
    return thing


def write(thing: LearningObject, editor: Person, text: str, **words) -> None:
    """Saves a page into the draft, as it stands now."""
    thing = LearningObject.objects.get(pk=thing.pk)
    draft = thing.draft_or_none or actions.draft_as_it_would_be(thing, editor)
    said = actions.Words(content="page", source=text, **words)
    actions.write_draft(learning_object=thing, editor=editor, words=said, revision=draft.revision)


def published(author: Person, text: str = "An interval shows what the data allow.", **described) -> LearningObject:
    """An object that people read."""
    thing = written(author, text, **described)
    actions.publish_draft(learning_object=thing, author=author)
    return LearningObject.objects.get(pk=thing.pk)


def an_author(name: str = "Inès Moreau") -> Person:
    """Somebody who may begin objects."""
    author = Person.objects.make(email=f"author-{next(_numbers)}@example.org", name=name)
    RoleGrant.objects.create(person=author, role=AUTHOR)
    return author
