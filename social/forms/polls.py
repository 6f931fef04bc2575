"""What people fill in to ask by a poll, and to vote."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused
from social.forms.words import PostForm
from social.models import Poll


class PollForm(PostForm):
    """A post that asks, on a page of its own: here the question and its answers are needed."""

    field_order = [
        "poll_question",
        "poll_options",
        "poll_kind",
        "poll_most",
        "poll_shows",
        "poll_closes",
        "poll_anonymous",
        "source",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("poll_question", "poll_options"):
            self.fields[name].required = True


class VoteForm(forms.Form):
    """A vote: the numbers of the options chosen, or for each option its place (`place-2`)."""

    def __init__(self, data: "MultiValueDict[str, str]", *, poll: Poll) -> None:
        super().__init__(data)
        self.sent = data
        self.poll = poll

    @property
    def choices(self) -> list[int]:
        """What was chosen, in order; nonsense counts as nothing."""
        if self.poll.kind != Poll.Kind.RANKED:
            return [int(text) for text in self.sent.getlist("choice") if _is_number(text)]
        places = [(self.sent.get(f"place-{number}", ""), number) for number in range(1, len(self.poll.options) + 1)]
        given = [(int(text), number) for text, number in places if _is_number(text)]
        if len({place for place, _number in given}) < len(given):
            raise Refused("social.bad_poll", _("Each place is given once."), field="choices", status=422)
        return [number for _place, number in sorted(given)]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4
