"""What people can be told of about the talk."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.kinds.registry import Ref
from core.notifications.kinds_of_notice import NoticeKind, Told, notice_kind
from core.notifications.places import Muting, Place, answers_go_to, can_be_muted, gathers_for_digests, surveys_teams
from core.richtext import plain
from social.actions import replying
from social.models import Post, Sanction
from social.queries.novelties import novelties
from social.queries.surveys import talk_of_team

EXCERPT = 400
IN_MAIL = ("thread__space",)


def words_of(post: Post) -> str:
    """The beginning of a post as it is when the mail leaves; of a hidden one nothing."""
    return "" if post.is_hidden else plain(post.html)[:EXCERPT]


def is_restricted(post: Any) -> bool:
    """Whether no word may leave the house: the thread is open to some of its space's readers only."""
    return bool(post.thread.audience)


def place_of(post: Any) -> Place:
    """The talk that a post stands in."""
    thread = post.thread
    url = f"{reverse('social:thread', args=[thread.pk])}?post={post.number}#post-{post.pk}"
    return Place(Ref("thread", thread.pk), thread.title, url, thread.space.name)


def members_url(told: Told) -> str:
    """Where requests to join are answered."""
    return reverse("social:members", args=[told.thing.pk])


def looks_url(told: Told) -> str:
    """Where somebody sees who has looked who they are, and why."""
    return reverse("social:post-who", args=[told.thing.pk])


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
        place=place_of,
        mail_needs=IN_MAIL,
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
        place=place_of,
        mail_needs=IN_MAIL,
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
        place=place_of,
        mail_needs=IN_MAIL,
    )
)
HERE = notice_kind(
    NoticeKind(
        name="social.here",
        label=gettext_lazy("Somebody who leads calls everybody in a small space"),
        words=lambda told: _("%s calls everybody here.") % told.by,
        why=gettext_lazy("You belong to this space."),
        icon="megaphone",
        mail=True,
        excerpt=words_of,
        is_restricted=is_restricted,
        place=place_of,
        mail_needs=IN_MAIL,
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
        place=place_of,
        mail_needs=IN_MAIL,
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
SPACE_OPENED = notice_kind(
    NoticeKind(
        name="social.space_opened",
        label=gettext_lazy("A space has opened to me"),
        words=lambda told: _("“%s” is open to you now.") % told.title,
        why=gettext_lazy("You are among the people for whom this space has opened."),
        icon="door-open",
        mail=True,
    )
)
SPACE_EXPORTED = notice_kind(
    NoticeKind(
        name="social.space_exported",
        label=gettext_lazy("A space that I asked for as a file is there"),
        words=lambda told: (
            (_("“%s” could not be written to a file.") if told.facts.get("fault") else _("“%s” lies ready as a file."))
            % told.title
        ),
        why=gettext_lazy("You asked for this space as a file."),
        icon="file-archive",
        url=lambda told: reverse("social:space-exports", args=[told.thing.pk]),
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
SAFETY_NEW = notice_kind(
    NoticeKind(
        name="social.safety_new",
        label=gettext_lazy("A safety event is reported (safety officers)"),
        words=lambda told: _("A new safety case: %s.") % told.title,
        why=gettext_lazy("You are a safety officer."),
        icon="shield-alert",
        mail=True,
        urgent=True,
    )
)
SAFETY_HALF = notice_kind(
    NoticeKind(
        name="social.safety_half",
        label=gettext_lazy("Half of a safety case’s time is gone (safety officers)"),
        words=lambda told: _("Half of the time is gone for %s.") % told.title,
        why=gettext_lazy("You are a safety officer."),
        icon="hourglass",
        mail=True,
        urgent=True,
    )
)
SAFETY_LATE = notice_kind(
    NoticeKind(
        name="social.safety_late",
        label=gettext_lazy("A safety case is late (safety officers)"),
        words=lambda told: _("%s is late.") % told.title,
        why=gettext_lazy("You are a safety officer."),
        icon="alarm-clock",
        mail=True,
        urgent=True,
    )
)
SAFETY_AUTHOR = notice_kind(
    NoticeKind(
        name="social.safety_author",
        label=gettext_lazy("The safety officers look at a post of mine"),
        words=lambda told: _(
            "Thank you for what you wrote. The safety officers look at your post: see what that means."
        ),
        why=gettext_lazy("You wrote the post."),
        icon="shield-alert",
        url=lambda told: reverse("social:post-more", args=[told.facts["post"]]),
    )
)
SAFETY_DECIDED = notice_kind(
    NoticeKind(
        name="social.safety_decided",
        label=gettext_lazy("The safety officers give a post of mine back"),
        words=lambda told: (
            _("Your post is back: the safety officers have shortened it, so that nobody can tell who the patient is.")
            if told.facts.get("what") == "redacted"
            else _("Your post is back as it was. Thank you for your patience.")
        ),
        why=gettext_lazy("You wrote the post."),
        icon="shield-check",
    )
)
FLAGGED = notice_kind(
    NoticeKind(
        name="social.flagged",
        label=gettext_lazy("A post that I look after is flagged"),
        words=lambda told: (
            _("Several people have flagged a post; it is hidden until you have looked.")
            if told.facts.get("hidden")
            else _("A post is flagged: %s.") % told.thing.get_sort_display().lower()
        ),
        why=gettext_lazy("You lead the space, or review what is said of medicines."),
        icon="flag",
        title=lambda flag: "",
        needs=("post",),
    )
)
FLAG_ANSWERED = notice_kind(
    NoticeKind(
        name="social.flag_answered",
        label=gettext_lazy("Somebody has looked at what I flagged"),
        words=lambda told: (
            _("Thank you for your flag. Somebody who leads has looked, and left the post as it is.")
            if told.facts.get("outcome") == "dismissed"
            else _("Thank you for your flag. Somebody who leads has looked, and done something about it.")
        ),
        why=gettext_lazy("You flagged a post."),
        icon="flag",
    )
)
SANCTIONED = notice_kind(
    NoticeKind(
        name="social.sanctioned",
        label=gettext_lazy("A moderator warns me or has me pause"),
        words=lambda told: sanction_words(told.thing),
        why=gettext_lazy("It concerns you."),
        icon="hand",
        mail=True,
        needs=("space",),
    )
)


UNVEILED = notice_kind(
    NoticeKind(
        name="social.unveiled",
        label=gettext_lazy("A tutor looks up who I am, where I wrote without my name"),
        words=lambda told: _("%s has looked up who you are, where you wrote without your name.") % told.by,
        why=gettext_lazy("You wrote it, and a tutor gave a reason for looking."),
        icon="eye",
        mail=True,
        url=looks_url,
        is_restricted=is_restricted,
    )
)


can_be_muted(
    "thread",
    Muting(
        label=gettext_lazy("Mute this talk"),
        done=gettext_lazy("The talk is muted: only who mentions you by name still reaches you there."),
        mute=replying.mute_by_mail,
        undo=replying.unmute_by_mail,
    ),
)
answers_go_to("post", replying.answer_by_mail)
gathers_for_digests(novelties)
surveys_teams(talk_of_team)


def sanction_words(made: Sanction) -> str:
    """What holds for somebody, in a sentence with its reason."""
    texts = {
        "warn": _("You are warned in “%(space)s”: %(reason)s"),
        "pause": _("You are asked to pause in “%(space)s” until %(until)s: %(reason)s"),
        "remove": _("You were removed from “%(space)s” until %(until)s: %(reason)s"),
    }
    until = date_format(timezone.localtime(made.until), "SHORT_DATETIME_FORMAT") if made.until else ""
    return texts[made.sort] % {"space": made.space.name, "until": until, "reason": made.reason}
