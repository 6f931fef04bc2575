"""Opens the bytes of a file as JSON, or says what they are instead."""

import json
import re
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused
from tutoring.registries import refuse

MOST_BYTES = 20 * 1024 * 1024

# How a file begins, and how people call what begins so.
BEGINNINGS: list[tuple[bytes, str | Promise]] = [
    (b"%PDF", _("a PDF document")),
    (b"PK\x03\x04", _("a ZIP archive or an Office document: unpack it first")),
    (b"\x1f\x8b", _("a compressed file: unpack it first")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
]
# The first element of an XML or HTML file.
ELEMENTS: list[tuple[str, str | Promise]] = [
    ("clinical_study", _("a ClinicalTrials.gov record in the older XML format")),
    ("html", _("a web page: use the registry's JSON download instead")),
    ("!doctype", _("a web page: use the registry's JSON download instead")),
]


class Opened:
    """The bytes of a file; `json` is its JSON value, or None where `fault` says why there is none."""

    def __init__(self, content: bytes) -> None:
        if len(content) > MOST_BYTES:
            raise refuse.refused("too_large", _("The file is larger than 20 MB, which no study record is."))
        if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            raise refuse.refused("empty", _("The file is empty."), refuse.ACCEPTED)
        self.content = content
        self.json: Any = None
        self.fault: Refused | None = None
        try:
            self.json = open_json(content)
        except Refused as fault:
            self.fault = fault


def open_json(content: bytes) -> Any:
    """The JSON value of the bytes; raises Refused when they are of another format, cut off or not JSON."""
    _refuse_other_formats(content)
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise refuse.refused("not_text", _("The file is not text in UTF-8."), refuse.ACCEPTED) from None
    except json.JSONDecodeError as error:
        raise _not_json(content, error) from None
    except (ValueError, RecursionError):
        raise refuse.refused(
            "not_json", _("The file is not JSON that can be read: a value in it is out of all bounds."), refuse.ACCEPTED
        ) from None


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _refuse_other_formats(content: bytes) -> None:
    for beginning, what in BEGINNINGS:
        if content.startswith(beginning):
            raise refuse.seems_to_be(what)
    head = content[:4096].decode("utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    if not head.startswith("<"):
        return
    first = re.search(r"<(?!\?|!--)(!?[a-z][\w.:-]*)", head)
    name = first.group(1) if first else ""
    for element, what in ELEMENTS:
        if name == element:
            raise refuse.seems_to_be(what)
    raise refuse.seems_to_be(_("an XML file"))


def _not_json(content: bytes, error: json.JSONDecodeError) -> Refused:
    """Cut off, when it began well and the fault is at its end; else simply not JSON, with the line."""
    began = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}
    unfinished = error.pos >= len(error.doc.rstrip()) - 1 or "Unterminated string" in error.msg
    if began and unfinished:
        return refuse.refused(
            "truncated", _("The file is cut off before its end."), _("Download it again from the registry.")
        )
    sentence: Any = _("The file is not JSON: line %(line)s cannot be read.")
    return refuse.refused("not_json", sentence % {"line": error.lineno}, refuse.ACCEPTED)
