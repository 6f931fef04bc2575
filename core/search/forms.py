"""What the search box sends."""

from django import forms
from django.core.validators import RegexValidator

from core.search.asking import MOST_SIGNS
from core.search.queries import Chosen

NARROWING = ("kind", "place", "author", "year")


class SearchForm(forms.Form):
    """Words, and what was chosen beside them. What cannot be read counts as absent: an old link."""

    q = forms.CharField(required=False, strip=False)
    kind = forms.CharField(required=False, max_length=40)
    place = forms.CharField(required=False, max_length=40)
    author = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    year = forms.IntegerField(required=False, min_value=1, max_value=9998)
    sort = forms.CharField(required=False, max_length=10)
    after = forms.CharField(required=False, max_length=50, validators=[RegexValidator(r"^\d{1,18}-\d{1,18}$")])

    def read(self) -> tuple[str, Chosen]:
        """The words, and what was chosen."""
        self.is_valid()
        said = self.cleaned_data
        words = str(said.get("q", ""))[:MOST_SIGNS].lstrip()
        worth, _dash, pk = str(said.get("after", "")).partition("-")
        kind = said.get("kind", "")
        return words, Chosen(
            kinds=[kind] if kind else None,
            place=said.get("place", ""),
            author=said.get("author") or 0,
            year=said.get("year") or 0,
            by_date=said.get("sort") == "date",
            after=(int(worth), int(pk)) if worth else None,
        )
