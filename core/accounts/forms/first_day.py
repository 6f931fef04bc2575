"""The three questions of a first day."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core.accounts import words, zones
from core.accounts.forms.own import LANGUAGES
from core.accounts.forms.words import WorkField

LEAVE = [("", _("Leave it as it is"))]


class FirstDayForm(forms.Form):
    """Language, zone, what I work on: only what is asked, each of which may be left out.

    `groups` are the words offered, by heading; what is ticked comes as `word`, what is typed as `works_on`.
    """

    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[*LANGUAGES, *LEAVE], widget=forms.RadioSelect
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), required=False, help_text=_("Every time on these pages is shown in this zone.")
    )
    works_on = WorkField(label=_("In your own words"), widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(
        self,
        data: "MultiValueDict[str, Any] | None",
        *,
        asks: Sequence[str],
        groups: list[tuple[str, list[str]]],
        known: dict[str, Any],
    ) -> None:
        self.ticked = data.getlist("word") if data is not None else []
        self.chosen = {words.fold(word) for word in known.get("works_on", [])}
        self.offered = {words.fold(word) for _heading, offered in groups for word in offered}
        own = [word for word in known.get("works_on", []) if words.fold(word) not in self.offered]
        super().__init__(data, initial={**known, "works_on": own})
        self.groups = groups
        self.fields["zone"].choices = [*LEAVE, *zones.choices()]  # type: ignore[attr-defined]
        for name in set(self.fields) - set(asks):
            del self.fields[name]
        if self.is_bound:
            self.chosen = {words.fold(word) for word in self.ticked}

    def offers(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """The words to tick, with whether each is."""
        return [
            (heading, [(word, words.fold(word) in self.chosen) for word in offered]) for heading, offered in self.groups
        ]

    def answers(self) -> dict[str, Any]:
        """What was answered; a question that was left out is not among it."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        if "works_on" in self.fields:
            ticked = [word for word in self.ticked if words.fold(word) in self.offered]
            said["works_on"] = [*ticked, *said.get("works_on", [])]
        return said
