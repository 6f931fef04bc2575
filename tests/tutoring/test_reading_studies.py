"""People find a study, read it tab by tab, and talk about any part of it."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

import social.actions as talk
from core.kinds.registry import Ref, of
from tests.make import studies as make
from tests.make.talk import a_space
from tutoring import actions
from tutoring.models import Fragment, Study

pytestmark = pytest.mark.django_db
STUDIES = "/studies/"


@pytest.fixture
def lenas(signed_in, lena):
    """Lena's browser."""
    return signed_in(lena)


@pytest.fixture
def harmonie(tomas):
    return make.study(by=tomas)


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_study_as_for_three(lenas, count, django_assert_num_queries):
    make.many_studies(count)
    lenas.get(STUDIES)
    with django_assert_num_queries(9):
        response = lenas.get(STUDIES)
    assert response.content.count(b"study-row") == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"HARMONIE", "C-AXSPAND", "PRIDE", "NCT02210780"}),
        ("q=nirsevimab", {"HARMONIE"}),
        ("q=NCT02552212", {"C-AXSPAND"}),
        ("q=2022-000099-20", {"HARMONIE"}),
        ("q=Spondyloarthritis+certolizumab", {"C-AXSPAND"}),
        ("phase=PHASE3", {"HARMONIE", "C-AXSPAND"}),
        ("results=no", {"PRIDE"}),
        ("phase=PHASE3&q=infants", {"HARMONIE"}),
        ("condition=Atopic+Dermatitis", {"NCT02210780"}),
        ("sponsor=Sangath", {"PRIDE"}),
        ("q=%00%F0%9F%92%8A", set()),
        ("phase=PHASE9", set()),
    ],
)
def test_words_and_facets_narrow_the_list(lenas, query, found):
    for number in (make.HARMONIE, make.AXSPAND, make.PRIDE, make.DUPILUMAB):
        make.study(number)
    response = lenas.get(f"{STUDIES}?{query}")
    assert {study.short for study in response.context["page"]} == found


def test_the_first_page_says_what_to_do_first(lenas, signed_in, tomas):
    assert "Ask yours" in words_of(lenas.get(STUDIES))
    assert reverse("tutoring:study-import") in signed_in(tomas).get(STUDIES).content.decode()


TABS = ["", "design", "safety", "references", "talk"]


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("number", [make.HARMONIE, make.AXSPAND, make.PRIDE, make.DUPILUMAB])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_tab_of_every_shipped_study_can_be_read(signed_in, lena, tab, number, language):
    lena.language = language
    lena.save()
    study = make.study(number)
    response = signed_in(lena).get(study.get_absolute_url(), {"tab": tab})
    assert response.status_code == 200
    assert len(response.content) < 200_000
    assert study.number in response.content.decode()


@pytest.mark.parametrize("tab", TABS)
def test_a_study_page_takes_few_queries(lenas, harmonie, tab, django_assert_max_num_queries):
    lenas.get(harmonie.get_absolute_url(), {"tab": tab})
    with django_assert_max_num_queries(12):
        lenas.get(harmonie.get_absolute_url(), {"tab": tab})


def test_the_page_tells_where_everything_comes_from(lenas, harmonie):
    said = words_of(lenas.get(harmonie.get_absolute_url()))
    assert "registry record of 8 March 2026 · version 1" in said
    assert "EudraCT 2022-000099-20" in said
    assert "Written for this demonstration" in said
    assert "84.0" in said
    assert "69.5 to 92.4" in said
    assert "82.9 %" in said
    assert "One event fewer for every 76 people" in said


def test_numbers_speak_french_to_who_reads_french(signed_in, lena, harmonie):
    lena.language = "fr"
    lena.save()
    said = words_of(signed_in(lena).get(harmonie.get_absolute_url()))
    assert "69,5" in said
    assert "69.5" not in said
    drawn = signed_in(lena).get(harmonie.get_absolute_url()).content.decode()
    assert not re.search(r'(?:x|y|x1|x2|y1|y2|cx|width|height)="[^"]*,', drawn)


def test_every_fragment_on_the_page_has_its_anchor_and_its_discuss_button(lenas, harmonie):
    pages = "".join(lenas.get(harmonie.get_absolute_url(), {"tab": tab}).content.decode() for tab in TABS[:4])
    for fragment in harmonie.fragments.exclude(kind="study"):
        assert f'id="{fragment.anchor}"' in pages
        assert f"about=study_fragment:{fragment.pk}" in pages


def test_a_fragments_address_opens_the_page_that_holds_it(lenas, tomas):
    study = make.study(make.AXSPAND, by=tomas)
    for kind in ("outcome", "safety", "criterion", "analysis"):
        found = study.fragments.filter(kind=kind).order_by("position")
        for fragment in (found.first(), found.last()):
            address = fragment.get_absolute_url()
            assert address.endswith(f"#{fragment.anchor}")
            assert f'id="{fragment.anchor}"' in lenas.get(address).content.decode()


