"""Inviting somebody, and taking the invitation up."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts import keys, rules
from core.accounts.actions.first_day import await_first_days, need_not_ask
from core.accounts.actions.passwords import change_password
from core.accounts.actions.people import update_profile
from core.accounts.actions.roles import grant_role
from core.accounts.facts import PeopleJoined, PersonInvited
from core.accounts.models import Invitation, JobRole, Person, Unit, plain_email
from core.accounts.models.invitations import expiry
from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail


@action
def invite(
    *,
    email: str,
    name: str,
    by: Person,
    unit: Unit | None = None,
    job_role: JobRole | None = None,
    role: str = "",
    language: str = "en",
    is_external: bool = False,
) -> Invitation:
    """Makes an account without a password and sends its owner the link to take possession of it."""
    if not rules.can_place_in(by, unit):
        raise Refused("accounts.beyond_your_bounds", _("You do not administer that unit."), field="unit")
    if Person.objects.filter(email=plain_email(email)).exists():
        raise Refused("accounts.email_taken", _("Somebody has this e-mail address already."), field="email", status=422)
    person = Person.objects.make(
        email=email, name=name, unit=unit, job_role=job_role, language=language, is_external=is_external
    )
    await_first_days([(person, ())])
    state(PeopleJoined(person_ids=[person.pk]))
    trail.record(by, "accounts.person_added", person, None, {"email": person.email, "unit": unit and unit.code})
    if role:
        grant_role(person=person, role=role, unit=None if rules.can_grant(by, role, None) else unit, by=by)
    return invite_person(person=person, by=by)


@action
def invite_person(*, person: Person, by: Person | None) -> Invitation:
    """Invites somebody whose account came from a file and has no password yet. `by` is None for the operator."""
    if by is not None and not rules.can_administer(by, person):
        raise Refused("accounts.beyond_your_bounds", _("You do not administer this account."))
    if not person.is_active or person.has_usable_password():
        raise Refused(
            "accounts.has_password",
            _("%(name)s can sign in already, or may not. A new password comes by “Forgotten password”.")
            % {"name": person.name},
            status=409,
        )
    invitation, is_new = Invitation.objects.open().get_or_create(person=person, defaults={"invited_by": by})
    if is_new:
        trail.record(by, "accounts.invited", person, None, {"email": person.email})
        state(PersonInvited(invitation_id=invitation.pk))
    return invitation


@action
def resend_invitation(*, invitation: Invitation, by: Person) -> Invitation:
    """Sends a fresh link; the one before opens no more."""
    invitation = _locked(invitation)
    _refuse_unless_open(invitation, by)
    invitation.expires_at, invitation.key_hash, invitation.sent_at, invitation.claimed_until = (
        expiry(),
        None,
        None,
        None,
    )
    invitation.save(update_fields=["expires_at", "key_hash", "sent_at", "claimed_until"])
    state(PersonInvited(invitation_id=invitation.pk))
    return invitation


@action
def withdraw_invitation(*, invitation: Invitation, by: Person) -> Invitation:
    """Closes the link; the account stays, without a password, until somebody deactivates or invites it again."""
    invitation = _locked(invitation)
    _refuse_unless_open(invitation, by)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    trail.record(by, "accounts.invitation_withdrawn", invitation.person, None, None)
    return invitation


@action
def accept_invitation(*, invitation: Invitation, password: str, language: str, zone: str) -> Person:
    """Sets the first password, language and zone; the link is used up."""
    invitation = _locked(invitation)
    if not Invitation.objects.usable().filter(pk=invitation.pk).exists():
        raise Refused(
            "accounts.invitation_over", _("This invitation is no longer valid. Ask for a new one."), status=409
        )
    invitation.accepted_at, invitation.key_hash = timezone.now(), None
    invitation.save(update_fields=["accepted_at", "key_hash"])
    person = invitation.person
    update_profile(person=person, language=language, zone=zone)
    need_not_ask(person, ("language", "zone"))
    change_password(person=person, password=password)
    trail.record(person, "accounts.invitation_accepted", person, None, None)
    return person


@action
def make_link_key(*, invitation: Invitation) -> str | None:
    """The key for the mail that is about to leave; None when the invitation is over meanwhile."""
    invitation = _locked(invitation)
    if not Invitation.objects.usable().filter(pk=invitation.pk).exists():
        return None
    key = keys.new_link_key()
    invitation.key_hash = keys.digest(key)
    invitation.save(update_fields=["key_hash"])
    return key


@action
def note_sent(*, key: str) -> None:
    """The mail with this key has left; nothing where another has been asked for meanwhile."""
    sent = Invitation.objects.filter(key_hash=keys.digest(key))
    sent.update(sent_at=timezone.now(), claimed_until=None)


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person__unit")
        .get(pk=invitation.pk)
    )


def _refuse_unless_open(invitation: Invitation, by: Person) -> None:
    if not rules.can_administer(by, invitation.person):
        raise Refused("accounts.beyond_your_bounds", _("You do not administer this account."))
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused("accounts.invitation_over", _("This invitation is over."), status=409)
