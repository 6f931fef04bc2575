"""Reads the folder into which the embedded default puts its mail instead of sending it."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

# What Django's file back end writes between two mails of a file.
SEAM = re.compile(rb"^-{79}\n", re.MULTILINE)
MOST_FILES = 200


@dataclass(frozen=True)
class Kept:
    """A mail that was kept; `name` is its place: the file's name and the mail's number in it."""

    name: str
    to: str
    subject: str
    at: str
    text: str
    parts: tuple[str, ...]


def is_kept() -> bool:
    """Whether mail goes into the folder: on this machine only, and no mail server is named."""
    return bool(settings.LOCAL) and settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


def newest() -> list[Kept]:
    """The mails of the newest files, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), reverse=True)[:MOST_FILES] if folder.is_dir() else []
    return [kept for file in files for kept in reversed(_mails(file))]


def named(name: str) -> Kept | None:
    """The mail of that name, if the folder holds it; a name that leads out of the folder is none."""
    stem, _dot, number = name.rpartition(".")
    if not re.fullmatch(r"[\w-]+", stem) or not number.isdigit():
        return None
    file = Path(settings.EMAIL_FILE_PATH) / f"{stem}.log"
    mails = _mails(file) if file.is_file() else []
    return mails[int(number)] if len(number) < 4 and int(number) < len(mails) else None


def _mails(file: Path) -> list[Kept]:
    raw = [part for part in SEAM.split(file.read_bytes()) if part.strip()]
    return [_kept(f"{file.stem}.{number}", part) for number, part in enumerate(raw)]


def _kept(name: str, raw: bytes) -> Kept:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    return Kept(
        name=name,
        to=str(mail["To"] or ""),
        subject=str(mail["Subject"] or ""),
        at=str(mail["Date"] or ""),
        text=str(body.get_content()) if body else "",
        parts=tuple(
            f"{part.get_content_type()} {part.get_filename() or ''}".strip()
            for part in mail.walk()
            if not part.is_multipart() and part is not body
        ),
    )
