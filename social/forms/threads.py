"""What people fill in to open, name and tag a talk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from social.forms.words import IdsField, PollFields, WordsForm
from social.models import Space, Tag, Thread


class TagsField(forms.CharField):
    """Tags, with commas between."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"label": _("Tags"), "help_text": _("Up to five, with commas between.")}
        super().__init__(**{**words, "max_length": 400, **kwargs})

    def clean(self, value: Any) -> list[str]:
        return [word.strip() for word in (super().clean(value) or "").split(",") if word.strip()]


class ThreadForm(PollFields, WordsForm):
    """A thread to open."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What it is about, as you would ask a colleague.")
    )
    space = forms.ModelChoiceField(label=_("Where"), queryset=Space.objects.none(), empty_label=None)
    kind = forms.ChoiceField(
        label=_("What it is"), choices=Thread.Kind, initial=Thread.Kind.DISCUSSION, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    files = IdsField(required=False)  # type: ignore[assignment]  # a field of that name, not the uploads
    tags = TagsField(required=False)
    tag = forms.MultipleChoiceField(label=_("Words that fit"), required=False, widget=forms.CheckboxSelectMultiple)
    asks = forms.BooleanField(
        label=_("Ask everybody to acknowledge it (announcements only)"),
        required=False,
        help_text=_("“I have read this”, with name and time. You choose the day in the next step."),
    )
    unnamed = forms.BooleanField(
        label=_("Ask without my name"),
        required=False,
        help_text=_(
            "No reader learns who asks: not on the page, by mail or in the search. Only a tutor of the community can "
            "look it up, with a written reason that stays on record, and you are told; the safety officers see it too "
            "where a safety event is reported. It stays so: a name is never added later."
        ),
    )
    field_order = ["title", "space", "kind", "language", "source"]
    # Talks like this one, where they were asked for without scripts.
    similar: Sequence[Thread] = ()

    def __init__(
        self,
        *args: Any,
        spaces: Any,
        may_announce: bool,
        terms: Sequence[str] = (),
        unnamed_in: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        # The spaces that let people ask so, by name; nothing is offered where there are none.
        self.unnamed_in = unnamed_in
        if not unnamed_in:
            del self.fields["unnamed"]
        self.fields["tag"].choices = [(term, term) for term in terms]  # type: ignore[attr-defined]
        self.fields["space"].queryset = spaces  # type: ignore[attr-defined]
        if not may_announce:
            del self.fields["asks"]
        kinds = [each for each in Thread.Kind.choices if may_announce or each[0] != Thread.Kind.ANNOUNCEMENT]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class TitleForm(forms.Form):
    """Another title for a thread."""

    title = forms.CharField(label=_("Title"), max_length=200)


class TagsForm(forms.Form):
    """The tags of a thread."""

    tags = TagsField(required=False)


class TagForm(forms.Form):
    """A tag's names."""

    en = forms.CharField(label=_("In English"), max_length=60)
    fr = forms.CharField(label=_("In French"), max_length=60)
    kind = forms.ChoiceField(label=_("What it is"), choices=Tag.Kind, widget=forms.RadioSelect)


class MergeForm(forms.Form):
    """Another tag, into which one is merged."""

    into = forms.CharField(label=_("The tag that stays"), max_length=60)


class ElsewhereForm(forms.Form):
    """Where a question is answered instead: a pasted link, or words to find it by."""

    where = forms.CharField(
        label=_("Link, or some words"),
        max_length=500,
        help_text=_("Paste the address of the talk or post, or write words that stand in it."),
    )
