"""Making a job aid of what was worked out: a draft in the library, from the words of confirmed answers."""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.once import once
from core.acts.refusals import Refused
from core.audit import trail
from core.kinds.registry import Ref
from core.library import actions as library
from core.library.models import Contributor, LearningObject
from core.realtime.actions import announce
from social import events, facts, rules
from social.actions.holding import held_post
from social.actions.using import OBJECT
from social.models import Post, Promotion
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

_MENTION = re.compile(r'<a [^>]*class="mention"[^>]*>@?(.*?)</a>', re.DOTALL)


@action
@once(by="by")
def promote_answer(
    *,
    post: Post,
    by: "Person",
    title: str,
    code: str,
    posts: Collection[int] = (),
    with_question: bool = True,
    key: UUID | None = None,
) -> LearningObject:
    """Begins a job aid with the words of a confirmed answer, and of other confirmed ones of its thread (`posts`).

    Whoever wrote them is credited; who promotes is its author, and writes on and publishes it in the library.
    """
    post = held_post(post)
    where = standing(by, post.thread.space)
    if not rules.may_promote(where, post):
        text = _("Only an author who is at home here makes a job aid of an answer that a tutor has confirmed.")
        raise Refused("social.may_not_promote", text)
    chosen = [post, *_others(post, posts, where)]
    chosen.sort(key=lambda each: (each.root_number, each.number))
    thing = library.start_object(author=by, described=_described(post, title, code))
    words = library.Words(content="page", source=_page(post, chosen, with_question=with_question), format="html")
    library.write_draft(learning_object=thing, editor=by, words=words, revision=1)
    credited = Post.objects.credited().filter(pk__in=[each.pk for each in chosen]).values_list("author_id", flat=True)
    for author in {each.author_id: each.author for each in chosen if each.author_id in set(credited)}.values():
        if author.is_active:
            library.add_contributor(learning_object=thing, editor=by, person=author, part=Contributor.Part.SOURCE)
    for each in chosen:
        Promotion.objects.create(post=each, learning_object=thing, by=by, at=timezone.now())
        library.use(learning_object=thing, by=Ref("post", each.pk))
        _show(each, by, str(Ref(OBJECT, thing.pk)))
        trail.record(by, "social.answer_promoted", each, {"object": None}, {"object": thing.pk})
    state(facts.AnswersPromoted([each.pk for each in chosen], thing.pk, by.pk))
    return thing


@action
def let_go_of_job_aid(*, post: Post, by: "Person") -> Post:
    """Parts an answer from the job aid that it became part of: neither points at the other any more."""
    post = held_post(post)
    if not rules.may_let_go(standing(by, post.thread.space), post):
        raise Refused("social.may_not_promote", _("Only an author who is at home here parts an answer from a job aid."))
    made = Promotion.objects.filter(post=post).first()
    if made is not None:
        library.release(learning_object=made.learning_object, by=Ref("post", post.pk))
        trail.record(by, "social.answer_promoted", post, {"object": made.learning_object_id}, {"object": None})
        made.delete()
    _show(post, by, "")
    state(facts.AnswersPromoted([post.pk], None, by.pk))
    return post


def _others(post: Post, pks: Collection[int], where: rules.Standing) -> list[Post]:
    rows = Post.objects.filter(pk__in=pks, thread=post.thread_id).exclude(pk=post.pk).order_by("pk")
    found = list(rows.select_for_update(of=("self",)).select_related("author"))
    for each in found:
        each.thread = post.thread
    if any(not rules.may_promote(where, each) for each in found):
        text = _("Choose answers that a tutor has confirmed, and that are no job aid yet.")
        raise Refused("social.not_confirmed", text, field="posts", status=422)
    return found


def _described(post: Post, title: str, code: str) -> dict[str, Any]:
    thread = post.thread
    tags = ", ".join(tag.get(thread.language) or tag["en"] for tag in thread.tags)
    return {
        "title": title,
        "code": code,
        "kind": LearningObject.Kind.JOB_AID,
        "language": thread.language,
        "share": LearningObject.Share.EXCHANGE,
        "keywords": tags[:300],
    }


def _page(post: Post, chosen: Sequence[Post], *, with_question: bool) -> str:
    """The words, under two headings; whom they call is not called again."""
    with translation.override(post.thread.language):
        answer, question = gettext("What holds"), gettext("The question")
    parts = []
    if with_question and (first := Post.objects.standing().filter(thread=post.thread, number=1).first()):
        parts += [f"<h3>{escape(question)}</h3>", first.html]
    parts += [f"<h3>{escape(answer)}</h3>", *(each.html for each in chosen)]
    return _MENTION.sub(r"\1", "\n".join(parts))


def _show(post: Post, by: "Person", promoted: str) -> None:
    rest = {name: told for name, told in post.carries.items() if name != "promoted"}
    post.carries = {**rest, "promoted": promoted} if promoted else rest
    post.look += 1
    post.save(update_fields=["carries", "look"])
    announce(events.PromotionChanged(post_id=post.pk, number=post.number), to=post.thread.stream, by=by)
