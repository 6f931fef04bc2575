"""Reads a mail that came in: who writes to which address, the new words without what they quote, the files."""

import email
import email.policy
import re
import uuid
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any

import quotequail
from django.utils.translation import gettext, override

from core import richtext
from core.acts.refusals import Refused

TO_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
LONGEST_LINES = 2000
_SIGNATURE = re.compile(r"^-- ?$", re.M)
_RULE = re.compile(r"^[_-]{20,}$", re.M)
_PHONE = re.compile(
    r"\n+(Sent from my|Get Outlook for|Envoyé de mon|Envoyé depuis|Télécharger Outlook).{0,80}\s*\Z", re.I
)
_HEADERS = re.compile(
    r"^\*?(From|De)\s?:\*?[^\n]+\n(?:\*?(Sent|Date|To|Cc|Subject|Envoyé|À|A|Objet)\s?:\*?[^\n]*\n){2,}", re.M | re.I
)
_BULK = {"bulk", "junk", "list", "auto_reply"}
_NAMESPACE = uuid.UUID("6b2f3f0c-5d2e-4c3a-9a53-0e4d2a7f1c55")


@dataclass(frozen=True)
class Incoming:
    """A mail as we read it: `text` is what is new in it, `whole` all its words.

    `answers_itself` says that no person wrote it: a bounce, an absence note, a list.
    """

    sender: str
    recipients: tuple[str, ...]
    message_id: str
    answers_itself: bool
    text: str
    whole: str
    files: tuple[tuple[str, bytes], ...]

    @property
    def key(self) -> uuid.UUID:
        """The same for the same mail, however often it is delivered."""
        return uuid.uuid5(_NAMESPACE, f"{self.message_id} {self.sender}")


def above() -> tuple[str, str]:
    """The line above which an answer is written, in both languages: people of both answer each other."""
    said = []
    for language in ("en", "fr"):
        with override(language):
            said.append(gettext("Write your answer above this line."))
    return said[0], said[1]


def read(raw: bytes, recipient: str = "") -> Incoming:
    """Reads the bytes of a mail; `recipient` is the envelope's, where the mail server tells it."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    sender, whole = _addresses(mail, "From"), _text(mail)
    return Incoming(
        sender=sender[0] if len(sender) == 1 else "",
        recipients=(
            *([recipient] if recipient else []),
            *(one for name in TO_HEADERS for one in _addresses(mail, name)),
        ),
        message_id=str(mail["Message-ID"] or "").strip() or f"<{uuid.uuid5(_NAMESPACE, raw.hex())}>",
        answers_itself=_answers_itself(mail),
        text=new_words(whole),
        whole=whole,
        files=tuple(_files(mail)),
    )


def new_words(text: str) -> str:
    """The words above what is quoted, without a signature."""
    text = text.replace("\r\n", "\n").replace("\u00a0", " ").replace("\u202f", " ").strip()
    for line in above():
        text = _before(text, re.compile(rf"^[>\s]*{re.escape(line)}", re.M))
    text = _before(text, _HEADERS)
    # The line that brings in the quote goes as well.
    text = "".join(
        part for is_new, part in quotequail.quote(text, limit=LONGEST_LINES, quote_intro_line=True) if is_new
    )
    lines = _before(_before(text, _SIGNATURE), _RULE).rstrip().split("\n")
    while lines and (not lines[-1].strip() or lines[-1].startswith(">")):
        lines.pop()
    return _PHONE.sub("", "\n".join(lines)).strip()


def _before(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text)
    return text[: found.start()].rstrip() if found else text


def _text(mail: EmailMessage) -> str:
    """The plain part; else what the gate lets through of the other, as plain words."""
    body = mail.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        content = str(body.get_content())
    except (LookupError, ValueError):
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if body.get_content_subtype() != "html":
        return content
    try:
        return richtext.plain(richtext.render(content, format="html"))
    except Refused:
        return ""


def _files(mail: EmailMessage) -> Any:
    """What was attached, not the pictures of a signature."""
    for part in mail.iter_attachments():
        if part.get_content_disposition() == "attachment":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield part.get_filename() or "file", content


def _addresses(mail: EmailMessage, name: str) -> list[str]:
    found: list[str] = []
    for header in mail.get_all(name, []):
        listed: tuple[Address, ...] = getattr(header, "addresses", ())
        found += [one.addr_spec.lower() for one in listed] or [str(header).strip().strip("<>").lower()]
    return [one for one in found if "@" in one]


def _answers_itself(mail: EmailMessage) -> bool:
    sender = " ".join(_addresses(mail, "From"))
    return (
        str(mail["Auto-Submitted"] or "no").strip().lower() != "no"
        or str(mail["Precedence"] or "").strip().lower() in _BULK
        or str(mail["Return-Path"] or "").strip() == "<>"
        or any(name in mail for name in ("List-Id", "X-Autoreply", "X-Autorespond", "X-Failed-Recipients"))
        or mail.get_content_type() == "multipart/report"
        or sender.startswith(("mailer-daemon@", "postmaster@"))
    )
