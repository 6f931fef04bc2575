"""Bringing registry records in."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.actions import action, state
from core.acts.refusals import Refused
from tutoring import registries, rules
from tutoring.actions.fragments import Changes, write_fragments
from tutoring.facts import StudyImported
from tutoring.models import Pico, Study, StudyIdentifier, StudyTerm, StudyVersion
from tutoring.nutshell import nutshell
from tutoring.registries.record import Record
from tutoring.words import folded


@dataclass(frozen=True)
class Imported:
    """What an import did; without a new version the study is as it was."""

    study: Study
    version: StudyVersion
    is_new_study: bool
    is_new_version: bool
    changes: Changes


@action
def import_record(*, content: bytes, by: Person | None, file_name: str = "", accept_older: bool = False) -> Imported:
    """Imports one record as a new study or a new version of it; the same bytes again change nothing.

    `by` is None for the operator at the console. Raises Refused for a file that is no record, for people who may not
    import, and for a record older than the one we have unless `accept_older`.
    """
    if by is not None and not rules.can_import(by):
        raise Refused("tutoring.may_not_import", _("Only tutors and administrators import studies."))
    record = registries.read(content)
    digest = hashlib.sha256(content).hexdigest()
    study, is_new = _claim_study(record)
    same = study.versions.filter(sha256=digest).first()
    if same is not None:
        return Imported(study, same, False, False, Changes())
    if not accept_older:
        _refuse_older(study, record)
    version = StudyVersion.objects.create(
        study=study,
        number=study.versions.count() + 1,
        raw=content,
        sha256=digest,
        record_date=record.record_date.date,
        source_url=record.source_url,
        file_name=file_name.replace("\x00", "")[-200:],
        imported_by=by,
    )
    _write_study(study, version, record)
    changes = write_fragments(study=study, version=version, record=record)
    _draft_pico(study, record)
    state(StudyImported(study.pk, version.pk))
    return Imported(study, version, is_new, True, changes)


def _claim_study(record: Record) -> tuple[Study, bool]:
    """The study's row, locked until the import is done."""
    study, is_new = Study.objects.get_or_create(
        registry=record.registry, number=record.number, defaults={"title": record.title}
    )
    return Study.objects.select_for_update().get(pk=study.pk), is_new


def _refuse_older(study: Study, record: Record) -> None:
    current = study.current
    if current is None or record.record_date.date >= current.record_date:
        return
    sentence: Any = _("This record is of %(new)s; we have a newer one, of %(ours)s. Nothing was changed.")
    days = {"new": date_format(record.record_date.date), "ours": date_format(current.record_date)}
    raise Refused("tutoring.older_record", sentence % days, field="file", status=409)


def _write_study(study: Study, version: StudyVersion, record: Record) -> None:
    study.title = record.title
    study.acronym = record.acronym
    study.sponsor = record.sponsor.name
    study.status = record.status[:60]
    study.enrolment = record.design.enrolment
    study.has_results = record.has_results
    study.current = version
    study.searchable = _searchable(record)
    study.save()
    study.identifiers.all().delete()
    StudyIdentifier.objects.bulk_create(
        StudyIdentifier(study=study, kind=kind, value=value, issuer=issuer)
        for (kind, value), issuer in {(i.kind, i.value[:200]): i.issuer for i in record.identifiers}.items()
    )
    study.terms.all().delete()
    StudyTerm.objects.bulk_create(StudyTerm(study=study, kind=kind, name=name) for kind, name in _terms(record))


def _terms(record: Record) -> list[tuple[str, str]]:
    found = [(StudyTerm.Kind.PHASE, phase) for phase in record.design.phases]
    found += [(StudyTerm.Kind.CONDITION, condition) for condition in record.conditions]
    found += [(StudyTerm.Kind.SPONSOR, record.sponsor.name)]
    return list(dict.fromkeys((kind.value, name[:200]) for kind, name in found if name))


def _searchable(record: Record) -> str:
    words = [record.title, record.official_title, record.acronym, record.sponsor.name]
    words += [identifier.value for identifier in record.identifiers]
    words += [*record.conditions, *record.keywords, *record.mesh_conditions, *record.mesh_interventions]
    words += [name for i in record.interventions for name in (i.name, *i.other_names)]
    return folded(" ".join(words))


def _draft_pico(study: Study, record: Record) -> None:
    """A draft that nobody has edited follows the record; what a tutor wrote stays."""
    pico, _is_new = Pico.objects.get_or_create(study=study)
    if pico.edited_by_id is None and pico.edited_at is None:
        for name, words in nutshell(record).items():
            setattr(pico, name, words)
        pico.save()
