"""What people fill in to talk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.forms.choices import JobRoleField, UnitField
from core.acts.refusals import Refused
from core.ui.forms import OnceForm
from social.actions import PollWish
from social.models import Poll, Post, Role, Space, Tag, Thread
from social.models import Flag, Post, Role, SafetyCase, Sanction, Space, Thread, WatchWord

if TYPE_CHECKING:
    from core.accounts.models import JobRole, Person, Unit

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


class TagsField(forms.CharField):
    """Tags, with commas between."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"label": _("Tags"), "help_text": _("Up to five, with commas between.")}
        super().__init__(**{**words, "max_length": 400, **kwargs})

    def clean(self, value: Any) -> list[str]:
        return [word.strip() for word in (super().clean(value) or "").split(",") if word.strip()]


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


class PostForm(PollFields, WordsForm):
    """An answer: beneath which post, quoting which, with which files, with a poll."""

    reply_to = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    quote = QuotesField(required=False)
    files = IdsField(required=False)  # type: ignore[assignment]  # a field of that name, not the uploads


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
    tag = forms.MultipleChoiceField(
        label=_("Words that fit what it hangs on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    asks = forms.BooleanField(
        label=_("Ask everybody to acknowledge it (announcements only)"),
        required=False,
        help_text=_("“I have read this”, with name and time. You choose the day in the next step."),
    )
    field_order = ["title", "space", "kind", "language", "source"]

    def __init__(self, *args: Any, spaces: Any, may_announce: bool, terms: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].choices = [(term, term) for term in terms]  # type: ignore[attr-defined]
        self.fields["space"].queryset = spaces  # type: ignore[attr-defined]
        if not may_announce:
            del self.fields["asks"]
        kinds = [each for each in Thread.Kind.choices if may_announce or each[0] != Thread.Kind.ANNOUNCEMENT]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class TitleForm(forms.Form):
    """Another title for a thread."""

    title = forms.CharField(label=_("Title"), max_length=200)


class SpaceForm(OnceForm):
    """A community to found or to change."""

    name = forms.CharField(label=_("Name"), max_length=120)
    openness = forms.ChoiceField(
        label=_("Who may read"),
        choices=[("open", pgettext_lazy("space", "Open")), ("closed", _("Closed")), ("secret", _("Secret"))],
        widget=forms.RadioSelect,
        help_text=format_lazy("{}. {}. {}.", *Space.Openness.labels),
    )
    about = forms.CharField(
        label=_("What it is for"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Two sentences: what people find here, and who it is for."),
    )
    language = forms.ChoiceField(label=_("Main language"), choices=settings.LANGUAGES)


class NoteForm(forms.Form):
    """A word to the moderators, from who asks to join."""

    note = forms.CharField(label=_("A word to the moderators"), max_length=500, required=False)


class MemberForm(forms.Form):
    """Somebody to add or to invite, found by name or e-mail."""

    person = forms.CharField(label=_("Name or e-mail"), max_length=200)
    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.MEMBER, required=False)

    def __init__(self, *args: Any, seen_by: "Person", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen_by = seen_by

    def clean_person(self) -> "Person":
        words = " ".join(self.cleaned_data["person"].split())
        people = get_user_model().objects.visible_to(self.seen_by)
        found = list(people.filter(Q(email__iexact=words) | Q(name__iexact=words))[:2])
        if not found:
            raise forms.ValidationError(_("Nobody of that name or e-mail is in the directory."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several people have that name. Write the e-mail."))
        return found[0]

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or Role.MEMBER


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(choices=Role)


class ElsewhereForm(forms.Form):
    """Where a question is answered instead: a pasted link, or words to find it by."""

    where = forms.CharField(
        label=_("Link, or some words"),
        max_length=500,
        help_text=_("Paste the address of the talk or post, or write words that stand in it."),
    )


class ReasonForm(OnceForm):
    """Why posts are moved; it stands on the trail."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("One sentence, for whoever asks later.")
    )


class SpaceChoiceForm(forms.Form):
    """A space to which a talk goes."""

    to = forms.ModelChoiceField(label=_("Where to"), queryset=Space.objects.none())

    def __init__(self, *args: Any, spaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = spaces  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """A new thread for posts that are taken out of another."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What it is about, as you would ask a colleague.")
    )
    to = forms.ModelChoiceField(label=_("Where"), queryset=Space.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("What it is"), choices=Thread.Kind, initial=Thread.Kind.DISCUSSION)

    def __init__(self, *args: Any, spaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = spaces  # type: ignore[attr-defined]


class WhereForm(forms.Form):
    """Another talk: a pasted link, or words to find it by."""

    where = forms.CharField(
        label=_("Link, or some words"),
        max_length=500,
        help_text=_("Paste the address of the talk, or write words that stand in it."),
    )


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


class BookmarkForm(forms.Form):
    """A note, and when to be reminded."""

    note = forms.CharField(
        label=_("Note for myself"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    when = forms.ChoiceField(label=_("Remind me"), required=False, widget=forms.RadioSelect)
    remind_at = forms.DateTimeField(
        label=_("Day and time"),
        required=False,
        help_text=_("For a time of your own."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, moments: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moments = {moment.name: moment.at for moment in moments}
        own = [("", _("Never")), *((moment.name, moment.words) for moment in moments), ("at", _("At a time of my own"))]
        self.fields["when"].choices = own  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("when") == "at" and not said.get("remind_at") and "remind_at" not in self.errors:
            self.add_error("remind_at", _("Say at which time."))
        return said

    @property
    def time(self) -> Any:
        """When, once the form is valid; None for never."""
        said = self.cleaned_data
        return said["remind_at"] if said["when"] == "at" else self.moments.get(said["when"])


class LanguagesForm(forms.Form):
    """The languages one reads."""

    languages = forms.MultipleChoiceField(
        label=_("Languages I read"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
        help_text=_("Lists of talk show these first. What is addressed to you is always shown."),
    )


class MessageForm(WordsForm):
    """Words to somebody; for a group perhaps its name."""

    name = forms.CharField(
        label=_("Name of the group"),
        max_length=120,
        required=False,
        help_text=_("So that everybody knows which talk this is, such as “Visit in Lyon”."),
    )
    files = IdsField(required=False)  # type: ignore[assignment]  # a field of that name, not the uploads


class AskForm(forms.Form):
    """By when an announcement wishes to be acknowledged."""

    until = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Without a day it stays open until you end it. Who has not answered is reminded the day before."),
    )


class JoinRuleForm(forms.Form):
    """Who becomes a member by themselves."""

    unit = UnitField(label=_("Unit"), required=False, empty=_("Everywhere"))
    job_role = JobRoleField(label=_("Job role"), required=False, empty=_("Any"))

    def __init__(self, *args: Any, units: "list[Unit]", job_roles: "list[JobRole]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]
        self.fields["job_role"].offer(job_roles)  # type: ignore[attr-defined]


def _lines(label: Any, rows: int = 2, most: int = 1000, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=most, widget=forms.Textarea({"rows": rows}), help_text=help_text
    )


class SafetyFactsForm(OnceForm):
    """What is known of a safety event: every line helps, none is needed."""

    sort = forms.ChoiceField(
        label=_("What is it about?"), choices=SafetyCase.Sort, initial=SafetyCase.Sort.REACTION, required=False
    )
    who_told = _lines(
        _("Who told it?"), help_text=_("A doctor, a nurse, the patient, a relative: so that somebody can ask them.")
    )
    patient = _lines(
        _("Which patient?"),
        help_text=_("Age, sex, initials: whatever shows that it is one person. Never the full name."),
    )
    product = _lines(_("Which product?"), help_text=_("Name, strength, batch if you know it, and since when."))
    reaction = _lines(_("What happened?"), 3, 4000, _("What was seen, when, and how it went on."))
    seriousness = forms.ChoiceField(
        label=_("How serious is it?"),
        choices=[("", _("I do not know")), *SafetyCase.Seriousness.choices],
        required=False,
    )

    def clean_sort(self) -> str:
        return self.cleaned_data["sort"] or SafetyCase.Sort.REACTION

    @property
    def told(self) -> dict[str, Any]:
        """What the report knows."""
        names = ("sort", "who_told", "patient", "product", "reaction", "seriousness")
        return {name: self.cleaned_data[name] for name in names}


class SafetyEventForm(SafetyFactsForm):
    """Something heard outside the talk."""

    words = forms.CharField(
        label=_("What have you heard?"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("In your own words, as it was told to you."),
    )
    heard_on = forms.DateField(
        label=_("When did you hear of it?"), required=False, widget=forms.DateInput({"type": "date"})
    )
    field_order = ["words", "heard_on"]


class SafetyCaseForm(SafetyFactsForm):
    """The officers' form of a case, kept however little is known."""

    note = _lines(_("Note"), 2, 4000, _("For your colleagues. It stays in this case."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def told(self) -> dict[str, Any]:
        return {**super().told, "note": self.cleaned_data["note"]}


NO_PATIENT = _("It goes on the trail: write nothing of the patient.")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=NO_PATIENT)


class SentForm(forms.Form):
    """That a case is in the safety database."""

    sent_as = forms.CharField(label=_("Number in the safety database"), max_length=80, required=False)
    reason = forms.CharField(
        label=_("Why it is sent without what is missing"), max_length=500, required=False, help_text=NO_PATIENT
    )


class DuplicateForm(forms.Form):
    """That another case tells of the same."""

    reference = forms.CharField(label=_("Number of the other case"), max_length=16)
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=NO_PATIENT)


class RedactForm(forms.Form):
    """Other words for a post, without what points at a patient."""

    words = forms.CharField(
        label=_("What people will read instead"), max_length=10_000, widget=forms.Textarea({"rows": 4}), strip=False
    )
    title = forms.CharField(label=_("Title of the talk"), max_length=200, required=False)
    drops_files = forms.BooleanField(label=_("Take its files away too"), required=False, initial=True)
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=NO_PATIENT)

    def __init__(self, *args: Any, opens_talk: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not opens_talk:
            del self.fields["title"]


class WatchWordForm(forms.Form):
    """A word for the list."""

    text = forms.CharField(
        label=_("Word or words"), max_length=80, help_text=_("A * at the end stands for any ending: hospitalis*")
    )
    sort = forms.ChoiceField(label=_("Sort"), choices=WatchWord.Sort)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class PeriodForm(forms.Form):
    """From one day to another."""

    first = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(label=_("To"), widget=forms.DateInput({"type": "date"}))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") and said.get("last") and said["first"] > said["last"]:
            raise forms.ValidationError(_("The first day comes before the last."))
        return said


class FlagForm(forms.Form):
    """What is the matter with a post."""

    sort = forms.ChoiceField(label=_("What is it about?"), choices=Flag.Sort, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )


LENGTHS = [("hour", _("for an hour")), ("day", _("for a day")), ("week", _("for a week"))]


class SanctionForm(forms.Form):
    """A sanction: what, for how long, why. The person reads the reason."""

    sort = forms.ChoiceField(label=_("What"), choices=Sanction.Sort, widget=forms.RadioSelect)
    length = forms.ChoiceField(
        label=_("How long"), choices=LENGTHS, required=False, help_text=_("A warning has no end.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("The person reads it."))

    def __init__(self, *args: Any, may_remove: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_remove:
            kept = [each for each in Sanction.Sort.choices if each[0] != Sanction.Sort.REMOVE]
            self.fields["sort"].choices = kept  # type: ignore[attr-defined]


DEEDS = [
    ("dismiss", _("Leave the post as it is")),
    ("delete", _("Delete the post")),
    ("lock", _("Lock the talk")),
    ("warn", _("Warn its author")),
    ("pause", _("Have its author pause")),
]


class FlagAnswerForm(forms.Form):
    """What follows from the flags on a post."""

    deed = forms.ChoiceField(label=_("What to do"), choices=DEEDS)
    length = forms.ChoiceField(label=_("How long a pause"), choices=LENGTHS, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, leads: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leads:
            self.fields["deed"].choices = DEEDS[:2]  # type: ignore[attr-defined]
            del self.fields["length"]


class SlowForm(forms.Form):
    """How long everybody but who leads waits between two posts."""

    SECONDS = ((0, _("at once")), (30, _("30 seconds")), (60, _("1 minute")), (300, _("5 minutes")))
    seconds = forms.TypedChoiceField(
        label=_("Everybody may write again"),
        coerce=int,
        choices=[*SECONDS, (900, _("15 minutes")), (3600, _("1 hour"))],
    )


class SweepForm(forms.Form):
    """Why many posts are deleted, and up to which they were looked at."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
    up_to = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
