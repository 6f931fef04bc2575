"""Figures that we derive agree with the literature, or say why there are none."""

import pytest

from tests.make import studies as make
from tutoring import registries
from tutoring.derived import derive
from tutoring.figures import Counts, Estimate, compare, needed_to_treat, odds_ratio, whole


def rounded(estimate, places):
    return tuple(round(value, places) for value in (estimate.value, estimate.lower, estimate.upper))


def test_harmonie():
    """The design's case: 11/4038 against 64/4019 gives 82.9 %, 1.32 points, one fewer for 76."""
    figures = compare(Counts("Nirsevimab", 11, 4038), Counts("No intervention", 64, 4019))
    assert round(100 * figures.reduction.value, 1) == 82.9
    assert round(100 * figures.difference.value, 2) == -1.32
    assert whole(figures.needed.value) == 76
    assert figures.needed.fewer
    assert not figures.needed.crosses_zero


def test_aspirin_and_infarction():
    """Physicians' Health Study as in Agresti, Categorical Data Analysis, 2002, section 3.1: placebo against aspirin."""
    figures = compare(Counts("Placebo", 189, 11034), Counts("Aspirin", 104, 11037))
    assert rounded(figures.ratio, 2) == (1.82, 1.43, 2.31)
    assert rounded(figures.difference, 4) == (0.0077, 0.0047, 0.0107)
    assert rounded(figures.odds_ratio, 2) == (1.83, 1.44, 2.33)


def test_hay_fever_and_eczema():
    """Bland, Altman, BMJ 2000;320:1468: odds ratio 4.89, 95 % interval 4.00 to 5.99."""
    assert rounded(odds_ratio(Counts("Eczema", 141, 561), Counts("No eczema", 928, 14453)), 2) == (4.89, 4.0, 5.99)


def test_a_number_needed_that_runs_through_infinity():
    """Altman, BMJ 1998;317:1309: 10 % (-5 % to 25 %) gives 10, benefit 4 to infinity, harm 20 to infinity."""
    needed = needed_to_treat(Estimate(0.10, -0.05, 0.25))
    assert needed.crosses_zero
    assert (round(needed.value), round(needed.least), needed.most, round(needed.other_least)) == (10, 4, None, 20)


@pytest.mark.parametrize(
    ("treated", "compared", "none"),
    [
        (Counts("a", 0, 50), Counts("b", 5, 50), {"ratio": "interval", "odds_ratio": "interval"}),
        (Counts("a", 5, 50), Counts("b", 0, 50), {"ratio": "all", "odds_ratio": "all"}),
        (Counts("a", 0, 50), Counts("b", 0, 50), {"ratio": "all", "needed": "all"}),
        (Counts("a", 50, 50), Counts("b", 25, 50), {"odds_ratio": "all"}),
        (Counts("a", 10, 50), Counts("b", 10, 50), {"needed": "all"}),
    ],
)
def test_empty_cells_leave_out_what_cannot_be_known(treated, compared, none):
    figures = compare(treated, compared)
    for name, missing in none.items():
        figure = getattr(figures, name)
        if missing == "all":
            assert figure is None
        else:
            assert (figure.lower, figure.upper) == (None, None)


@pytest.mark.parametrize("counts", [(1, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_an_error(counts):
    with pytest.raises(ValueError, match="no count of people"):
        compare(Counts("a", *counts), Counts("b", 1, 2))


def outcome(number, start):
    record = registries.read(make.shipped(number))
    return next(o for o in record.outcomes if o.title.startswith(start)), record.arms


def test_the_comparator_is_found_by_its_title_although_it_is_typed_experimental():
    found, arms = outcome(make.AXSPAND, "Anterior uveitis")
    figures = derive(found, arms).figures[0]
    assert figures.comparator.title == "Placebo (FAS)"
    assert (figures.intervention.events, figures.comparator.events) == (4, 8)
    assert figures.needed.crosses_zero


@pytest.mark.parametrize(
    ("number", "start", "why"),
    [
        (make.DUPILUMAB, "EASI-50", "percentages"),
        (make.DUPILUMAB, "Change in peak itch", "does not count people"),
        (make.AXSPAND, "Certolizumab pegol in plasma at baseline", "no values"),
        (make.HARMONIE, "Hospitalisation for RSV lower respiratory tract infection by country", "several rows"),
    ],
)
def test_not_computable_says_why(number, start, why):
    derived = derive(*outcome(number, start))
    assert derived.figures == ()
    assert why in str(derived.reason)
