"""What the search box sends."""

from django import forms
from django.core.validators import RegexValidator

from core.search.asking import MOST_SIGNS
from core.search.queries import Cursor


class SearchForm(forms.Form):
    """Words, perhaps a kind, perhaps where the page before ended. What cannot be read counts as absent: an old link."""

    q = forms.CharField(required=False, strip=False)
    kind = forms.CharField(required=False, max_length=40)
    after = forms.CharField(required=False, max_length=50, validators=[RegexValidator(r"^\d{1,18}-\d{1,18}$")])

    def read(self) -> tuple[str, str, Cursor | None]:
        """Words, kind or nothing, cursor or None."""
        self.is_valid()
        words = str(self.cleaned_data.get("q", ""))[:MOST_SIGNS].lstrip()
        score, _dash, pk = str(self.cleaned_data.get("after", "")).partition("-")
        return words, self.cleaned_data.get("kind", ""), (int(score), int(pk)) if score else None
