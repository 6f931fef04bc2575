"""What a reader of the trail may ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TrailFilter(forms.Form):
    """Narrows the trail; every field may stay empty."""

    what = forms.CharField(
        label=_("What"), required=False, max_length=80, help_text=_("Begins with, such as accounts.")
    )
    who = forms.CharField(
        label=_("Who"), required=False, max_length=254, help_text=_("An e-mail address, or “system”.")
    )
    about = forms.CharField(
        label=_("About"), required=False, max_length=130, help_text=_("A kind and number, such as accounts.person:12.")
    )

    def lookups(self) -> dict[str, Any]:
        """The filled fields as query conditions."""
        if not self.is_valid():
            return {}
        found: dict[str, Any] = {}
        if what := self.cleaned_data["what"]:
            found["what__startswith"] = what
        if who := self.cleaned_data["who"].strip().lower():
            found |= {"who": None} if who in {"system", "système"} else {"who__email": who}
        if about := self.cleaned_data["about"].strip():
            kind, _colon, key = about.partition(":")
            found |= {"about_type": kind} | ({"about_id": key} if key else {})
        return found
