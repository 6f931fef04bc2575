"""What the page of a study needs, whichever tab is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutoring import rules
from tutoring.models import Study
from tutoring.queries import safety, studies, talk


@dataclass(frozen=True)
class Tab:
    """A tab as `ui/_tabs.html` shows it."""

    text: str | Promise
    url: str
    current: bool
    count: int = 0
    count_words: str | Promise = ""


TABS: dict[str, str | Promise] = {
    "": _("Results"),
    "design": _("Design and people"),
    "safety": _("Safety"),
    "references": _("References"),
    "talk": _("Talk"),
}


def study_page(person: Any, study: Study, asked: Mapping[str, str]) -> dict[str, Any]:
    """The context of the study's page."""
    tab = asked.get("tab", "") if asked.get("tab", "") in TABS else ""
    fragment, record = studies.whole_of(study)
    counts = talk.thread_counts(person, study)
    context = {
        "study": study,
        "whole": fragment,
        "record": record,
        "pico": study.pico,
        "tab": tab,
        "tabs": _tabs(study, tab, sum(counts.values())),
        "counts": counts,
        "all_of": asked.get("all", ""),
        "new_thread_url": talk.new_thread_url(person, study),
        "may_import": rules.can_import(person),
        "may_edit_pico": rules.can_edit_pico(person),
        "latest": talk.threads_of(person, study, most=4) if tab != "talk" else [],
    }
    return {**context, **_tab(person, study, record, tab, asked)}


def _tab(person: Any, study: Study, record: Any, tab: str, asked: Mapping[str, str]) -> dict[str, Any]:
    if tab == "design":
        return {"design": studies.design_of(study)}
    if tab == "safety":
        return {"table": safety.safety_of(study, record.safety, asked)}
    if tab == "references":
        return {
            "references": studies.references_of(study),
            "versions": study.versions.defer("raw").select_related("imported_by").order_by("-number"),
        }
    if tab == "talk":
        about = number_in(asked, "about")
        return {
            "threads": talk.threads_of(person, study, about=about),
            "about": study.fragments.filter(pk=about).first() if about else None,
        }
    start = number_in(asked, "from") or 0
    return {"results": studies.results_of(study, start=start, at=number_in(asked, "at"))}


def number_in(asked: Mapping[str, str], name: str) -> int | None:
    """A positive number of the query, or None where there is none to read."""
    given = asked.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 15 else None


def _tabs(study: Study, current: str, threads: int) -> list[Tab]:
    address = study.get_absolute_url()
    return [
        Tab(
            word,
            f"{address}?tab={name}" if name else address,
            name == current,
            threads if name == "talk" else 0,
            _("threads"),
        )
        for name, word in TABS.items()
    ]
