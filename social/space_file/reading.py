"""Reads the file of a space that may come from anybody: nothing is unpacked, everything is counted."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NoReturn

from django.conf import settings
from pydantic import ValidationError

from social.space_file import parcel
from social.space_file.shape import SpaceFile

_NAME = re.compile(rf"{re.escape(parcel.JSON)}|{re.escape(parcel.FILES)}[0-9a-f]{{64}}")
_CHUNK = 256 * 1024
_SMALL = 1024 * 1024
MOST_FAULTS = 40
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file: a code (`social.queries.parcels` has the sentences), and where."""

    code: str
    place: str = ""


class Unreadable(Exception):
    """A file that is refused, with its faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(f"{fault.code} {fault.place}".strip() for fault in faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class Parcel:
    """A file that was read: what it says, and the bytes of its files when they are asked for."""

    said: SpaceFile
    archive: zipfile.ZipFile
    sizes: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def file(self, sha256: str) -> Iterator[IO[bytes]]:
        """The bytes of one file."""
        with self.archive.open(f"{parcel.FILES}{sha256}") as raw:
            yield raw


@contextmanager
def reading(path: Path) -> Iterator[Parcel]:
    """Opens a file and reads all that it says. Raises Unreadable."""
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = _table(archive)
            said = _said(archive)
            _hold_together(said, sizes)
            _bytes_are_theirs(archive, sizes)
            yield Parcel(said, archive, sizes)
    except Unreadable:
        raise
    except _BROKEN as error:
        raise Unreadable(Fault("broken")) from error


def _table(archive: zipfile.ZipFile) -> dict[str, int]:
    """The sizes of the files by hash, of an archive whose table of contents promises nothing that is too much."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > parcel.MOST_ENTRIES or sum(entry.file_size for entry in entries) > parcel.MOST_BYTES:
        _refuse("too_large")
    if parcel.JSON not in names:
        _refuse("no_document")
    if len(set(names)) < len(names):
        _refuse("twice")
    for entry in entries:
        if not _NAME.fullmatch(entry.filename):
            _refuse("strange_name", entry.filename[:80])
        if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            _refuse("locked", entry.filename)
        most = parcel.MOST_JSON if entry.filename == parcel.JSON else settings.UPLOAD_MOST_BYTES
        if entry.file_size > most:
            _refuse("too_large", entry.filename)
        if entry.file_size > _SMALL and entry.file_size > parcel.MOST_RATIO * max(entry.compress_size, 1):
            _refuse("bomb", entry.filename)
    return {
        entry.filename.removeprefix(parcel.FILES): entry.file_size for entry in entries if entry.filename != parcel.JSON
    }


def _said(archive: zipfile.ZipFile) -> SpaceFile:
    with archive.open(parcel.JSON) as raw:
        text = raw.read(parcel.MOST_JSON + 1)
    if len(text) > parcel.MOST_JSON:
        _refuse("too_large", parcel.JSON)
    if b"\\u0000" in text or b"\0" in text:
        _refuse("not_json", "\\u0000")
    try:
        plain = json.loads(text.decode(), parse_constant=lambda word: _refuse("not_json", word))
    except (ValueError, RecursionError) as error:
        raise Unreadable(Fault("not_json")) from error
    if not isinstance(plain, dict) or plain.get("format") != "compagnon.space":
        _refuse("not_a_space")
    if plain.get("version") != 1:
        _refuse("other_version", str(plain.get("version"))[:20])
    try:
        return SpaceFile.model_validate(plain)
    except ValidationError as error:
        faults = [Fault("not_as_agreed", _place(each["loc"])) for each in error.errors()[:MOST_FAULTS]]
        raise Unreadable(*faults) from error


def _hold_together(said: SpaceFile, sizes: dict[str, int]) -> None:
    """What one part says of another is so."""
    faults = list(_faults(said, sizes))[:MOST_FAULTS]
    if faults:
        raise Unreadable(*faults)


