"""The folders are those that the import contracts speak of."""

import re
import tomllib

from setup.trial import SERVED
from tests.house.sources import ROOT, apps, files, name_of, python

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
AREAS, ROOMS = CONTRACTS[0], CONTRACTS[1]
# Machinery whose rooms are named after what it is made of; the rest has the rooms of design/house.md.
OF_THEIR_OWN = {
    "core.acts",
    "core.audit",
    "core.config",
    "core.demo",
    "core.kinds",
    "core.realtime",
    "core.richtext",
    "core.search",
    "core.ui",
}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "services", "service", "managers", "tools", "lib"}


def names(layers: list[str]) -> dict[str, bool]:
    """The names in a contract's layers, and whether each may be absent."""
    found = [name.strip() for layer in layers for name in re.split(r"[|:]", layer)]
    return {name.strip("()"): name.startswith("(") for name in found}


def test_every_area_has_its_place_in_the_order():
    placed = names(AREAS["layers"])
    assert set(apps()) <= set(placed), "Give the area its line in pyproject.toml, contract “Areas”."
    assert {name for name, may_be_absent in placed.items() if not may_be_absent} <= set(apps())


def test_every_area_has_its_rooms_in_order():
    assert set(ROOMS["containers"]) | OF_THEIR_OWN == set(apps())
    assert not set(ROOMS["containers"]) & OF_THEIR_OWN


def test_areas_are_installed():
    from django.conf import settings

    assert set(apps()) <= set(settings.INSTALLED_APPS)


def test_no_room_hides_what_it_is_for():
    nameless = [name_of(path) for path in files() if {path.stem, *path.parent.relative_to(ROOT).parts} & NAMELESS]
    assert not nameless, "Name a file after what it is: slugs.py, manifest.py."


def test_what_drives_servers_lies_where_its_rounds_look_for_it():
    mark = re.compile(r"^[^#]*\bmark\.(browser|live|faults)\b", re.MULTILINE)
    marked = {name_of(path) for path in python("tests") if mark.search(path.read_text())}
    assert marked
    assert not [name for name in sorted(marked) if not name.startswith(tuple(f"{folder}/" for folder in SERVED))]


def test_a_template_lies_in_its_areas_folder():
    from core.config.translations.areas import room_of

    areas = {name.rpartition(".")[2] for name in apps()}
    root = ROOT / "templates"
    strange = [
        name_of(path) for path in files() if root in path.parents and room_of(path.relative_to(root)) not in areas
    ]
    assert not strange
