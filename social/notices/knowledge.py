"""What people can be told of about answers that were confirmed, and job aids that came of them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.notifications.kinds_of_notice import NoticeKind, notice_kind
from social.notices import is_restricted, words_of

CONFIRMED = notice_kind(
    NoticeKind(
        name="social.confirmed",
        label=gettext_lazy("A tutor confirms my answer"),
        words=lambda told: _("%s confirmed your answer.") % told.by,
        why=gettext_lazy("You gave the answer to a question."),
        icon="badge-check",
        mail=True,
        excerpt=words_of,
        is_restricted=is_restricted,
    )
)
CONFIRMATION_LOST = notice_kind(
    NoticeKind(
        name="social.confirmation_lost",
        label=gettext_lazy("An answer that I confirmed was changed"),
        words=lambda told: _("An answer that you confirmed was changed since: look at it again."),
        why=gettext_lazy("You confirmed this answer."),
        icon="badge-check",
        is_restricted=is_restricted,
    )
)
PROMOTED = notice_kind(
    NoticeKind(
        name="social.promoted",
        label=gettext_lazy("My answer becomes a job aid"),
        words=lambda told: _("%s makes a job aid of your answer, and names you in it.") % told.by,
        why=gettext_lazy("You gave the answer to a question."),
        icon="file-text",
        mail=True,
        is_restricted=is_restricted,
    )
)
SOURCE_CHANGED = notice_kind(
    NoticeKind(
        name="social.source_changed",
        label=gettext_lazy("An answer that my job aid comes from was changed"),
        words=lambda told: _("An answer that “%s” comes from was changed: read both again.") % told.title,
        why=gettext_lazy("You own this learning object."),
        icon="history",
        url=lambda told: reverse("library:uses", args=[told.thing.pk]),
    )
)
