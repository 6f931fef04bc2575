"""What happens to notices, and to the mails that go out and come in."""

from core.notifications.actions.crowds import notify_crowd
from core.notifications.actions.digests import book_digests, book_team_mails, forget_old_digests
from core.notifications.actions.mails import claim_mail, hold_mail, postpone_mail, settle_mail
from core.notifications.actions.notices import (
    bring_back,
    clear_about_any,
    forget_gone,
    notify,
    read_about,
    read_about_any,
    read_all,
    read_notice,
)
from core.notifications.actions.preferences import (
    choose_digest,
    choose_everything,
    choose_preset,
    choose_quiet,
    choose_team_mail,
    choose_ways,
    end_pause,
    pause,
)
from core.notifications.actions.pushes import (
    claim_push,
    forget_device,
    forget_devices_of,
    forget_devices_of_session,
    forget_old_pushes,
    postpone_push,
    push_to,
    settle_push,
)
from core.notifications.actions.received import keep_outcome
from core.notifications.actions.stopping import stop_mails, take_stop_back

__all__ = [
    "book_digests",
    "book_team_mails",
    "bring_back",
    "choose_digest",
    "choose_everything",
    "choose_preset",
    "choose_quiet",
    "choose_team_mail",
    "choose_ways",
    "claim_mail",
    "claim_push",
    "clear_about_any",
    "end_pause",
    "forget_device",
    "forget_devices_of",
    "forget_devices_of_session",
    "forget_gone",
    "forget_old_digests",
    "forget_old_pushes",
    "hold_mail",
    "keep_outcome",
    "notify",
    "notify_crowd",
    "pause",
    "postpone_mail",
    "postpone_push",
    "push_to",
    "read_about",
    "read_about_any",
    "read_all",
    "read_notice",
    "settle_mail",
    "settle_push",
    "stop_mails",
    "take_stop_back",
]
