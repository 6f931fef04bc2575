"""Shape and wording of what people fill in about accounts."""

from core.accounts.forms.administration import DeactivationForm, InviteForm, PersonForm, RoleForm, UnitForm
from core.accounts.forms.directory import DirectoryFilter, PeopleFilter
from core.accounts.forms.first_day import FirstDayForm
from core.accounts.forms.own import AcceptForm, ProfileForm, ResetPasswordForm, TokenForm

__all__ = [
    "AcceptForm",
    "DeactivationForm",
    "DirectoryFilter",
    "FirstDayForm",
    "InviteForm",
    "PeopleFilter",
    "PersonForm",
    "ProfileForm",
    "ResetPasswordForm",
    "RoleForm",
    "TokenForm",
    "UnitForm",
]
