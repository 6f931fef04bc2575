"""What people do with accounts."""

from core.accounts.actions.first_day import (
    answer_first_day,
    end_first_act,
    keep_first_answers,
    offer_first_act,
    skip_first_day,
)
from core.accounts.actions.former import make_former
from core.accounts.actions.imports import import_people
from core.accounts.actions.invitations import (
    accept_invitation,
    invite,
    invite_person,
    make_link_key,
    note_sent,
    resend_invitation,
    withdraw_invitation,
)
from core.accounts.actions.passwords import ask_for_password_reset, change_password
from core.accounts.actions.people import change_person, deactivate, reactivate, update_profile
from core.accounts.actions.roles import grant_role, take_role
from core.accounts.actions.sessions import end_session, end_sessions, sign_out
from core.accounts.actions.tokens import create_token, note_use, revoke_token
from core.accounts.actions.units import add_unit, change_unit

__all__ = [
    "accept_invitation",
    "add_unit",
    "answer_first_day",
    "ask_for_password_reset",
    "change_password",
    "change_person",
    "change_unit",
    "create_token",
    "deactivate",
    "end_first_act",
    "end_session",
    "end_sessions",
    "grant_role",
    "import_people",
    "invite",
    "invite_person",
    "keep_first_answers",
    "make_former",
    "make_link_key",
    "note_sent",
    "note_use",
    "offer_first_act",
    "reactivate",
    "resend_invitation",
    "revoke_token",
    "sign_out",
    "skip_first_day",
    "take_role",
    "update_profile",
    "withdraw_invitation",
]
