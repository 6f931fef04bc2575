"""People: the user model."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts import words, zones
from core.accounts.models.stand_in import NameField, stand_in
from core.accounts.querysets import STAND_IN, PersonQuerySet
from core.accounts.roles import ADMINISTRATOR
from core.acts.prepared import Prepared

if TYPE_CHECKING:
    from core.accounts.models.grants import RoleGrant
    from core.accounts.models.profiles import Profile
    from core.accounts.models.units import Unit

HUES = 8


def today() -> date:
    """The date in UTC; a column's default must be a plain function."""
    return timezone.now().date()


class PersonManager(BaseUserManager["Person"]):
    """Makes people; e-mail is compared without case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=plain_email(username or ""))

    def make(self, *, email: str, name: str, password: str | None = None, **fields: Any) -> "Person":
        """Writes a person; without a password they cannot sign in until they set one."""
        person: Person = self.model(email=email, name=name, **fields)
        person.set_password(password)
        person.save()
        return person

    def stand_in(self) -> "Person":
        """Who stands where somebody's name is not said."""
        return stand_in(self)


def plain_email(address: str) -> str:
    """The one spelling under which an address is kept and looked for: trimmed, in small letters."""
    return address.strip().lower()


class Person(AbstractBaseUser):
    """Somebody of the company or a guest of it; the e-mail address is the sign-in name."""

    email = models.EmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("Somebody has this e-mail address already.")}
    )
    name = NameField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=2, choices=[("en", "English"), ("fr", "Français")], default="en"
    )
    zone = models.CharField(_("time zone"), max_length=64, default=zones.DEFAULT, validators=[zones.validate])
    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("unit")
    )
    job_role = models.ForeignKey(
        "accounts.JobRole", models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("job role")
    )
    manager = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("line manager")
    )
    is_external = models.BooleanField(_("from outside the company"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined = models.DateField(_("joined"), default=today)
    away_until = models.DateField(_("away until"), null=True, blank=True)
    about = models.TextField(_("about my work"), max_length=2000, blank=True)
    # The name without accents and capitals, after a space: so directories sort and search alike on every database.
    sought = models.CharField(max_length=400, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["sought", "id"], name="person_by_name")]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_unique_without_case"),
            models.CheckConstraint(
                condition=~models.Q(email="") & ~models.Q(name=""), name="person_has_email_and_name"
            ),
            models.CheckConstraint(condition=models.Q(language__in=["en", "fr"]), name="person_language_known"),
            models.CheckConstraint(
                condition=models.Q(manager=None) | ~models.Q(manager=models.F("id")), name="person_not_own_manager"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle()
        super().save(*args, **kwargs)

    def settle(self) -> None:
        """Brings the derived columns in line; `save` does it, a bulk write must."""
        self.email = plain_email(self.email)
        self.sought = f" {words.fold(self.name)}"[:400]

    @property
    def is_stand_in(self) -> bool:
        """Whether this is nobody, and only stands where a name is not said."""
        return self.email == STAND_IN

    @property
    def initials(self) -> str:
        """One letter of the first word of the name, one of the last: “Lena Hoffmann” → “LH”."""
        words = self.name.split()
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()

    @property
    def hue(self) -> int:
        """1 to 8, always the same for a person: which colour stands behind the initials."""
        return (self.pk or 0) % HUES + 1

    @property
    def works_on(self) -> list[str]:
        """The words for what they work on; lists come `with_profile`."""
        profile: Profile | None = getattr(self, "profile", None)
        return list(profile.works_on) if profile else []

    @property
    def languages(self) -> list[str]:
        """The codes of the languages they speak, that of their pages first."""
        profile: Profile | None = getattr(self, "profile", None)
        return [self.language, *(code for code in (profile.speaks if profile else []) if code != self.language)]

    @property
    def is_away(self) -> bool:
        """Whether “away until” still lies ahead, by the person's own calendar."""
        return self.away_until is not None and self.away_until >= timezone.localdate(timezone=zones.of(self.zone))

    @cached_property
    def grants(self) -> list["RoleGrant"]:
        """The roles this person holds and where: one query for a request."""
        return _grants_of.things(self.pk)

    def has_role(self, role: str, *, at: "Unit | None" = None) -> bool:
        """Whether the person is active and holds `role`: anywhere, or, with `at`, everywhere or over that unit."""
        return self.is_active and any(
            grant.role == role and (at is None or grant.unit is None or grant.unit.holds(at)) for grant in self.grants
        )

    def has_role_everywhere(self, role: str) -> bool:
        """Whether the person is active and holds `role` without the bounds of a unit."""
        return self.is_active and any(grant.role == role and grant.unit_id is None for grant in self.grants)

    @property
    def administers_everything(self) -> bool:
        """Whether nothing is beyond their bounds; for templates."""
        return self.has_role_everywhere(ADMINISTRATOR)

    def forget_grants(self) -> None:
        """Lets the next question read the roles again; for whoever has just changed them."""
        self.__dict__.pop("grants", None)


_grants_of = Prepared(lambda pk: Person(pk=pk).role_grants.select_related("unit"))
