"""What authors and readers of the library type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.library.models import Contributor, Draft, LearningObject
from core.library.queries import Asked
from core.library.queries.catalogue import DURATIONS
from core.ui.forms import OnceModelForm

ORDERS = {"best": _("Best match first"), "new": _("Newest first"), "title": _("By title"), "short": _("Shortest first")}


class CatalogueForm(forms.Form):
    """What somebody asks the catalogue for; what makes no sense is left out, never an error."""

    words = forms.CharField(label=_("Search the library"), required=False, max_length=200)
    kind = forms.ChoiceField(choices=LearningObject.Kind.choices, required=False)
    language = forms.ChoiceField(choices=[("en", "en"), ("fr", "fr")], required=False)
    minutes = forms.ChoiceField(choices=list(DURATIONS.items()), required=False)
    area = forms.SlugField(max_length=40, required=False)
    job_role = forms.CharField(max_length=40, required=False)
    order = forms.ChoiceField(choices=list(ORDERS.items()), required=False)

    def asked(self) -> Asked:
        """What of it makes sense."""
        self.full_clean()
        return Asked(**self.cleaned_data)

    def order_in_force(self) -> str:
        """The order asked for; else the best match first, or without words the newest."""
        words, order = self.cleaned_data.get("words"), self.cleaned_data.get("order")
        return order if order and (words or order != "best") else ("best" if words else "new")


class StartForm(OnceModelForm):
    """The little that an object begins with."""

    content = forms.ChoiceField(
        label=_("What people open"),
        choices=[
            (Draft.Content.PAGE, _("A page that I write here")),
            (Draft.Content.FILE, _("A file: PDF or image")),
            (Draft.Content.LINK, _("A link to another site")),
        ],
        widget=forms.RadioSelect,
        initial=Draft.Content.PAGE,
    )

    class Meta:
        model = LearningObject
        fields = ["title", "code", "kind", "language"]
        help_texts = {
            "code": _("Capitals and digits with hyphens, such as CARD-ONB-012. It stays for ever."),
        }

    def validate_unique(self) -> None:
        """Left to the act: a form that is sent twice finds the code taken by itself."""

    @property
    def described(self) -> dict[str, Any]:
        """The fields of the object."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class DescriptionForm(forms.ModelForm[LearningObject]):
    """What is said about an object."""

    class Meta:
        model = LearningObject
        fields = [
            "title",
            "code",
            "summary",
            "objectives",
            "kind",
            "language",
            "minutes",
            "level",
            "mode",
            "share",
            "area",
            "keywords",
            "confidentiality",
            "audience",
            "accessibility",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "objectives": forms.Textarea(attrs={"rows": 4}),
            "accessibility": forms.Textarea(attrs={"rows": 2}),
            "audience": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "summary": _("One or two sentences: what is it for?"),
            "objectives": _("One a line: what somebody can do afterwards."),
            "keywords": _("With commas between them."),
            "share": _("How people learn from it: by doing, from each other, or taught."),
            "audience": _("Leave all unticked when it is for everybody."),
            "accessibility": _("Captions, transcript, what a screen reader meets."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = bool(self.instance.published_id)

    @property
    def described(self) -> dict[str, Any]:
        """The fields of the object, but for its audience."""
        return {name: value for name, value in self.cleaned_data.items() if name != "audience"}


class ContentForm(forms.Form):
    """The words, the file or the address of a draft."""

    content = forms.ChoiceField(label=_("What people open"), choices=Draft.Content.choices, widget=forms.RadioSelect)
    source = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 18}), strip=False)
    format = forms.ChoiceField(choices=[("text", "text"), ("html", "html")], required=False, widget=forms.HiddenInput)
    upload = forms.FileField(label=_("File"), required=False, help_text=_("PDF, PNG, JPEG, WebP or GIF."))
    url = forms.URLField(
        label=_("Address"), required=False, max_length=1000, assume_scheme="https", help_text=_("Begins with https://.")
    )
    change_note = forms.CharField(
        label=_("What changed"),
        required=False,
        max_length=300,
        help_text=_("Readers see this beside the version. The first version needs none."),
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PublishForm(forms.Form):
    """The note that goes with a version."""

    change_note = forms.CharField(label=_("What changed"), required=False, max_length=300)


class RetireForm(forms.Form):
    """Why an object leaves the catalogue, and what takes its place."""

    reason = forms.CharField(label=_("Why"), max_length=300)
    superseded_by = forms.CharField(
        label=_("Code of the object that replaces it"), required=False, max_length=40, help_text=_("If there is one.")
    )

    def __init__(self, *args: Any, keeper: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeper = keeper

    def clean_superseded_by(self) -> LearningObject | None:
        """The object of that code, if the person may see one."""
        code = self.cleaned_data["superseded_by"].strip().upper()
        if not code:
            return None
        found = LearningObject.objects.visible_to(self.keeper).filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("There is no object of this code."))
        return found


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class ContributorForm(forms.Form):
    """A colleague who is to work on an object."""

    email = forms.EmailField(label=_("Colleague’s e-mail"))
    part = forms.ChoiceField(label=_("As"), choices=Contributor.Part.choices)

    def clean_email(self) -> Person:
        """The active person of that address."""
        found = Person.objects.active().filter(email=self.cleaned_data["email"].strip().lower()).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has this address."))
        return found