def _faults(said: SpaceFile, sizes: dict[str, int]) -> Iterator[Fault]:
    people = {person.email for person in said.people}
    if len({email.lower() for email in people}) < len(said.people):
        yield Fault("person_twice")
    members = [member.person for member in said.members]
    if len(set(members)) < len(members) or not people.issuperset(members):
        yield Fault("members")
    threads = {thread.key: thread for thread in said.threads}
    if len(threads) < len(said.threads):
        yield Fault("thread_twice")
    for pin in said.pins:
        if (pin.thread is None) == (pin.learning_object is None) or (pin.thread and pin.thread not in threads):
            yield Fault("pins")
    for thread in said.threads:
        where = f"threads[{thread.key}]"
        yield from _faults_of_thread(thread, where, people, sizes)
        if thread.elsewhere and (thread.elsewhere.thread not in threads or thread.elsewhere.thread == thread.key):
            yield Fault("elsewhere", where)


def _faults_of_thread(thread: Any, where: str, people: set[str], sizes: dict[str, int]) -> Iterator[Fault]:
    if not _is_known(thread.author, people):
        yield Fault("nobody", where)
    is_question = thread.kind == "question"
    if not is_question and (thread.answered_at or thread.state == "answered" or thread.elsewhere):
        yield Fault("answered", where)
    if is_question and (thread.elsewhere or thread.state == "answered") and not thread.answered_at:
        yield Fault("answered", where)
    if sum(post.accepted is not None for post in thread.posts) > 1:
        yield Fault("answered", where)
    before: dict[int, Any] = {}
    last = 0
    for post in thread.posts:
        place = f"{where}.posts[{post.number}]"
        if post.number <= last:
            yield Fault("numbers", place)
        last = max(last, post.number)
        yield from _faults_of_post(post, place, before, people, sizes, is_question=is_question)
        before[post.number] = post


def _faults_of_post(
    post: Any, place: str, before: dict[int, Any], people: set[str], sizes: dict[str, int], *, is_question: bool
) -> Iterator[Fault]:
    top = before.get(post.reply_to) if post.reply_to else None
    if (post.reply_to and (top is None or top.reply_to)) or (post.meant_for and post.meant_for not in before):
        yield Fault("reply", place)
    authors = [post.author, *(each.by for each in post.history)]
    named = [each.person for each in post.reactions] + ([post.accepted.by] if post.accepted else [])
    named += [ballot.person for ballot in post.poll.ballots] if post.poll else []
    if not all(_is_known(author, people) for author in authors) or not people.issuperset(named):
        yield Fault("nobody", place)
    if len({(each.person, each.sign) for each in post.reactions}) < len(post.reactions):
        yield Fault("reactions", place)
    if any(quote.post not in before for quote in post.quotes):
        yield Fault("quotes", place)
    if any(file.sha256 not in sizes for file in post.files):
        yield Fault("file_missing", place)
    if post.accepted and (not is_question or post.number == 1):
        yield Fault("answered", place)
    if post.poll and not _polls_well(post.poll):
        yield Fault("poll", place)


def _polls_well(poll: Any) -> bool:
    """Whether ballots and result fit the options."""
    many = len(poll.options)
    voters = [ballot.person for ballot in poll.ballots]
    fits = all(
        len(set(each.choices)) == len(each.choices) <= poll.most and max(each.choices) <= many for each in poll.ballots
    )
    result = poll.result
    adds_up = result is None or (len(result.points) == many == len(result.firsts) and poll.closed_at is not None)
    is_secret_kept = not (poll.anonymous and poll.ballots)
    is_one = poll.kind != "single" or poll.most == 1
    return fits and adds_up and is_secret_kept and is_one and len(set(voters)) == len(voters)


def _bytes_are_theirs(archive: zipfile.ZipFile, sizes: dict[str, int]) -> None:
    for sha256 in sizes:
        hashed = hashlib.sha256()
        with archive.open(f"{parcel.FILES}{sha256}") as raw:
            while chunk := raw.read(_CHUNK):
                hashed.update(chunk)
        if hashed.hexdigest() != sha256:
            _refuse("wrong_hash", sha256[:12])


def _is_known(author: Any, people: set[str]) -> bool:
    return author.anonymous if author.person is None else author.person in people and not author.anonymous


def _place(parts: tuple[Any, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")[:120]


def _refuse(code: str, place: str = "") -> NoReturn:
    raise Unreadable(Fault(code, place))
