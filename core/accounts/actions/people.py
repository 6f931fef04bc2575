"""Changing people: their own profile, their place in the company, whether they may sign in."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts import rules, words
from core.accounts.actions.roles import keep_an_administrator
from core.accounts.actions.sessions import end_sessions
from core.accounts.facts import PeopleChanged, PersonDeactivated, PersonMoved, PersonReactivated
from core.accounts.models import Person, Profile, plain_email
from core.accounts.models.profiles import LONGEST_WORD, MOST_WORDS, SPOKEN
from core.accounts.queries import closes_a_circle
from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail

MOVES = ("unit", "job_role", "manager", "is_external")
ADMINISTERED = ("email", "name", *MOVES, "joined")
PROFILE = ("language", "zone", "about", "away_until")
SAID = ("works_on", "speaks")


@action
def update_profile(*, person: Person, **fields: Any) -> Person:
    """What people say of themselves: languages, zone, what they work on, until when they are away."""
    _only(fields, (*PROFILE, *SAID))
    said = {name: fields.pop(name) for name in SAID if name in fields}
    changed = _set(person, fields)
    if changed:
        person.save(update_fields=list(changed))
    if said or "about" in changed:
        changed |= _say(person, said)
    if changed & {"about", "works_on"}:
        state(PeopleChanged(person_ids=[person.pk]))
    return person


@action
def change_person(*, person: Person, by: Person | None, **fields: Any) -> Person:
    """What administrators say of somebody: address, name, unit, job role, manager; each change is on the trail."""
    _only(fields, ADMINISTERED)
    person = (
        Person.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "job_role", "manager")
        .get(pk=person.pk)
    )
    _refuse_unless_administered(by, person)
    if (
        by is not None
        and "unit" in fields
        and fields["unit"] != person.unit
        and not rules.can_place_in(by, fields["unit"])
    ):
        raise Refused("accounts.beyond_your_bounds", _("You do not administer that unit."), field="unit")
    if "email" in fields:
        fields["email"] = plain_email(fields["email"])
        _refuse_taken(fields["email"], person)
    refuse_circle(person, fields.get("manager"))
    old = {field: getattr(person, field) for field in fields}
    changed = _set(person, fields)
    if not changed:
        return person
    person.save()
    if "email" in changed:
        EmailAddress.objects.filter(user=person).delete()
    trail.record(by, "accounts.person_changed", person, _words(old, changed), _words(fields, changed))
    if changed & set(MOVES):
        state(PersonMoved(person_id=person.pk))
    state(PeopleChanged(person_ids=[person.pk]))
    return person


@action
def deactivate(*, person: Person, by: Person | None, reason: str) -> Person:
    """Ends an account: no more sign-in, sessions, sockets, API tokens. What the person wrote stays."""
    person = Person.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=person.pk)
    if by is not None and not rules.can_deactivate(by, person):
        raise Refused("accounts.cannot_deactivate", _("You cannot deactivate this account."))
    if not reason.strip():
        raise Refused("accounts.reason_missing", _("Say why: the trail keeps it."), field="reason", status=422)
    if not person.is_active:
        return person
    keep_an_administrator(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person=person)
    person.api_tokens.kept().update(revoked_at=timezone.now())
    person.invitations.open().update(withdrawn_at=timezone.now())
    trail.record(by, "accounts.deactivated", person, {"active": True}, {"active": False}, reason)
    state(PersonDeactivated(person_id=person.pk))
    state(PeopleChanged(person_ids=[person.pk]))
    return person


@action
def reactivate(*, person: Person, by: Person | None) -> Person:
    """Opens an account again; tokens and sessions stay gone."""
    person = Person.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=person.pk)
    _refuse_unless_administered(by, person)
    if person.is_active:
        return person
    person.is_active = True
    person.save(update_fields=["is_active"])
    trail.record(by, "accounts.reactivated", person, {"active": False}, {"active": True})
    state(PersonReactivated(person_id=person.pk))
    state(PeopleChanged(person_ids=[person.pk]))
    return person


def _say(person: Person, said: dict[str, Any]) -> set[str]:
    """Writes what stands beside the account, and gives what changed."""
    if "works_on" in said:
        said["works_on"] = _plain_words(said["works_on"])
    if "speaks" in said:
        said["speaks"] = [code for code in SPOKEN if code in set(said["speaks"])]
    profile = Profile.objects.select_for_update().filter(person=person).first() or Profile()
    profile.person = person
    changed = {name for name, value in said.items() if getattr(profile, name) != value}
    for name in changed:
        setattr(profile, name, said[name])
    profile.save()
    return changed


def _plain_words(said: Iterable[str]) -> list[str]:
    """Each word once, whatever its accents and capitals. Raises Refused for too many or too long ones."""
    plain: dict[str, str] = {}
    for word in (" ".join(each.split()) for each in said):
        if folded := words.fold(word):
            plain.setdefault(folded, word)
    if len(plain) > MOST_WORDS:
        text = _("Choose at most twelve: what colleagues should ask you about first.")
        raise Refused("accounts.too_many_words", text, field="works_on", status=422)
    if any(len(word) > LONGEST_WORD for word in plain.values()):
        text = _("Keep each under 60 characters, with commas between.")
        raise Refused("accounts.word_too_long", text, field="works_on", status=422)
    return list(plain.values())


def refuse_circle(person: Person, manager: Person | None) -> None:
    """Raises Refused when `manager` reports, however far up, to `person`."""
    if manager is not None and closes_a_circle(person, manager):
        raise Refused(
            "accounts.circular_manager",
            _("%(manager)s reports to %(person)s, so cannot be their manager.")
            % {"manager": manager.name, "person": person.name},
            field="manager",
            status=422,
        )


def _refuse_unless_administered(by: Person | None, person: Person) -> None:
    if by is not None and not rules.can_administer(by, person):
        raise Refused("accounts.beyond_your_bounds", _("You do not administer this account."))


def _refuse_taken(email: str, person: Person) -> None:
    if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
        raise Refused("accounts.email_taken", _("Somebody has this e-mail address already."), field="email", status=422)


def _only(fields: dict[str, Any], allowed: tuple[str, ...]) -> None:
    unknown = set(fields) - set(allowed)
    if unknown:
        raise TypeError(f"Not to be changed here: {', '.join(sorted(unknown))}.")


def _set(person: Person, fields: dict[str, Any]) -> set[str]:
    changed = {field for field, value in fields.items() if getattr(person, field) != value}
    for field in changed:
        setattr(person, field, fields[field])
    return changed


def _words(values: dict[str, Any], changed: set[str]) -> dict[str, Any]:
    return {field: value for field, value in values.items() if field in changed}
