"""Asking a colleague who knows for a look: friendly words are prepared, and nobody is asked by too many."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action
from core.acts.refusals import Refused
from social import rules
from social.actions.reading import save_draft
from social.models import Draft, Expertise, Favour, Post, Space, Thread
from social.queries.knowing import asked_so_far, asking_words
from social.queries.people import readers_of, who_may_read
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
def prepare_favour(*, person: "Person", by: "Person", space: Space, thread: Thread | None = None) -> Favour:
    """Prepares the words by which `by` asks somebody who knows: in the draft of a thread, or for a question to come.

    Nothing is sent: it counts once the words are, and keeps `person` free of others for an hour.
    """
    where = standing(by, space)
    barrier = rules.barrier_to_writing(where, thread) if thread is not None else None
    if barrier is None and thread is None and not rules.may_open_thread(where):
        barrier = ("social.not_a_member", _("Only members write here. Ask to join first."))
    if barrier is None and not _is_offered(person, by, space, thread):
        barrier = ("social.not_to_be_asked", _("%(name)s cannot be asked here.") % {"name": person.name})
    barrier = barrier or rules.barrier_to_asking(asked_so_far([person], by, thread)[person.pk], person.name)
    if barrier is not None:
        raise Refused(*barrier)
    favour = Favour.objects.filter(thread=thread, person=person, by=by, asked_at=None).order_by("-pk").first()
    favour = favour or Favour(person=person, by=by, thread=thread)
    favour.space, favour.prepared_at = space, timezone.now()
    favour.save()
    if thread is not None:
        _begin_draft(thread, by, asking_words(person))
    return favour


def note_sent(*, post_id: int, person_id: int, by_id: int) -> None:
    """A post calls somebody by name: where that was prepared, it is asked now."""
    prepared = Favour.objects.filter(person=person_id, by=by_id, asked_at=None).order_by("-prepared_at", "-pk")
    post = Post.objects.filter(pk=post_id)
    fits = [row for row in prepared if row.thread_id is None or post.filter(thread=row.thread_id).exists()]
    for row in fits[:1]:
        thread_id = post.values_list("thread_id", flat=True).get()
        Favour.objects.filter(thread=thread_id, person=person_id, by=by_id).exclude(pk=row.pk).delete()
        row.asked_at, row.thread_id = timezone.now(), thread_id
        row.save(update_fields=["asked_at", "thread"])


def _is_offered(person: "Person", by: "Person", space: Space, thread: Thread | None) -> bool:
    """Whether the person is one who knows, as the asker may see it, and would be able to answer there."""
    known = Expertise.objects.visible_to(by).of_shown_people().filter(person=person)
    reads = readers_of(space).filter(pk=person.pk)
    return person.pk != by.pk and known.exists() and bool(who_may_read(thread, reads))


def _begin_draft(thread: Thread, by: "Person", words: str) -> None:
    """Puts the words before what was begun there."""
    context = f"thread:{thread.pk}"
    begun = Draft.objects.filter(person=by, context=context).first() or Draft(source="", format="text", version=0)
    if words in begun.source or escape(words) in begun.source:
        return
    is_html = begun.format == "html"
    source = f"<p>{escape(words)}</p>{begun.source}" if is_html else f"{words}\n\n{begun.source}"
    save_draft(person=by, context=context, source=source.rstrip(), format=begun.format, version=begun.version)
