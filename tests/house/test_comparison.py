"""Every row of the comparison with others names tests that are there, and says something of each of the others."""

import re

import pytest

from tests.house.sources import ROOT
from tests.house.test_documents import NAMED, exists

SAID = {"yes", "part", "no", "plug-in", "?"}
PEERS = ["Discourse", "Zulip", "NodeBB", "Moodle", "Viva Engage"]
ITEMS = ["Reading and writing", "Attention", "Search", "Moderation", "Collective intelligence", "Spaces"]
TEXT = (ROOT / "docs/comparison.md").read_text()


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows() -> list[list[str]]:
    lines = [cells(line) for line in TEXT.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [row for row in lines if row[0] != "feature"]


def wrong_with(row: list[str]) -> list[str]:
    """What a row lacks; nothing where it is whole."""
    if len(row) != 2 + len(PEERS):
        return [f"{row[0]}: {len(row)} cells"]
    named = NAMED.findall(row[1])
    unknown = [f"{row[0]}: {name} is not there" for name in named if not exists(name)]
    return unknown + ([] if named else [f"{row[0]}: no test"]) + [f"{row[0]}: “{s}”" for s in row[2:] if s not in SAID]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_row_is_shown_by_tests_that_exist(row):
    assert wrong_with(row) == []


def test_every_item_has_rows_about_the_same_five():
    assert re.findall(r"^## (.+)$", TEXT, re.M) == ITEMS
    heads = [cells(line) for line in TEXT.splitlines() if line.startswith("| feature")]
    assert heads == [["feature", "shown by", *PEERS]] * len(ITEMS)
    assert len({row[0] for row in rows()}) == len(rows())


@pytest.mark.parametrize(
    "row",
    [
        ["Unknown test", "`tests/house/test_comparison.py::test_that_is_not_there`", "yes", "no", "no", "no", "no"],
        ["No test", "surely", "yes", "no", "no", "no", "no"],
        ["Another word", "`make check`", "perhaps", "no", "no", "no", "no"],
        ["A cell too few", "`make check`", "yes", "no", "no", "no"],
    ],
    ids=lambda row: row[0],
)
def test_a_row_that_is_not_whole_would_be_found(row):
    assert wrong_with(row) != []
