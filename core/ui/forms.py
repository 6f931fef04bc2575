"""What every form of the house can do: act once, and say what went wrong."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from core.acts.refusals import Refused


class OnceForm(forms.Form):
    """A form whose act happens once, however often it is sent: `key` goes to an `@once` action."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class OnceModelForm(forms.ModelForm):  # type: ignore[type-arg]  # whatever model the heir names
    """The same for a form that is read off a model."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


def try_act(form: forms.BaseForm, act: Callable[[], Any]) -> tuple[Any, bool]:
    """Runs an action for a form: `(answer, True)`; or `(None, False)` when the form is invalid or the act refused.

    A refusal becomes an error of the field it names, or of the form. The view then shows the form again, with 422.
    """
    if not form.is_valid():
        return None, False
    try:
        return act(), True
    except Refused as refusal:
        at = refusal.field if refusal.field in form.fields else NON_FIELD_ERRORS
        form.add_error(at, str(refusal.text))
        return None, False
