"""What happens to notices."""

from core.notifications.actions.mails import claim_mail, postpone_mail, settle_mail
from core.notifications.actions.notices import forget_gone, notify, read_about, read_about_any, read_all, read_notice
from core.notifications.actions.preferences import choose_ways

__all__ = [
    "choose_ways",
    "claim_mail",
    "forget_gone",
    "notify",
    "postpone_mail",
    "read_about",
    "read_about_any",
    "read_all",
    "read_notice",
    "settle_mail",
]
