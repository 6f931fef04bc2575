"""What people are told of the talk: who is called, who is answered, who watches, who wants to come in."""

from django.db.models import Exists
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.accounts.models import Person
from core.acts.actions import state
from core.notifications.actions import notify
from core.notifications.kinds_of_notice import NoticeKind, Told, notice_kind
from core.richtext import plain
from social.facts import PostWatched
from social.models import Follow, FollowLevel, JoinRequest, Membership, Post, Role, Space, Thread


def _stays_inside(post: Post) -> bool:
    """Threads that are open to some only, and secret spaces: a mail carries no word of them."""
    return bool(post.thread.audience) or post.thread.space.openness == Space.Openness.SECRET


def _about_post(name: str, label: object, why: object, words: object, icon: str, *, mail: bool) -> NoticeKind:
    return notice_kind(
        NoticeKind(
            name=f"social.{name}",
            label=label,  # type: ignore[arg-type]
            why=why,  # type: ignore[arg-type]
            words=words,  # type: ignore[arg-type]
            icon=icon,
            mail=mail,
            title=lambda post: post.thread.title,
            excerpt=lambda post: plain(post.html),
            is_restricted=_stays_inside,
            needs=("thread__space",),
        )
    )


def _said(somebody: str, nobody: str, told: Told) -> str:
    return somebody % {"name": told.by} if told.by else nobody


MENTIONED = _about_post(
    "mentioned",
    gettext_lazy("Somebody mentions me"),
    gettext_lazy("Somebody mentioned you."),
    lambda told: _said(_("%(name)s mentioned you"), _("Somebody mentioned you"), told),
    "at-sign",
    mail=True,
)
ANSWERED = _about_post(
    "answered",
    gettext_lazy("Somebody answers me"),
    gettext_lazy("Somebody answered what you wrote."),
    lambda told: _said(_("%(name)s answered you"), _("Somebody answered you"), told),
    "reply",
    mail=True,
)
TUTORS_CALLED = _about_post(
    "tutors_called",
    gettext_lazy("Somebody calls the tutors of my group"),
    gettext_lazy("Somebody called the tutors, and you are one of them."),
    lambda told: _said(_("%(name)s calls the tutors"), _("Somebody calls the tutors"), told),
    "graduation-cap",
    mail=True,
)
WATCHED = _about_post(
    "watched",
    gettext_lazy("Something new where I watch"),
    gettext_lazy("You watch this talk."),
    lambda told: _said(_("%(name)s wrote"), _("Something new was written"), told),
    "eye",
    mail=False,
)
INVITED = notice_kind(
    NoticeKind(
        name="social.invited",
        label=gettext_lazy("Somebody invites me into a community"),
        words=lambda told: _said(_("%(name)s invites you"), _("You are invited"), told),
        why=gettext_lazy("You were invited."),
        icon="user-plus",
    )
)
JOIN_ASKED = notice_kind(
    NoticeKind(
        name="social.join_asked",
        label=gettext_lazy("Somebody asks to join a community that I lead"),
        words=lambda told: _said(_("%(name)s asks to join"), _("Somebody asks to join"), told),
        why=gettext_lazy("You lead this community."),
        icon="door-open",
    )
)
JOIN_ANSWERED = notice_kind(
    NoticeKind(
        name="social.join_answered",
        label=gettext_lazy("My wish to join was answered"),
        words=lambda told: _("You are in") if told.facts.get("accepted") else _("Your wish to join was declined"),
        why=gettext_lazy("You asked to join."),
        icon="door-open",
    )
)


def tell_mentioned(*, post_id: int, person_id: int, by_id: int) -> None:
    """A post calls somebody by name."""
    _tell_of(_post(post_id), [person_id], "social.mentioned")


