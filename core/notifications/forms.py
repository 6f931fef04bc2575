"""How a person says by which ways they wish to be told, and when not."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.notifications.kinds_of_notice import NoticeKind
from core.notifications.models import Attention
from core.notifications.ways import Cadence, Mail, Way

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class WaysForm(forms.Form):
    """A box for the bell and a choice of mail, for each kind of notice."""

    def __init__(self, *args: Any, ways: list[tuple[NoticeKind, Way]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind, _way in ways]
        for kind, way in ways:
            labels = {"label": kind.label}
            bell = _("%(label)s: in the bell") % labels
            mail = _("%(label)s: by e-mail") % labels
            self.fields[f"{kind.name}-bell"] = forms.BooleanField(label=bell, required=False, initial=way.bell)
            self.fields[f"{kind.name}-mail"] = forms.ChoiceField(label=mail, choices=Mail.choices, initial=way.mail)

    def rows(self) -> list[tuple[NoticeKind, Any, Any]]:
        """Each kind with its two fields."""
        return [(kind, self[f"{kind.name}-bell"], self[f"{kind.name}-mail"]) for kind in self.kinds]

    def ways(self) -> dict[str, Way]:
        """What was chosen, by the kind's name."""
        said = self.cleaned_data
        return {kind.name: Way(said[f"{kind.name}-bell"], Mail(said[f"{kind.name}-mail"])) for kind in self.kinds}


class AttentionForm(forms.Form):
    """When the digest leaves, and the quiet hours."""

    digest = forms.ChoiceField(label=_("The digest comes"), choices=Cadence.choices)
    digest_day = forms.TypedChoiceField(
        label=pgettext_lazy("weekday", "On"), choices=list(WEEKDAYS.items()), coerce=int
    )
    digest_hour = forms.TypedChoiceField(label=pgettext_lazy("hour", "At"), choices=HOURS, coerce=int)
    is_quiet = forms.BooleanField(label=_("Quiet hours"), required=False)
    quiet_from = forms.TimeField(
        label=pgettext_lazy("hour", "From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=pgettext_lazy("hour", "Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    team_mail = forms.BooleanField(
        label=_("A mail about my team on Monday, at the same hour"),
        help_text=_("Figures of five people or more, never of one."),
        required=False,
    )
    quiet_days = forms.MultipleChoiceField(
        label=_("Quiet all day on"),
        choices=[(str(day), name) for day, name in WEEKDAYS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, leads_a_team: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leads_a_team:
            del self.fields["team_mail"]

    @staticmethod
    def said_in(attention: Attention) -> dict[str, Any]:
        """What holds now, as the form begins."""
        usual, is_off = Attention(), attention.quiet_from == attention.quiet_until
        return {
            "digest": attention.digest,
            "digest_day": attention.digest_day,
            "digest_hour": attention.digest_hour,
            "team_mail": attention.team_mail,
            "is_quiet": not is_off,
            "quiet_from": usual.quiet_from if is_off else attention.quiet_from,
            "quiet_until": usual.quiet_until if is_off else attention.quiet_until,
            "quiet_days": list(attention.quiet_days),
        }

    def digest_fields(self) -> Iterator[Any]:
        """What says when the digest leaves."""
        return (self[name] for name in ("digest", "digest_day", "digest_hour"))

    def chosen_digest(self) -> dict[str, Any]:
        """What was chosen of the digest."""
        said = self.cleaned_data
        return {"cadence": Cadence(said["digest"]), "day": said["digest_day"], "hour": said["digest_hour"]}

    def chosen_team_mail(self) -> bool | None:
        """Whether the Monday mail is wished for; None for who is not asked."""
        return self.cleaned_data.get("team_mail")

    def chosen_quiet(self) -> dict[str, Any]:
        """What was chosen of quiet: equal times leave no quiet hour."""
        said = self.cleaned_data
        start, end = (said["quiet_from"], said["quiet_until"]) if said["is_quiet"] else (time(), time())
        return {"start": start, "end": end, "days": "".join(said["quiet_days"])}


class DeviceForm(forms.Form):
    """What a browser says of itself when its person wishes to be told there."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)
