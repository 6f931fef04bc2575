"""What people fill in to make a job aid of an answer, and to be shown as somebody who knows, or not."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import OnceForm


class PromoteForm(OnceForm):
    """The little that a job aid begins with, and which words it takes along."""

    title = forms.CharField(
        label=_("Title of the job aid"),
        max_length=160,
        help_text=_("What it is good for, for people who know no more."),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Capitals and digits with hyphens, such as CARD-ONB-012. It stays for ever."),
    )
    with_question = forms.BooleanField(label=_("Begin with the words of the question"), required=False, initial=True)
    posts = forms.TypedMultipleChoiceField(
        label=_("Other confirmed answers of this talk"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, others: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].choices = others  # type: ignore[attr-defined]
        if not others:
            del self.fields["posts"]

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()


class DiscretionForm(forms.Form):
    """Whether one is shown as somebody who knows."""

    is_shown = forms.BooleanField(
        label=_("Show me as somebody who knows"),
        required=False,
        help_text=_("Colleagues see on which topics you gave accepted or confirmed answers, and may ask you."),
    )
