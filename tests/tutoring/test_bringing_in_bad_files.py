"""Whatever a file holds, a person gets a sentence and never a traceback."""

import json
import random

import pytest
from django.utils import translation

from core.acts.refusals import Refused
from tests.make import studies as make
from tutoring import actions, registries
from tutoring.fragments import pieces_of
from tutoring.models import Study

BAD = {
    "empty": (b"", "tutoring.record_empty"),
    "blank": (b" \n\x00 ", "tutoring.record_empty"),
    "truncated": (make.shipped()[:5000], "tutoring.record_truncated"),
    "truncated in a word": (
        b'{"protocolSection": {"identificationModule": {"nctId": "NCT0',
        "tutoring.record_truncated",
    ),
    "prose": (b"Dear colleague, here is the study.", "tutoring.record_not_json"),
    "broken in the middle": (
        b'{"protocolSection": {,}, "hasResults": true, "x": [1, 2, 3]}',
        "tutoring.record_not_json",
    ),
    "latin": ('{"title": "é"}'.encode("latin-1"), "tutoring.record_not_text"),
    "xml": (
        b'<?xml version="1.0"?>\n<!-- a -->\n<clinical_study rank="1"></clinical_study>',
        "tutoring.record_other_format",
    ),
    "web page": (b"<!DOCTYPE html><html></html>", "tutoring.record_other_format"),
    "pdf": (b"%PDF-1.7 ...", "tutoring.record_other_format"),
    "zip": (b"PK\x03\x04....", "tutoring.record_other_format"),
    "CTIS": (b'{"ctNumber": "2023-508143-51-01", "authorizedPartI": {}}', "tutoring.record_other_format"),
    "EU register": (b'{"a2_eudract_number": "2022-000099-20"}', "tutoring.record_other_format"),
    "several studies": (b'{"studies": [{"protocolSection": {}}]}', "tutoring.record_other_format"),
    "a list": (b"[1, 2]", "tutoring.record_other_format"),
    "other JSON": (b'{"name": "package", "version": "1"}', "tutoring.record_not_a_study"),
    "a number": (b"42", "tutoring.record_not_a_study"),
    "no number": (b'{"protocolSection": {"identificationModule": {}}}', "tutoring.record_incomplete"),
    "nested without end": (b"[" * 200_000, "tutoring.record_not_json"),
    "a number without end": (b'{"protocolSection": ' + b"9" * 10_000 + b"}", "tutoring.record_not_json"),
    "not a number": (b'{"protocolSection": NaN}', "tutoring.record_not_json"),
    "too large": (b" " * (20 * 1024 * 1024) + b"{}", "tutoring.record_too_large"),
}


@pytest.mark.parametrize(("content", "code"), BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_file_that_is_no_record_gets_a_sentence(content, code, language):
    with translation.override(language), pytest.raises(Refused) as refusal:
        registries.read(content)
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")
    assert "%(" not in str(refusal.value)


def test_the_sentence_names_the_format_and_what_is_accepted():
    with pytest.raises(Refused) as refusal:
        registries.read(b'{"ctNumber": "2023-508143-51-01"}')
    assert "CTIS" in str(refusal.value)
    assert "ClinicalTrials.gov" in str(refusal.value)


@pytest.mark.parametrize(
    ("remove", "said"),
    [
        (("identificationModule", "nctId"), "NCT number"),
        (("identificationModule", "briefTitle"), "title"),
        (("statusModule", "lastUpdatePostDateStruct"), "last update"),
    ],
)
def test_an_essential_that_is_missing_is_named(remove, said):
    record = make.body(make.PRIDE)
    module = record["protocolSection"][remove[0]]
    del module[remove[1]]
    module.pop("officialTitle", None)
    with pytest.raises(Refused) as refusal:
        registries.read(make.as_bytes(record))
    assert refusal.value.code == "tutoring.record_incomplete"
    assert said in str(refusal.value)


def test_damage_is_named_by_its_place():
    record = make.body()
    record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][2]["groups"] = "three"
    with pytest.raises(Refused) as refusal:
        registries.read(make.as_bytes(record))
    assert "resultsSection.outcomeMeasuresModule.outcomeMeasures[2].groups" in str(refusal.value)


HOSTILE = [
    None, True, 0, -1, 2**40, 1e400, "", " ", "\x00\ud800", "<script>alert(1)</script>", "9" * 5000, "1e999", "NA",
    "<0.001", "-0.0", "∞", "٣", [], {}, [[]], [{}], [None], {"id": None}, "2020-13-45", "0000-00-00", "a" * 100_000,
]  # fmt: skip


def mutate(value, chance):
    """The record with one place changed for something hostile, or taken away, or doubled."""
    parents = []

    def walk(node):
        items = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
        for key, item in items:
            parents.append((node, key))
            if isinstance(item, (dict, list)):
                walk(item)

    walk(value)
    for _ in range(chance.randint(1, 3)):
        node, key = chance.choice(parents)
        try:
            if chance.random() < 0.2:
                del node[key]
            elif isinstance(node, list) and chance.random() < 0.3:
                node.append(node[key])
            else:
                node[key] = chance.choice(HOSTILE)
        except (KeyError, IndexError):
            continue
    return value


@pytest.mark.parametrize("seed", range(300))
def test_a_hostile_change_of_a_record_is_read_or_refused_with_a_sentence(seed):
    chance = random.Random(seed)  # a number names the story again
    number = chance.choice([make.HARMONIE, make.DUPILUMAB, make.AXSPAND, make.PRIDE])
    content = json.dumps(mutate(make.body(number), chance)).encode()
    record, refusal = None, None
    try:
        record = registries.read(content)
    except Refused as caught:
        refusal = caught
    if record is None:
        assert str(refusal).endswith(".")
        return
    pieces = pieces_of(record)
    assert len({piece.path for piece in pieces}) == len(pieces)
    json.dumps([piece.data for piece in pieces], ensure_ascii=False).encode("utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(1000, 1024))
def test_what_a_hostile_record_leaves_behind_can_be_shown(seed, signed_in, lena):
    chance = random.Random(seed)
    number = chance.choice([make.HARMONIE, make.DUPILUMAB, make.AXSPAND, make.PRIDE])
    try:
        done = actions.import_record(content=json.dumps(mutate(make.body(number), chance)).encode(), by=None)
    except Refused:
        assert not Study.objects.exists()
        return
    browser = signed_in(lena)
    for tab in ("", "design", "safety", "references", "talk"):
        assert browser.get(done.study.get_absolute_url(), {"tab": tab}).status_code == 200
    assert browser.get("/studies/").status_code == 200
    assert browser.get(f"/api/v1/studies/{done.study.pk}").status_code == 200
