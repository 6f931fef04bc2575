"""What people can be told of about the talk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.notifications.kinds_of_notice import NoticeKind, Told, notice_kind
from core.richtext import plain
from social.models import Post

EXCERPT = 400


def words_of(post: Post) -> str:
    """The beginning of a post as it is when the mail leaves; of a deleted one nothing."""
    return "" if post.is_deleted else plain(post.html)[:EXCERPT]


def is_restricted(post: Any) -> bool:
    """Whether no word may leave the house: the thread is open to some of its space's readers only."""
    return bool(post.thread.audience)


def members_url(told: Told) -> str:
    """Where requests to join are answered."""
    return reverse("social:members", args=[told.thing.pk])


MENTION = notice_kind(
    NoticeKind(
        name="social.mention",
        label=gettext_lazy("Somebody mentions me"),
        words=lambda told: _("%s mentioned you.") % told.by,
        why=gettext_lazy("Somebody mentioned you."),
        icon="at-sign",
        mail=True,
        excerpt=words_of,
        is_restricted=is_restricted,
    )
)
MESSAGE = notice_kind(
    NoticeKind(
        name="social.message",
        label=gettext_lazy("Somebody writes to me"),
        words=lambda told: _("%s wrote to you.") % told.by,
        why=gettext_lazy("Somebody wrote to you."),
        icon="message-circle",
        mail=True,
        excerpt=words_of,
        # The words are the talk's own; a group's name says which talk it is.
        title=lambda post: post.thread.direct.name,
        needs=("thread__direct",),
    )
)
ACKNOWLEDGE = notice_kind(
    NoticeKind(
        name="social.acknowledge",
        label=gettext_lazy("An announcement asks for my acknowledgement"),
        words=lambda told: (
            (
                _("Please say that you have read “%s”: it still waits for you.")
                if told.facts.get("reminder")
                else _("Please read “%s” and say that you have.")
            )
            % told.title
        ),
        why=gettext_lazy("An announcement in one of your spaces asks for your acknowledgement."),
        icon="clipboard-check",
        mail=True,
    )
)
TUTORS = notice_kind(
    NoticeKind(
        name="social.tutors",
        label=gettext_lazy("Somebody calls the tutors of my group"),
        words=lambda told: _("%s asks for a tutor.") % told.by,
        why=gettext_lazy("You are a tutor here."),
        icon="graduation-cap",
        mail=True,
        excerpt=words_of,
        is_restricted=is_restricted,
    )
)
ANSWER = notice_kind(
    NoticeKind(
        name="social.answer",
        label=gettext_lazy("Somebody answers me"),
        words=lambda told: _("%s answered you.") % told.by,
        why=gettext_lazy("Somebody answered what you wrote."),
        icon="reply",
        mail=True,
        excerpt=words_of,
        is_restricted=is_restricted,
    )
)
WATCHED = notice_kind(
    NoticeKind(
        name="social.watched",
        label=gettext_lazy("Something new in a talk or space that I watch"),
        words=lambda told: _("%s wrote in a talk that you watch.") % told.by,
        why=gettext_lazy("You watch this talk."),
        icon="bell-ring",
        excerpt=words_of,
        is_restricted=is_restricted,
    )
)
ASKED = notice_kind(
    NoticeKind(
        name="social.join_asked",
        label=gettext_lazy("Somebody asks to join a space that I lead"),
        words=lambda told: _("%(name)s asks to join “%(space)s”.") % {"name": told.by, "space": told.title},
        why=gettext_lazy("You lead this space."),
        icon="user-plus",
        url=members_url,
    )
)
LET_IN = notice_kind(
    NoticeKind(
        name="social.join_answered",
        label=gettext_lazy("My request to join is answered"),
        words=lambda told: (
            (_("You are a member of “%s” now.") if told.facts.get("accepted") else _("“%s” did not let you in."))
            % told.title
        ),
        why=gettext_lazy("You asked to join this space."),
        icon="door-open",
    )
)
INVITED = notice_kind(
    NoticeKind(
        name="social.invited",
        label=gettext_lazy("Somebody invites me to a space"),
        words=lambda told: _("%(name)s invites you to “%(space)s”.") % {"name": told.by, "space": told.title},
        why=gettext_lazy("Somebody invited you."),
        icon="mail-open",
        mail=True,
    )
)
ACCEPTED = notice_kind(
    NoticeKind(
        name="social.accepted",
        label=gettext_lazy("My answer is accepted"),
        words=lambda told: _("Your answer was accepted by %s.") % told.by,
        why=gettext_lazy("You gave the answer to a question."),
        icon="circle-check",
        mail=True,
        excerpt=words_of,
        is_restricted=is_restricted,
    )
)
POLL_CLOSED = notice_kind(
    NoticeKind(
        name="social.poll_closed",
        label=gettext_lazy("A poll of mine has closed"),
        words=lambda told: _("Your poll has closed: see what came out."),
        why=gettext_lazy("You asked this poll."),
        icon="vote",
        mail=True,
        is_restricted=is_restricted,
    )
)
REMINDER = notice_kind(
    NoticeKind(
        name="social.reminder",
        label=gettext_lazy("A reminder that I asked for"),
        words=lambda told: (
            _("You wanted to come back to “%s”.") % told.title if told.title else _("You wanted to come back to this.")
        ),
        why=gettext_lazy("You asked to be reminded."),
        icon="alarm-clock",
        urgent=True,
        mail=True,
        is_restricted=lambda thing: bool(getattr(getattr(thing, "thread", thing), "audience", "")),
    )
)
