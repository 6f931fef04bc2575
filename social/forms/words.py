"""What people fill in to say something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import OnceForm
from social.actions import PollWish
from social.forms.veils import VoiceFields
from social.models import Poll, Post

MOST_IDS = 20


class IdsField(forms.Field):
    """Several primary keys, from fields of one name or with commas between."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[int]:
        parts = [part.strip() for text in value or [] for part in str(text).split(",")]
        if not all(part.isascii() and part.isdigit() and len(part) < 18 for part in parts if part):
            raise forms.ValidationError(_("This is not on file."))
        return [int(part) for part in parts if part][:MOST_IDS]


class QuotesField(forms.Field):
    """Which posts are quoted: `12`, or `12|their words`, in fields of one name."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[tuple[int, str]]:
        quotes = []
        for text in value or []:
            number, _bar, words = str(text).partition("|")
            if not (number.isascii() and number.isdigit() and len(number) < 18):
                raise forms.ValidationError(_("The post you quote is not there any more."))
            quotes.append((int(number), words))
        return quotes


class PollFields(forms.Form):
    """A poll to hang on the words; nothing where neither question nor answers are given."""

    poll_question = forms.CharField(label=_("Question"), max_length=200, required=False)
    poll_options = forms.CharField(
        label=_("Answers, one on each line"), required=False, max_length=3000, widget=forms.Textarea({"rows": 3})
    )
    poll_kind = forms.ChoiceField(label=_("How people answer"), choices=Poll.Kind, required=False)
    poll_most = forms.IntegerField(
        label=_("At most"), required=False, min_value=1, max_value=12, help_text=_("For several answers.")
    )
    poll_shows = forms.ChoiceField(label=_("The result is shown"), choices=Poll.Shows, required=False)
    poll_closes = forms.DateTimeField(
        label=_("Closes by itself at"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    poll_anonymous = forms.BooleanField(label=_("Anonymous: nobody, ever, sees who voted what"), required=False)

    @property
    def poll(self) -> PollWish | None:
        """What was filled in, once the form is valid."""
        said = self.cleaned_data
        options = tuple(line.strip() for line in said["poll_options"].splitlines() if line.strip())
        if not said["poll_question"].strip() and not options:
            return None
        return PollWish(
            question=said["poll_question"],
            options=options,
            kind=said["poll_kind"] or Poll.Kind.SINGLE,
            most=said["poll_most"],
            is_anonymous=said["poll_anonymous"],
            shows=said["poll_shows"] or Poll.Shows.ALWAYS,
            closes_at=said["poll_closes"],
        )


class WordsForm(OnceForm):
    """Words that somebody writes, plain or rich; richtext judges them, so nothing is stripped or cut here."""

    source = forms.CharField(label=_("Your words"), strip=False, required=False, widget=forms.Textarea({"rows": 4}))
    format = forms.ChoiceField(choices=Post.Format, initial="text", required=False, widget=forms.HiddenInput)

    def clean_format(self) -> str:
        return self.cleaned_data["format"] or "text"


class PostForm(VoiceFields, PollFields, WordsForm):
    """An answer: beneath which post, quoting which, with which files, with a poll, with a name or without."""

    reply_to = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    quote = QuotesField(required=False)
    files = IdsField(required=False)  # type: ignore[assignment]  # a field of that name, not the uploads


class MessageForm(WordsForm):
    """Words to somebody; for a group perhaps its name."""

    name = forms.CharField(
        label=_("Name of the group"),
        max_length=120,
        required=False,
        help_text=_("So that everybody knows which talk this is, such as “Visit in Lyon”."),
    )
    files = IdsField(required=False)  # type: ignore[assignment]  # a field of that name, not the uploads
