"""A forest plot holds what one axis can hold, with the line of no effect in the right place."""

from itertools import pairwise

import pytest

from tests.make import studies as make
from tutoring import registries
from tutoring.plots import axis
from tutoring.plots.drawing import NARROW, WIDE, draw
from tutoring.plots.forest import Row, forests
from tutoring.plots.parameters import parameter_of
from tutoring.plots.values import values_plot


def plots(number):
    record = registries.read(make.shipped(number))
    return forests([Row(o, a, record.arms) for o in record.outcomes for a in o.analyses])


@pytest.mark.parametrize(
    ("words", "name", "null", "is_log"),
    [
        ("Odds Ratio (OR)", "odds_ratio", 1, True),
        ("Hazard Ratio (HR)", "hazard_ratio", 1, True),
        ("Cox Proportional Hazard", "hazard_ratio", 1, True),
        ("Risk Ratio (RR)", "risk_ratio", 1, True),
        ("Geometric Mean Ratio", "ratio", 1, True),
        ("Rate Ratio", "rate_ratio", 1, True),
        ("Log Odds Ratio", "unknown", None, False),
        ("Mean Difference (Final Values)", "difference", 0, False),
        ("LS Mean Difference", "difference", 0, False),
        ("Risk Difference (RD)", "risk_difference", 0, False),
        ("Percentage Difference", "risk_difference", 0, False),
        ("Difference in response rates", "risk_difference", 0, False),
        ("Absolute Risk Reduction", "risk_difference", 0, False),
        ("Efficacy", "efficacy", 0, False),
        ("Vaccine Efficacy (%)", "efficacy", 0, False),
        ("Relative Risk Reduction", "efficacy", 0, False),
        ("Slope", "unknown", None, False),
        ("", "unknown", None, False),
    ],
)
def test_no_effect_lies_where_the_parameter_says(words, name, null, is_log):
    parameter = parameter_of(words)
    assert (parameter.name, parameter.null, parameter.is_log) == (name, null, is_log)


def test_only_comparable_analyses_share_an_axis():
    found = plots(make.DUPILUMAB)
    shares = {(plot.parameter.name, plot.unit.casefold()): len(plot.rows) for plot in found}
    assert shares == {
        ("risk_difference", "%"): 3,
        ("difference", "units on a scale"): 3,
        ("difference", "percentage of body surface"): 1,
    }
    scales = next(plot for plot in found if plot.unit.casefold() == "units on a scale")
    assert scales.caution


def test_ratios_stand_on_a_log_scale_around_one():
    odds = next(plot for plot in plots(make.AXSPAND) if plot.parameter.name == "odds_ratio")
    drawing = draw(odds)
    labels = [tick.text for tick in drawing.ticks]
    assert "1" in labels
    places = {tick.text: float(tick.x) for tick in drawing.ticks}
    assert float(drawing.null_x) == places["1"]
    assert abs((places["10"] - places["1"]) - (places["20"] - places["2"])) < 0.3


def test_efficacy_runs_to_a_hundred_per_cent_and_says_whom_it_favours():
    plot = next(plot for plot in plots(make.HARMONIE) if plot.parameter.name == "efficacy")
    drawing = draw(plot)
    assert [tick.text for tick in drawing.ticks] == ["0\u00a0%", "25\u00a0%", "50\u00a0%", "75\u00a0%", "100\u00a0%"]
    assert [caption.text for caption in drawing.captions] == ["no effect", "favours Nirsevimab"]
    assert drawing.rows[0].value == "84.0\u00a0%"
    assert drawing.rows[0].limits == "69.5 to 92.4"
    assert drawing.rows[0].sub.text == "primary · 11 of 4,038 / 64 of 4,019"


def test_an_interval_that_leaves_the_axis_gets_an_arrow():
    record = make.body()
    analysis = record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][1]["analyses"][0]
    analysis.update(paramValue="26.01", ciLowerLimit="-337.329", ciUpperLimit="89.162")
    read = registries.read(make.as_bytes(record))
    rows = [Row(o, a, read.arms) for o in read.outcomes for a in o.analyses]
    drawn = draw(forests(rows)[0]).rows[1]
    assert drawn.arrow_low
    assert not drawn.arrow_high


@pytest.mark.parametrize("layout", [WIDE, NARROW], ids=lambda layout: layout.name)
@pytest.mark.parametrize("number", [make.HARMONIE, make.DUPILUMAB, make.AXSPAND])
def test_everything_stands_within_the_drawing(number, layout):
    for plot in plots(number):
        drawing = draw(plot, layout)
        for row in drawing.rows:
            assert layout.left - 0.1 <= float(row.x_low) <= float(row.x) + 0.1
            assert float(row.x) - 0.1 <= float(row.x_high) <= layout.right + 0.1
            assert 0 < float(row.y) < float(drawing.height)
        assert 2 <= len(drawing.ticks) <= 8


@pytest.mark.parametrize("values", [[0.5, 2], [1e-6, 1e6], [0.9, 1.1], [1, 1], [7.3, 31.6], [1e-300, 1e300]])
def test_log_axes_have_a_few_good_ticks(values):
    made = axis.logarithmic(values, 0, 100)
    assert 2 <= len(made.ticks) <= 9
    assert all(made.holds(tick) for tick in made.ticks)


@pytest.mark.parametrize("values", [[0, 1], [-9.9, 0], [0, 51], [-0.0003, 0.0004], [5, 5], [0, 1e12]])
def test_linear_axes_begin_and_end_at_a_tick(values):
    made = axis.linear(values, 0, 100)
    assert made.low <= min(values) <= max(values) <= made.high
    assert (made.low, made.high) == (made.ticks[0], made.ticks[-1])
    assert 2 <= len(made.ticks) <= 8


def test_a_small_plot_shows_what_each_group_had():
    record = registries.read(make.shipped())
    plot = values_plot(record.outcomes[0])
    assert plot.is_bars
    assert [point.said for point in plot.points] == ["11 of 4,038, 0.3 %", "64 of 4,019, 1.6 %"]
    assert values_plot(record.outcomes[3]) is None


@pytest.mark.parametrize("layout", [WIDE, NARROW], ids=lambda layout: layout.name)
@pytest.mark.parametrize("number", [make.HARMONIE, make.DUPILUMAB, make.AXSPAND])
def test_captions_do_not_run_into_each_other(number, layout):
    for plot in plots(number):
        lines = {}
        for caption in draw(plot, layout).captions:
            width, x = 6.3 * len(caption.text), float(caption.x)
            left = {"start": x, "middle": x - width / 2, "end": x - width}[caption.anchor]
            lines.setdefault(caption.line, []).append((left, left + width))
        for spans in lines.values():
            spans.sort()
            assert all(end <= start for (_s, end), (start, _e) in pairwise(spans))


def test_the_side_where_the_estimates_lie_says_what_it_means():
    odds = next(plot for plot in plots(make.AXSPAND) if plot.parameter.name == "odds_ratio")
    assert [c.text for c in draw(odds).captions] == ["no effect", "higher with CZP 200 mg Q2W (FAS) →"]
    scale = next(plot for plot in plots(make.DUPILUMAB) if plot.parameter.name == "difference")
    assert [c.text for c in draw(scale).captions] == ["no effect", "← lower with Dupilumab 300 mg qw"]
