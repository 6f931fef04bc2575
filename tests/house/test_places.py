"""No file names the machine on which it was written."""

import re

from tests.house.sources import ROOT, entries, files, name_of

BINARY = {".png", ".jpg", ".jpeg", ".webp", ".pdf", ".ico", ".woff2", ".zip", ".mo"}
PATHS = re.compile(r"(?<![\w.])/(?:home|root|Users|work)/\w+")
# Registries are reached by the machine's own settings.
REGISTRIES = re.compile(r"\b(pypi|pythonhosted|registry\.npmjs|deb\.debian)\.org\b")


def test_no_file_names_a_machines_folder_or_a_registry():
    found = []
    for path in files():
        if path.suffix in BINARY or path.name == "test_places.py":
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if PATHS.search(line) or REGISTRIES.search(line):
                found.append(f"{name_of(path)}:{number}: {line.strip()[:80]}")
    assert not found


def test_nothing_third_party_and_nothing_built_is_committed():
    built = {"node_modules", "build", ".venv"}
    assert not [name_of(path) for path in entries() if built & set(path.relative_to(ROOT).parts)]
    assert not [name_of(path) for path in files() if path.suffix in {".mo", ".pyc"}]


def test_no_link_leads_into_one_machine():
    assert not [name_of(path) for path in entries() if path.is_symlink()]
