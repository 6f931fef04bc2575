"""Tags: put on threads, renamed and merged in the vocabulary."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import announce
from social import events, facts, registries, rules
from social.actions import indexing
from social.actions.holding import held
from social.actions.veiling import as_opener
from social.models import Tag, Thread, ThreadTag
from social.models.tags import LONGEST_WORD, slug_of
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_TAGS = 5


@action
def tag_thread(*, thread: Thread, by: "Person", words: Iterable[str]) -> Thread:
    """Gives a thread these tags and no others; a word that nobody used yet becomes a tag."""
    thread = held(thread)
    if not rules.may_tag_thread(standing(by, thread.space), thread):
        raise Refused("social.may_not_tag", _("Only who opened this talk, or a moderator, changes its tags."))
    by = as_opener(thread, by)
    if set_tags(thread, by, words):
        indexing.index_thread(thread)
        state(facts.TopicsChanged([thread.pk]))
        announce(events.ThreadChanged(thread_id=thread.pk, state=thread.state), to=thread.stream, by=by)
    return thread


def set_tags(thread: Thread, by: "Person", words: Iterable[str]) -> bool:
    """Writes the tags of a thread that is held or new. Gives whether they changed."""
    wanted = _wanted(words)
    before = {use.tag_id: use for use in thread.tag_uses.select_related("tag")} if thread.tags else {}
    offered = {slug_of(term) for term in registries.terms_of(thread.subject_ref)} if wanted else set()
    tags = [_tag(word, offered) for word in wanted]
    kept = list(dict.fromkeys(tag.pk for tag in tags))
    if kept == list(before):
        return False
    thread.tag_uses.exclude(tag__in=kept).delete()
    ThreadTag.objects.bulk_create(
        [ThreadTag(thread=thread, tag_id=pk, by=by) for pk in kept if pk not in before], ignore_conflicts=True
    )
    _write(thread)
    return True


@action
def rename_tag(*, tag: Tag, by: "Person", en: str, fr: str, kind: str) -> Tag:
    """Gives a tag other names, everywhere; it becomes, or stops being, a word of the vocabulary."""
    _refuse_stranger(by)
    tag = Tag.objects.select_for_update().get(pk=tag.pk)
    en, fr = _plain(en), _plain(fr)
    if not slug_of(en) or not slug_of(fr):
        raise Refused("social.tag_needs_a_name", _("Write the word in both languages."), field="en", status=422)
    if Tag.objects.exclude(pk=tag.pk).filter(slug=slug_of(en)).exists():
        raise Refused(
            "social.tag_taken", _("There is such a tag already. Merge the two instead."), field="en", status=422
        )
    if kind not in Tag.Kind.values:
        raise Refused("social.no_such_kind_of_tag", _("There is no such kind of tag."), field="kind", status=422)
    before = {"label": tag.label, "kind": tag.kind}
    tag.rename(en, fr)
    tag.kind = kind
    tag.save()
    trail.record(by, "social.tag_renamed", tag, before, {"label": tag.label, "kind": tag.kind})
    _write_threads(tag)
    return tag


@action
def merge_tags(*, tag: Tag, into: Tag, by: "Person") -> Tag:
    """Makes two tags one: what carried `tag` carries `into`, and `tag` is gone."""
    _refuse_stranger(by)
    if tag.pk == into.pk:
        raise Refused("social.tag_into_itself", _("Choose another tag to merge it into."), field="into", status=422)
    uses = list(ThreadTag.objects.filter(tag=tag))
    ThreadTag.objects.bulk_create(
        [ThreadTag(thread_id=use.thread_id, tag=into, by_id=use.by_id, at=use.at) for use in uses],
        ignore_conflicts=True,
    )
    trail.record(by, "social.tag_merged", into, {"label": tag.label}, {"label": into.label})
    Tag.objects.filter(pk=tag.pk).delete()
    _write_threads(into)
    state(facts.TopicsChanged([use.thread_id for use in uses]))
    return into


def _wanted(words: Iterable[str]) -> list[str]:
    wanted: dict[str, str] = {}
    for word in map(_plain, words):
        if slug := slug_of(word):
            wanted.setdefault(slug, word)
    if len(wanted) > MOST_TAGS:
        raise Refused("social.too_many_tags", _("Give a talk at most five tags."), field="tags", status=422)
    if any(len(word) > LONGEST_WORD for word in wanted.values()):
        raise Refused("social.tag_too_long", _("Keep each tag under 60 characters."), field="tags", status=422)
    return list(wanted.values())


def _tag(word: str, offered: set[str]) -> Tag:
    """The tag of that name in either language, or a new one: of the vocabulary where the subject offers the word."""
    slug = slug_of(word)
    known = Tag.objects.named(slug).order_by("pk").first()
    if known is not None:
        return known
    kind = Tag.Kind.VOCABULARY if slug in offered else Tag.Kind.FREE
    defaults = {"slug_fr": slug, "kind": kind, "label": {"en": word, "fr": word}}
    return Tag.objects.get_or_create(slug=slug, defaults=defaults)[0]


def _plain(word: str) -> str:
    return " ".join(word.replace("#", " ").replace(",", " ").split())


def _write(thread: Thread) -> None:
    """Keeps on the thread what its lists show."""
    uses = thread.tag_uses.select_related("tag").order_by("pk")
    thread.tags = [{"slug": use.tag.slug, **use.tag.label} for use in uses]
    thread.save(update_fields=["tags"])


def _write_threads(tag: Tag) -> None:
    for thread in Thread.objects.filter(tag_uses__tag=tag).select_for_update(of=("self",)).order_by("pk"):
        _write(thread)
        indexing.index_thread(thread)


def _refuse_stranger(by: "Person") -> None:
    if not rules.may_keep_vocabulary(by):
        raise Refused("social.may_not_keep_vocabulary", _("Only the training department renames and merges tags."))
