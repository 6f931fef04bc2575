"""What the file of a space would bring in, in numbers and names; and what is wrong with one, in sentences."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from core.accounts.models import plain_email
from social.models import SpaceImport
from social.space_file.reading import Parcel

MOST_NAMED = 50
CHUNK = 500


def report_on(read: Parcel) -> dict[str, Any]:
    """What is in a file, and who of it has no account here."""
    said = read.said
    known = people_of([person.email for person in said.people])
    missing = [person for person in said.people if plain_email(person.email) not in known]
    posts = [post for thread in said.threads for post in thread.posts]
    times = sorted(post.written_at for post in posts)
    return {
        "name": said.space.name,
        "openness": said.space.openness,
        "archived": said.space.archived,
        "threads": len(said.threads),
        "posts": len(posts),
        "people": len(said.people),
        "members": sum(1 for member in said.members if _is_active(known, member.person)),
        "files": len(read.sizes),
        "bytes": sum(read.sizes.values()),
        "first": times[0].isoformat() if times else "",
        "last": times[-1].isoformat() if times else "",
        "missing": [f"{person.name} ({person.email})" for person in missing[:MOST_NAMED]],
        "missing_count": len(missing),
    }


def people_of(emails: list[str]) -> dict[str, Any]:
    """Whoever has an account under one of these addresses, open or not, by the address."""
    plain = sorted({plain_email(email) for email in emails})
    found: dict[str, Any] = {}
    for start in range(0, len(plain), CHUNK):
        rows = get_user_model()._default_manager.filter(email__in=plain[start : start + CHUNK])
        found |= {person.email: person for person in rows}
    return found


def _is_active(known: dict[str, Any], email: str) -> bool:
    person = known.get(plain_email(email))
    return person is not None and person.is_active


def faults_of(brought: SpaceImport) -> list[str]:
    """What is wrong, and what to do about it, in the reader's language."""
    return [f"{sentence(code)} {f'({place})' if place else ''}".strip() for code, place in brought.faults]


def sentence(code: str) -> str:
    """What a fault's code means."""
    return {
        "broken": _("This is no whole ZIP file. Bring it again, or export it again."),
        "no_document": _("This ZIP file holds no space: space.json is missing."),
        "not_a_space": _("This is not the file of a space."),
        "other_version": _("This file was written by another version than this house reads."),
        "not_json": _("The document in this file is damaged."),
        "not_as_agreed": _("Something is not as the format says."),
        "strange_name": _("Something lies in this ZIP file that does not belong there."),
        "twice": _("Something lies in this ZIP file twice."),
        "locked": _("Something in this ZIP file is locked, or packed in a way that is not read."),
        "too_large": _("This file unpacks to more than is taken in."),
        "bomb": _("Something in this file unpacks to far more than it is."),
        "wrong_hash": _("The bytes of a file are not those that the document speaks of."),
        "file_missing": _("A file that hangs on a post is missing."),
        "file_refused": _("A file that hangs on a post is of a kind that is not accepted here."),
        "person_twice": _("Somebody stands twice among the people."),
        "members": _("A member stands twice, or is not among the people."),
        "nobody": _("Somebody is named who is not among the people."),
        "thread_twice": _("A talk stands there twice."),
        "pins": _("Something is pinned that is not there."),
        "elsewhere": _("A question is said to be answered in a talk that is not there."),
        "answered": _("What is said of the answer to a question contradicts itself."),
        "numbers": _("The numbers of posts do not rise."),
        "reply": _("A post answers one that does not stand before it."),
        "reactions": _("Somebody reacts twice by the same sign."),
        "quotes": _("A post quotes one that does not stand before it."),
        "poll": _("Votes do not fit their poll."),
        "words": _("The words of a post are not accepted here: too long, or nested too deep."),
        "contradiction": _("The file contradicts itself, and the database refuses it."),
        "not_yours": _("Only administrators bring spaces in from files."),
        "given_up": _("It failed more than once. Tell whoever runs the house; nothing was written."),
    }.get(code, code)
