"""The sentences that say why a file is not a record we can read."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused

ACCEPTED = _("Compagnon accepts study records of ClinicalTrials.gov in JSON, as its API version 2 gives them.")


class Wording:
    """Two sentences as one, put together only when somebody reads them in their language."""

    def __init__(self, *sentences: str | Promise) -> None:
        self.sentences = sentences

    def __str__(self) -> str:
        return " ".join(str(sentence) for sentence in self.sentences)


def refused(code: str, *sentences: str | Promise) -> Refused:
    """A refusal of the file as input; `code` follows `tutoring.record_`."""
    text: Any = sentences[0] if len(sentences) == 1 else Wording(*sentences)
    return Refused(f"tutoring.record_{code}", text, field="file", status=422)


def seems_to_be(what: str | Promise) -> Refused:
    """The file is of another format, which we name."""
    sentence: Any = _("This seems to be %(what)s.")
    return refused("other_format", sentence % {"what": what}, ACCEPTED)


def damaged(path: str, expected: str | Promise) -> Refused:
    """A part of the record has the wrong shape; `path` says which."""
    sentence: Any = _("The record is damaged: “%(path)s” should be %(expected)s.")
    return refused(
        "damaged", sentence % {"path": path, "expected": expected}, _("Download it again from the registry.")
    )


def missing(what: str | Promise) -> Refused:
    """Something without which a record is no study."""
    sentence: Any = _("The record has no %(what)s.")
    return refused("incomplete", sentence % {"what": what}, _("Download it again from the registry."))


# The key at the top of a JSON file that gives its format away, and how people call that format.
GIVEAWAYS: list[tuple[str, str | Promise]] = [
    ("authorizedPartI", _("a record of the European register CTIS in JSON")),
    ("ctNumber", _("a record of the European register CTIS in JSON")),
    ("a2_eudract_number", _("a converted record of the EU Clinical Trials Register")),
    ("eudractNumber", _("a converted record of the EU Clinical Trials Register")),
    ("studies", _("a list of several ClinicalTrials.gov studies: download each study by itself")),
    ("FullStudiesResponse", _("an answer of the first ClinicalTrials.gov API, which has ended")),
    ("FullStudy", _("an answer of the first ClinicalTrials.gov API, which has ended")),
    ("Study", _("an answer of the first ClinicalTrials.gov API, which has ended")),
    ("resourceType", _("a FHIR resource")),
]


def unknown(body: Any) -> Refused:
    """The file is JSON, but no registry of ours knows it."""
    if isinstance(body, dict):
        for key, what in GIVEAWAYS:
            if key in body:
                return seems_to_be(what)
    if isinstance(body, list):
        return seems_to_be(_("a list: download one study by itself"))
    return refused("not_a_study", _("This file is JSON, but not a study record."), ACCEPTED)
