"""Answers and mutes a talk from a mail: what people do without opening a page."""

from typing import TYPE_CHECKING
from uuid import uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action
from core.acts.refusals import Refused
from core.files import actions as files
from core.notifications.places import Answer
from social.actions.hangings import MOST_FILES
from social.actions.posts import write_post
from social.actions.reading import follow_thread
from social.models import Follow, FollowLevel, Post, Thread

if TYPE_CHECKING:
    from core.accounts.models import Person


def answer_by_mail(answer: Answer) -> None:
    """Writes what came by mail beneath the post that it answers, once for a mail. Raises Refused as a page would."""
    post = Post.objects.visible_to(answer.person).select_related("thread__space").filter(pk=answer.about_id).first()
    if post is None:
        raise Refused("social.gone", _("What you answered is not there any more, or not open to you."), status=404)
    if post.thread.audience:
        raise Refused("social.restricted", _("This talk is restricted: its words do not travel by mail. Open it."))
    if len(answer.files) > MOST_FILES:
        raise Refused("social.too_many_files", _("Attach at most ten files."), field="files", status=422)
    kept = [
        files.store(owner=answer.person, upload=SimpleUploadedFile(name, content), key=uuid5(answer.key, str(number)))
        for number, (name, content) in enumerate(answer.files)
    ]
    write_post(
        thread=post.thread,
        author=answer.person,
        # A post of files alone says what hangs on it.
        source=answer.text or ", ".join(file.name for file in kept),
        reply_to=post,
        files=kept,
        key=answer.key,
    )


@action
def mute_by_mail(person: "Person", thread_id: int) -> str:
    """Mutes a talk; gives the level that was chosen for it before, "" for none. A talk that is gone needs no muting."""
    thread = Thread.objects.visible_to(person).filter(pk=thread_id).first()
    if thread is None:
        return ""
    before = Follow.objects.filter(thread=thread, person=person).values_list("level", flat=True).first()
    follow_thread(thread=thread, person=person, level=FollowLevel.MUTE)
    return before or ""


@action
def unmute_by_mail(person: "Person", thread_id: int, before: str) -> None:
    """Takes that back."""
    thread = Thread.objects.visible_to(person).filter(pk=thread_id).first()
    if thread is None:
        return
    if before in FollowLevel.values:
        follow_thread(thread=thread, person=person, level=before)
    else:
        Follow.objects.filter(thread=thread, person=person).delete()
