"""Mail of accounts, which leaves after the act: invitations, new passwords."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from core.accounts import actions, zones
from core.accounts.models import Invitation, Person
from core.acts.jobs import carry_each, job


@job
def send_invitation(*, invitation_id: int) -> None:
    """Sends one invitation that waits; what fails stays due, and the sweep sends it."""
    carry_each(Invitation.objects.unsent().filter(pk=invitation_id), _send_invitation)


def send_invitations() -> int:
    """Sends every invitation whose job was lost."""
    return carry_each(Invitation.objects.unsent(), _send_invitation)


@job
def send_password_reset(*, email: str, language: str) -> None:
    """Sends the link for a new password, if the address is an active person's; nobody is told whether it is."""
    person = Person.objects.active().filter(email=email).first()
    if person is None:
        return
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}).replace("UID-KEY", key)
    _mail(person, "accounts/mail/password_reset", {"url": settings.ORIGIN + path})


def _send_invitation(invitation: Invitation) -> None:
    key = actions.make_link_key(invitation=invitation)
    if key is None:
        return
    context: dict[str, object] = {
        "url": settings.ORIGIN + reverse("accounts:invitation", args=[key]),
        "invited_by": invitation.invited_by,
        "expires_at": invitation.expires_at,
    }
    _mail(invitation.person, "accounts/mail/invitation", context)
    actions.note_sent(key=key)


def _mail(person: Person, template: str, context: dict[str, object]) -> None:
    """Writes in the language, and tells the time of the zone, of whoever reads."""
    with translation.override(person.language), timezone.override(zones.of(person.zone)):
        context = context | {"person": person, "site": settings.ORIGIN}
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
        send_mail(subject, render_to_string(f"{template}.txt", context), None, [person.email])
