"""What these stories find ready."""

import polib
import pytest
from django.conf import settings
from django.utils.translation import trans_real


@pytest.fixture
def french(monkeypatch):
    """The French of ui and home, compiled from their catalogues as they are written."""
    trans_real._translations.pop("fr", None)
    compiled = []
    for room in ("ui", "home"):
        source = settings.BASE_DIR / "core" / room / "locale" / "fr" / "LC_MESSAGES" / "django.po"
        target = source.with_suffix(".mo")
        if not target.exists():
            compiled.append(target)
        polib.pofile(str(source)).save_as_mofile(str(target))
    yield
    for target in compiled:
        target.unlink()
    trans_real._translations.pop("fr", None)
