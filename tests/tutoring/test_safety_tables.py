"""A safety table is searched, sorted and paged, however long it is."""

import pytest

from tests.make import studies as make
from tutoring import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_study():
    """HARMONIE with 1,500 rows."""

    def lengthen(record):
        module = record["resultsSection"]["adverseEventsModule"]
        row = module["otherEvents"][0]
        module["otherEvents"] = [
            {**row, "term": f"Event {n}", "organSystem": f"System {n % 27}"} for n in range(1_500 - 25)
        ]

    return actions.import_record(content=make.changed(make.HARMONIE, lengthen), by=None).study


@pytest.fixture
def safety(signed_in, lena):
    """The safety tab as Lena asks for it."""
    browser = signed_in(lena)

    def ask(study, **asked):
        return browser.get(study.get_absolute_url(), {"tab": "safety", **asked})

    return ask


def terms(response):
    return [row.term for _fragment, row in response.context["table"].rows]


def test_a_page_of_1500_rows_is_small_and_takes_few_queries(safety, long_study, django_assert_max_num_queries):
    safety(long_study)
    with django_assert_max_num_queries(12):
        response = safety(long_study)
    assert response.context["table"].total == 1_500
    assert len(response.content) < 200_000
    assert len(terms(response)) == 40


def test_the_pages_hold_every_row_once(safety, long_study, monkeypatch):
    monkeypatch.setattr("tutoring.queries.safety.ROWS_A_PAGE", 400)
    monkeypatch.setattr("tutoring.queries.safety.CELLS_A_PAGE", 800)
    seen, start = [], 0
    while start is not None:
        response = safety(long_study, **{"from": start})
        seen += [fragment.pk for fragment, _row in response.context["table"].rows]
        start = response.context["table"].later
    assert len(seen) == len(set(seen)) == 1_500


def test_words_and_seriousness_narrow_it(safety):
    study = make.study()
    assert terms(safety(study, q="seizure")) == ["Seizure"]
    assert set(terms(safety(study, q="nervous"))) == {"Febrile convulsion", "Seizure", "Epilepsy"}
    assert terms(safety(study, events="other")) == ["Nasopharyngitis"]
    assert len(terms(safety(study, events="serious"))) == 25
    assert terms(safety(study, q="nothing such")) == []


def test_columns_sort_both_ways(safety):
    study = make.study()
    up = terms(safety(study, sort="term"))
    assert up == sorted(up, key=str.casefold)
    assert terms(safety(study, sort="-term")) == up[::-1]
    risks = [row.stats[1].risk for _f, row in safety(study, sort="-EG001").context["table"].rows]
    assert risks == sorted(risks, reverse=True)


def test_a_rows_address_opens_its_page(safety, long_study, signed_in, lena):
    last = long_study.fragments.get(title="Event 1400")
    page = signed_in(lena).get(last.get_absolute_url())
    assert f'id="{last.anchor}"' in page.content.decode()


def test_what_cannot_be_a_risk_is_a_dash(safety):
    def nonsense(record):
        stats = record["resultsSection"]["adverseEventsModule"]["seriousEvents"][0]["stats"]
        stats[0].update(numAffected=5, numAtRisk=0)
        stats[1].pop("numAffected")

    study = actions.import_record(content=make.changed(make.HARMONIE, nonsense), by=None).study
    row = safety(study).context["table"].rows[0][1]
    assert [stat.risk for stat in row.stats] == [None, None]


def test_a_study_without_results_says_so(safety):
    assert "The registry holds no safety results" in safety(make.study(make.PRIDE)).content.decode()