def test_a_thread_on_an_outcome_is_counted_for_who_may_read_it(signed_in, lena, eve, tomas, harmonie):
    group = actions.open_group(tutor=tomas, name="RSV", members=[lena], studies=[harmonie])
    outcome = harmonie.fragments.get(kind="outcome", number=1, data__type="PRIMARY")
    talk.open_thread(
        space=group.space,
        author=tomas,
        title="Why 84.0 and not 82.9?",
        source="Hm.",
        subject=Ref("study_fragment", outcome.pk),
    )
    mine = signed_in(lena).get(harmonie.get_absolute_url())
    assert mine.context["counts"] == {outcome.pk: 1}
    assert "Why 84.0 and not 82.9?" in mine.content.decode()
    hers = signed_in(eve).get(harmonie.get_absolute_url())
    assert hers.context["counts"] == {}
    assert "Why 84.0" not in hers.content.decode()
    about = signed_in(lena).get(harmonie.get_absolute_url(), {"tab": "talk", "about": outcome.pk})
    assert "Why 84.0 and not 82.9?" in about.content.decode()
    other = signed_in(lena).get(harmonie.get_absolute_url(), {"tab": "talk", "about": outcome.pk + 1})
    assert "Why 84.0 and not 82.9?" not in other.content.decode().split('class="page-aside"')[0]


def test_discuss_proposes_my_group_that_studies_it(signed_in, lena, eve, tomas, harmonie):
    group = actions.open_group(tutor=tomas, name="RSV", members=[lena], studies=[harmonie])
    assert (
        f"space={group.space_id}&amp;about=study_fragment:"
        in signed_in(lena).get(harmonie.get_absolute_url()).content.decode()
    )
    assert f"space={group.space_id}" not in signed_in(eve).get(harmonie.get_absolute_url()).content.decode()


def test_beside_its_thread_a_fragment_shows_its_plot(signed_in, lena, tomas, harmonie):
    space = a_space(lena, by=tomas)
    for kind, said in (("outcome", "84.0"), ("analysis", "84.0"), ("safety", "4,016"), ("arm", "Nirsevimab")):
        fragment = harmonie.fragments.filter(kind=kind).order_by("position").first()
        thread = talk.open_thread(
            space=space, author=lena, title=f"On {kind}", source="Hm.", subject=Ref("study_fragment", fragment.pk)
        )
        page = signed_in(lena).get(reverse("social:thread", args=[thread.pk]))
        card = page.content.decode().partition('data-testid="study-subject"')[2]
        assert said in card


def test_the_raw_record_comes_back_to_the_byte(lenas, harmonie):
    response = lenas.get(reverse("tutoring:study-record", args=[harmonie.pk, 1]))
    assert b"".join(response.streaming_content) == make.shipped()
    assert "attachment" in response["Content-Disposition"]


def test_a_plot_comes_as_a_file_of_its_own(lenas, harmonie):
    key = lenas.get(harmonie.get_absolute_url()).context["results"].forests[0].key
    response = lenas.get(reverse("tutoring:study-plot", args=[harmonie.pk, key]))
    assert response["Content-Type"].startswith("image/svg+xml")
    assert "attachment" in response["Content-Disposition"]
    assert response.content.strip().startswith(b"<svg")
    assert lenas.get(reverse("tutoring:study-plot", args=[harmonie.pk, "none"])).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/studies/{0}/", "/studies/{0}/?tab=safety", "/studies/{0}/record/1/", "/studies/{0}/plots/1-efficacy.svg",
        "/api/v1/studies/{0}", "/api/v1/studies/{0}/fragments",
    ],
)  # fmt: skip
def test_guests_from_outside_find_no_study(signed_in, eve, harmonie, address):
    eve.is_external = True
    eve.save()
    assert signed_in(eve).get(address.format(harmonie.pk)).status_code == 404
    assert signed_in(eve).get(STUDIES).content.count(b"study-row") == 0


def test_the_kinds_agree_with_the_pages(cast, harmonie):
    for person in cast:
        for kind in ("study", "study_fragment"):
            assert of(kind).visible_to(person).exists()
    fragment = Fragment.objects.select_related("study").get(kind="study", study=harmonie)
    assert of("study_fragment").title(fragment) == "HARMONIE"


@pytest.mark.parametrize(
    "query",
    ["tab=nothing", "from=-5", "from=99999999", "from=x", "at=999999999999999999999", "at=%00", "tab=talk&about=x",
     "tab=safety&sort=-nobody&from=9e9&q=%00&events=both", "tab=safety&from=700"],
)  # fmt: skip
def test_odd_addresses_are_answered_plainly(lenas, harmonie, query):
    assert lenas.get(f"{harmonie.get_absolute_url()}?{query}").status_code == 200


def test_a_removed_fragment_keeps_its_thread_and_says_so(signed_in, lena, tomas, harmonie):
    gone = harmonie.fragments.get(kind="safety", title="Epilepsy")
    space = a_space(lena, by=tomas)
    thread = talk.open_thread(
        space=space, author=lena, title="Epilepsy", source="Hm.", subject=Ref("study_fragment", gone.pk)
    )

    def remove(record):
        events = record["resultsSection"]["adverseEventsModule"]["seriousEvents"]
        events[:] = [event for event in events if event["term"] != "Epilepsy"]

    actions.import_record(content=make.changed(make.HARMONIE, remove), by=tomas)
    page = signed_in(lena).get(reverse("social:thread", args=[thread.pk])).content.decode()
    assert "no longer in the current record" in page
    with translation.override("en"):
        assert Study.objects.get().current.number == 2