def tell_of_post(
    *, post_id: int, thread_id: int, space_id: int, author_id: int, number: int, answered_id: int | None
) -> None:
    """A post answers somebody's; where somebody watches, the rest is a job's, for there may be many."""
    if answered_id is not None and answered_id != author_id:
        _tell_of(_post(post_id), [answered_id], "social.answered")
    following = Follow.objects.filter(thread=thread_id, level=FollowLevel.WATCH)
    members = Membership.objects.filter(space=space_id, follow=FollowLevel.WATCH)
    if Thread.objects.filter(Exists(following) | Exists(members), pk=thread_id).exists():
        state(PostWatched(post_id))


def tell_tutors(*, post_id: int, space_id: int, by_id: int) -> None:
    """A post calls the tutors of its space, and of the space above."""
    post = _post(post_id)
    homes = [space_id, post.thread.space.parent_id or 0]
    tutors = Membership.objects.filter(space__in=homes, role=Role.TUTOR).values_list("person", flat=True)
    _tell_of(post, list(tutors), "social.tutors_called")


def tell_watchers(*, post_id: int) -> None:
    """Those who watch the thread, or its space and not the thread otherwise."""
    post = Post.objects.select_related("thread__space", "author").filter(pk=post_id, deleted_at=None).first()
    if post is None:
        return
    said = dict(Follow.objects.filter(thread=post.thread_id).values_list("person", "level"))
    there = Membership.objects.filter(space=post.thread.space_id, follow=FollowLevel.WATCH)
    watching = {pk for pk in there.values_list("person", flat=True) if pk not in said}
    watching |= {pk for pk, level in said.items() if level == FollowLevel.WATCH}
    _notify(post, watching, "social.watched")


def tell_invited(*, request_id: int, space_id: int, person_id: int, by_id: int) -> None:
    """Somebody was invited into a space."""
    people = Person.objects.filter(pk__in=[person_id, by_id]).in_bulk()
    space = Space.objects.get(pk=space_id)
    key = f"join-request:{request_id}"
    notify(people=[people[person_id]], kind="social.invited", about=space, by=people[by_id], effect_key=key)


def tell_of_wish(*, request_id: int, space_id: int, person_id: int) -> None:
    """Somebody asks to enter: those who lead the space are told."""
    leading = Membership.objects.filter(space=space_id).exclude(role=Role.MEMBER).values("person")
    notify(
        people=Person.objects.filter(pk__in=leading),
        kind="social.join_asked",
        about=Space.objects.get(pk=space_id),
        by=Person.objects.get(pk=person_id),
        effect_key=f"join-request:{request_id}",
    )


def tell_of_answer(*, request_id: int, space_id: int, person_id: int, accepted: bool, by_id: int) -> None:
    """A wish to enter was answered: who had it is told; who answered an invitation knows."""
    if person_id == by_id or not JoinRequest.objects.filter(pk=request_id).exists():
        return
    notify(
        people=Person.objects.filter(pk=person_id),
        kind="social.join_answered",
        about=Space.objects.get(pk=space_id),
        by=Person.objects.get(pk=by_id),
        effect_key=f"join-answer:{request_id}",
        facts={"accepted": accepted},
    )


def _post(pk: int) -> Post:
    return Post.objects.select_related("thread__space", "author").get(pk=pk)


def _tell_of(post: Post, people: list[int], kind: str) -> None:
    """Tells those who have not muted the talk."""
    _notify(post, set(people) - _muted(post.thread, people), kind)


def _notify(post: Post, people: set[int], kind: str) -> None:
    """One notice a post and person, whatever calls them there: whoever is called and answered is told once."""
    if people:
        told = Person.objects.filter(pk__in=people)
        notify(people=told, kind=kind, about=post, by=post.author, effect_key=f"post:{post.pk}")


def _muted(thread: Thread, people: list[int]) -> set[int]:
    """Who wants to hear nothing: what the thread says beats what the space says."""
    said = dict(Follow.objects.filter(thread=thread, person__in=people).values_list("person", "level"))
    there = Membership.objects.filter(space=thread.space_id, person__in=people, follow=FollowLevel.MUTE)
    muted = {pk for pk in there.values_list("person", flat=True) if pk not in said}
    return muted | {pk for pk, level in said.items() if level == FollowLevel.MUTE}
