"""Stories of accounts are told on their own pages: what upper rooms show there has stories of its own."""

import pytest

from core.ui import panels


@pytest.fixture(autouse=True)
def bare_pages(monkeypatch):
    """Empties the slots, so that the counts of queries are those of accounts."""
    monkeypatch.setattr(panels, "_panels", {})
    monkeypatch.setattr(panels, "rendered", lambda slot, request, thing: [])
