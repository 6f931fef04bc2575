"""Entering, leaving and leading a space."""

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import access_changed, announce
from social import events, facts, rules
from social.models import Departure, FollowLevel, JoinRequest, Membership, Role, Sanction, Space
from social.queries.standings import is_invited, standing

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
def add_member(*, space: Space, person: "Person", by: "Person", role: str = Role.MEMBER) -> Membership:
    """Makes somebody a member, once. For rooms with a rule of their own; people use `bring_in` or `join_space`."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    membership, is_new = Membership.objects.get_or_create(space=space, person=person, defaults={"role": role})
    if not is_new:
        return membership
    Departure.objects.filter(space=space, person=person).delete()
    _hold_to_sanctions(membership, by)
    Space.objects.filter(pk=space.pk).update(member_count=F("member_count") + 1)
    JoinRequest.objects.filter(space=space, person=person, state__in=["asked", "invited"]).update(
        state=JoinRequest.State.ACCEPTED, answered_by=by, answered_at=timezone.now()
    )
    _tell(space, person, before="", role=role, by=by)
    return membership


def _hold_to_sanctions(membership: Membership, by: "Person") -> None:
    """Who leaves does not leave a pause behind, and who was removed does not come back by themselves before its end."""
    for made in Sanction.objects.running().filter(space=membership.space, person=membership.person):
        if made.sort == Sanction.Sort.REMOVE and by == membership.person:
            until = date_format(timezone.localtime(made.until), "DATETIME_FORMAT")
            text = _("You were removed from this space until %(until)s. You can read meanwhile what is open to all.")
            raise Refused("social.removed", text % {"until": until})
        if made.sort == Sanction.Sort.PAUSE:
            membership.muted_until = max(filter(None, [membership.muted_until, made.until]))
            membership.save(update_fields=["muted_until"])


@action
def remove_member(*, space: Space, person: "Person", by: "Person", reason: str = "") -> bool:
    """Ends a membership and what was inherited by it; False when there was none. For rooms with a rule of their own."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    membership = Membership.objects.filter(space=space, person=person).first()
    if membership is None:
        return False
    membership.delete()
    Space.objects.filter(pk=space.pk).update(member_count=F("member_count") - 1)
    _tell(space, person, before=membership.role, role="", by=by, reason=reason)
    return True


@action
def change_role(*, space: Space, person: "Person", role: str, by: "Person") -> Membership:
    """Gives a member another role. For rooms with a rule of their own; people use `appoint`."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    membership = Membership.objects.filter(space=space, person=person).first()
    if membership is None:
        raise Refused("social.not_a_member", _("This person is not a member any more."), status=409)
    before = membership.role
    if before != role:
        membership.role = role
        membership.save(update_fields=["role"])
        _tell(space, person, before=before, role=role, by=by)
    return membership


@action
def join_space(*, space: Space, person: "Person") -> Membership:
    """Enters an open space, or one that has invited the person."""
    where = standing(person, space)
    if where.is_own:
        return Membership.objects.get(space=space, person=person)
    if not rules.may_join(where):
        if where.is_removed:
            raise Refused("social.removed", _("You were removed from this space. You can read what is open to all."))
        raise Refused("social.may_not_join", _("You cannot join by yourself. Ask a moderator to let you in."))
    return add_member(space=space, person=person, by=person)


@action
def leave_space(*, space: Space, person: "Person") -> None:
    """Ends one's own membership, for good: no rule brings them back. The last who leads hands over first."""
    if not rules.may_leave(standing(person, space)):
        raise Refused("social.may_not_leave", _("You cannot leave here by yourself. Ask whoever runs it."))
    _refuse_without_lead(space, person)
    remove_member(space=space, person=person, by=person)
    Departure.objects.get_or_create(space=space, person=person)


@action
def bring_in(*, space: Space, moderator: "Person", person: "Person", role: str = Role.MEMBER) -> Membership:
    """Adds somebody without their asking."""
    _refuse_unless_managing(moderator, space)
    _refuse_archived(space)
    if not person.is_active:
        raise Refused("social.inactive", _("This person has no account any more."), field="person", status=422)
    return add_member(space=space, person=person, role=role, by=moderator)


@action
def send_away(*, space: Space, moderator: "Person", person: "Person", reason: str = "") -> None:
    """Ends somebody's membership; from this commit on they hear nothing, and where all may read they only read."""
    _refuse_unless_managing(moderator, space)
    _refuse_without_lead(space, person)
    remove_member(space=space, person=person, by=moderator, reason=reason)
    Departure.objects.update_or_create(space=space, person=person, defaults={"was_sent": True})


@action
def appoint(*, space: Space, moderator: "Person", person: "Person", role: str) -> Membership:
    """Gives a member another role; the last who leads keeps theirs."""
    _refuse_unless_managing(moderator, space)
    if role not in Role.values:
        raise Refused("social.no_such_role", _("There is no such role."), field="role", status=422)
    if role == Role.MEMBER:
        _refuse_without_lead(space, person)
    return change_role(space=space, person=person, role=role, by=moderator)


