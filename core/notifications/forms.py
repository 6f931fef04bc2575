"""How a person says by which ways they wish to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.notifications.kinds_of_notice import NoticeKind
from core.notifications.queries import Way


class WaysForm(forms.Form):
    """A box for the bell and a box for e-mail, for each kind of notice."""

    def __init__(self, *args: Any, ways: list[tuple[NoticeKind, Way]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind, _way in ways]
        for kind, way in ways:
            labels = {"label": kind.label}
            bell = _("%(label)s: in the bell") % labels
            mail = _("%(label)s: by e-mail") % labels
            self.fields[f"{kind.name}-bell"] = forms.BooleanField(label=bell, required=False, initial=way.bell)
            self.fields[f"{kind.name}-mail"] = forms.BooleanField(label=mail, required=False, initial=way.mail)

    def rows(self) -> list[tuple[NoticeKind, Any, Any]]:
        """Each kind with its two boxes."""
        return [(kind, self[f"{kind.name}-bell"], self[f"{kind.name}-mail"]) for kind in self.kinds]

    def ways(self) -> dict[str, Way]:
        """What was chosen, by the kind's name."""
        said = self.cleaned_data
        return {kind.name: Way(said[f"{kind.name}-bell"], said[f"{kind.name}-mail"]) for kind in self.kinds}
