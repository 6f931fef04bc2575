"""Speaking under a veil: whose face others are shown, what may hang there, and a tutor's look behind it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.files import actions as files
from social import facts, rules
from social.actions.holding import held_post
from social.models import Post, Space, Thread, Unveiling, Veil
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

LONGEST_REASON = 500
# A picture is drawn anew when it comes, and bare text holds no more than one reads; any other document may say in its
# own pages or properties who made it.
NAMELESS_TYPES = ("image/", "text/plain", "text/csv")


def veil_to_ask(where: rules.Standing, kind: str) -> Veil:
    """A new veil for a question. Raises Refused where none may be asked so."""
    barrier = rules.barrier_to_asking_unnamed(where, kind)
    if barrier is not None:
        raise Refused(*barrier, field="unnamed", status=422)
    return Veil.objects.create(person=where.person)


def veil_to_answer(where: rules.Standing, thread: Thread, unnamed: bool | None) -> Veil | None:
    """The veil under which somebody goes on: their own in this thread unless they wish otherwise (`unnamed` False).

    So a mail, a program or an old page never says by mistake who asked. Raises Refused for who has none and wants one.
    """
    veil = veil_in(thread, where.person) if unnamed is not False else None
    if veil is None and unnamed:
        text = _("Only who asked without a name goes on without it here.")
        raise Refused("social.no_veil_here", text, field="voice", status=422)
    barrier = rules.barrier_to_speaking_unnamed(where) if veil else None
    if barrier is not None:
        raise Refused(*barrier)
    return veil


def veil_in(thread: Thread, person: "Person") -> Veil | None:
    """The veil under which the person has spoken in a thread; no query where nobody has."""
    if not thread.is_hushed:
        return None
    return Veil.objects.filter(person=person, posts__thread=thread).order_by("pk").first()


def face(person: "Person", veil: Veil | None) -> "Person":
    """Who others are shown as the one who speaks: nobody in particular, under a veil."""
    stand_in: Person = person if veil is None else get_user_model().objects.stand_in()
    return stand_in


def as_opener(thread: Thread, by: "Person") -> "Person":
    """Who did something with a thread, as others are shown: not by name who opened it under a veil."""
    return face(by, thread.veil if thread.veil is not None and thread.opener_id == by.pk else None)


def as_writer(post: Post, by: "Person") -> "Person":
    """The same for what somebody does with their own post."""
    return face(by, post.veil if post.veil is not None and post.writer_id == by.pk else None)


def refuse_what_tells(files_wanted: Sequence[Any], *, has_poll: bool) -> None:
    """Raises Refused for what may say who brought it."""
    if has_poll:
        raise Refused("social.polls_have_names", _("A poll is asked under one’s name."), field="unnamed", status=422)
    if any(not file.media_type.startswith(NAMELESS_TYPES) for file in files_wanted):
        text = _(
            "A document may say inside who made it. Without your name only pictures and plain text can be attached."
        )
        raise Refused("social.document_may_tell", text, field="files", status=422)


def without_owner(files_wanted: Iterable[Any]) -> list[Any]:
    """The same contents as files of nobody, under names that say nothing."""
    nobody = get_user_model().objects.stand_in()
    return [
        files.of_other_owner(file=file, owner=nobody, name=f"{number}.{file.kind.endings[0]}")
        for number, file in enumerate(files_wanted, start=1)
    ]


@action
def unveil(*, post: Post, by: "Person", reason: str) -> Unveiling:
    """A tutor looks who wrote without a name: with a reason, on the trail, and who it is about is told.

    What others see stays as it is. Whoever has looked once may look again.
    """
    post = held_post(post)
    if not rules.may_unveil(standing(by, post.thread.space), post) or post.veil is None:
        raise Refused("social.may_not_unveil", _("Only a tutor of this space may see who wrote this."))
    if known := Unveiling.objects.filter(veil=post.veil, by=by).first():
        return known
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise Refused("social.needs_a_reason", _("Give a reason."), field="reason", status=422)
    made = Unveiling.objects.create(veil=post.veil, post=post, by=by, reason=reason)
    # Who it is stays off the trail, which others read.
    trail.record(by, "social.unveiled", post, {"seen": False}, {"seen": True}, reason)
    state(facts.PostUnveiled(made.pk))
    return made


@action
def let_ask_unnamed(*, space: Space, by: "Person", allowed: bool) -> Space:
    """Says whether the members of a space may ask without their name; what was asked so stays so."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    if not rules.may_moderate(standing(by, space)) or space.kind == Space.Kind.DIRECT:
        raise Refused("social.not_a_moderator", _("Only moderators of this space change it."))
    if space.lets_ask_unnamed != allowed:
        old, new = {"lets_ask_unnamed": space.lets_ask_unnamed}, {"lets_ask_unnamed": allowed}
        space.lets_ask_unnamed = allowed
        space.save(update_fields=["lets_ask_unnamed"])
        trail.record(by, "social.space_changed", space, old, new)
    return space