@action
def ask_to_join(*, space: Space, person: "Person", note: str = "") -> JoinRequest:
    """Asks the moderators of a closed space to let one in; asking again changes nothing."""
    where = standing(person, space)
    if not rules.may_ask_to_join(where):
        raise Refused("social.may_not_ask", _("There is nothing to ask here."))
    request, is_new = JoinRequest.objects.get_or_create(
        space=space,
        person=person,
        state__in=["asked", "invited"],
        defaults={"state": JoinRequest.State.ASKED, "asked_by": person, "note": note.strip()[:500]},
    )
    if is_new:
        state(facts.JoinAsked(request.pk, space.pk, person.pk))
    return request


@action
def accept_request(*, request: JoinRequest, moderator: "Person") -> Membership:
    """Lets in who asked."""
    _refuse_archived(request.space)
    _answer(request, moderator, JoinRequest.State.ACCEPTED)
    return add_member(space=request.space, person=request.person, by=moderator)


@action
def decline_request(*, request: JoinRequest, moderator: "Person") -> JoinRequest:
    """Does not let in who asked."""
    return _answer(request, moderator, JoinRequest.State.DECLINED)


@action
def invite(*, space: Space, member: "Person", person: "Person") -> JoinRequest | None:
    """Invites somebody: an open space is theirs to enter, a closed or secret one opens its door. None: already in."""
    if not rules.may_invite(standing(member, space)):
        raise Refused("social.may_not_invite", _("Only moderators invite people here."))
    if not person.is_active:
        raise Refused("social.inactive", _("This person has no account any more."), field="person", status=422)
    if Membership.objects.filter(space=space, person=person).exists():
        return None
    request, is_new = JoinRequest.objects.update_or_create(
        space=space,
        person=person,
        state__in=["asked", "invited"],
        defaults={"state": JoinRequest.State.INVITED, "asked_by": member},
    )
    if is_new:
        state(facts.PersonInvited(request.pk, space.pk, person.pk, member.pk))
    return request


@action
def accept_invitation(*, space: Space, person: "Person") -> Membership:
    """Enters by an invitation."""
    if not is_invited(person, space):
        raise Refused("social.not_invited", _("This invitation was withdrawn."))
    return join_space(space=space, person=person)


@action
def follow_space(*, space: Space, person: "Person", level: str) -> None:
    """Says how closely a member follows a space."""
    if level not in FollowLevel.values:
        raise Refused("social.no_such_level", _("There is no such level."), field="level", status=422)
    if not Membership.objects.filter(space=space, person=person).update(follow=level):
        raise Refused("social.not_a_member", _("Join first, then choose how to follow."), status=409)


def _answer(request: JoinRequest, moderator: "Person", answer: str) -> JoinRequest:
    """Settles a request once; who comes second hears that it is settled."""
    _refuse_unless_managing(moderator, request.space)
    settled = JoinRequest.objects.filter(pk=request.pk, state=JoinRequest.State.ASKED).update(
        state=answer, answered_by=moderator, answered_at=timezone.now()
    )
    if not settled:
        raise Refused("social.already_answered", _("Somebody has answered this request already."), status=409)
    request.refresh_from_db()
    accepted = answer == JoinRequest.State.ACCEPTED
    state(facts.JoinAnswered(request.pk, request.space_id, request.person_id, accepted, moderator.pk))
    return request


def _refuse_unless_managing(moderator: "Person", space: Space) -> None:
    if not rules.may_manage_members(standing(moderator, space)):
        raise Refused("social.not_a_moderator", _("Only moderators of this space manage its members."))


def _refuse_archived(space: Space) -> None:
    if space.is_archived:
        raise Refused("social.archived", _("This space is archived: it can be read, not continued."))


def _refuse_without_lead(space: Space, person: "Person") -> None:
    """A community is never left without somebody who leads it."""
    leading = set(
        Membership.objects.select_for_update().filter(space=space).leading().values_list("person_id", flat=True)
    )
    if leading == {person.pk}:
        raise Refused("social.last_moderator", _("Make somebody else a moderator first: nobody would lead this space."))


def _tell(space: Space, person: "Person", *, before: str, role: str, by: "Person", reason: str = "") -> None:
    """What follows from every change of membership: the trail, the fact, the scopes, the open pages."""
    trail.record(
        by,
        "social.membership",
        space,
        {"person": person.pk, "role": before} if before else None,
        {"person": person.pk, "role": role} if role else None,
        reason,
    )
    state(facts.MembershipChanged(space.pk, person.pk, before, role, by.pk))
    access_changed(space.scope)
    for child in space.children.all():
        access_changed(child.scope)
    announce(events.MemberChanged(space_id=space.pk, person_id=person.pk, role=role), to=space.stream, by=by)
