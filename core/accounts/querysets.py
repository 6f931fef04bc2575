"""Words that chain over people, invitations, tokens."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.accounts import words
from core.accounts.roles import ADMINISTRATOR

# The address of who stands where a name is not said, under a name that never exists (RFC 2606): no mail reaches it,
# nobody signs in with it, and there is no account to administer.
STAND_IN = "a-colleague@nobody.invalid"

if TYPE_CHECKING:
    from core.accounts.models import ApiToken, FirstDay, Invitation, Person, Unit  # noqa: F401  (base classes name them in strings)


class PersonQuerySet(models.QuerySet["Person"]):
    """People, narrowed by words."""

    def active(self) -> Self:
        """Those who may sign in."""
        return self.filter(is_active=True)

    def visible_to(self, person: Any) -> Self:
        """Whom the person meets in the directory: active colleagues; a guest from outside meets only themselves."""
        if not person.is_authenticated or not person.is_active:
            return self.none()
        if person.is_external:
            return self.filter(pk=person.pk)
        return self.active()

    def known_to(self, person: Any) -> Self:
        """Whose page the person may open: whom they meet in the directory, and, for colleagues, who has left."""
        if not person.is_authenticated or not person.is_active or person.is_external:
            return self.visible_to(person)
        # Under a name that never exists (RFC 2606) stands nobody.
        return self.exclude(email__endswith=".invalid")

    def with_profile(self) -> Self:
        """With what they say of themselves, and where they belong, in the statement that reads them."""
        return self.select_related("profile", "unit", "job_role")

    def speaking(self, code: str) -> Self:
        """Those who speak a language."""
        return self.filter(Q(language=code) | Q(profile__spoken__contains=f" {code} "))

    def administered_by(self, person: Any) -> Self:
        """Whose account the person may change: as administrator of everything, or of a unit above theirs."""
        if not person.is_authenticated or not person.has_role(ADMINISTRATOR):
            return self.none()
        if person.has_role_everywhere(ADMINISTRATOR):
            return self.exclude(email=STAND_IN)
        mine = [grant.unit for grant in person.grants if grant.role == ADMINISTRATOR]
        beyond = self.model._default_manager.filter(role_grants__role=ADMINISTRATOR).filter(
            Q(role_grants__unit=None) | ~beneath(mine, "role_grants__unit__path")
        )
        return self.filter(beneath(mine, "unit__path")).exclude(pk__in=beyond.values("pk"))

    def in_state(self, state: str) -> Self:
        """`left`: deactivated; `waiting`: active, but never signed in; anything else: active."""
        if state == "left":
            return self.filter(is_active=False)
        return self.active().filter(last_login=None) if state == "waiting" else self.active()

    def within(self, unit: "Unit") -> Self:
        """Those of a unit or of any unit beneath it."""
        return self.filter(beneath([unit], "unit__path"))

    def named(self, text: str) -> Self:
        """Those of whom each word of `text` begins a word of the name, accents and capitals aside."""
        found = self
        for word in words.fold(text).split():
            found = found.filter(sought__contains=f" {word}")
        return found

    def by_name(self) -> Self:
        """In the order of a directory; the key makes it total."""
        return self.order_by("sought", "pk")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, narrowed by words."""

    def open(self) -> Self:
        """Neither accepted nor withdrawn; perhaps expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def usable(self) -> Self:
        """Whose link still opens."""
        return self.open().filter(expires_at__gt=timezone.now(), person__is_active=True)

    def unsent(self) -> Self:
        """Whose mail has not left yet."""
        return self.usable().filter(sent_at=None)

    def administered_by(self, person: Any) -> Self:
        """Of people whom the person administers."""
        people: Any = self.model._meta.get_field("person").related_model
        return self.filter(person__in=people.objects.administered_by(person))


class FirstDayQuerySet(models.QuerySet["FirstDay"]):
    """First days, narrowed by words."""

    def open(self) -> Self:
        """Those whose questions wait."""
        return self.filter(state="open")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """API tokens, narrowed by words."""

    def kept(self) -> Self:
        """Not revoked; perhaps expired."""
        return self.filter(revoked_at=None)

    def usable(self) -> Self:
        """With which a program may still come."""
        return self.kept().filter(expires_at__gt=timezone.now(), person__is_active=True)


def beneath(units: "list[Any]", path: str) -> Q:
    """A condition: `path` is one of the units' or stands beneath it. Nothing stands beneath no unit."""
    condition = Q(pk__in=[])
    for unit in units:
        condition |= Q(**{f"{path}__startswith": unit.path})
    return condition
