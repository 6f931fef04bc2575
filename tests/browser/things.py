"""What the pages of the sweep are about: each is made for the cast as the page is asked for."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from core.accounts.models import QUESTIONS, FirstDay, Person, RoleGrant
from core.accounts.roles import AUTHOR, SAFETY_OFFICER
from core.kinds.registry import Ref
from core.library import actions
from core.library.models import LearningObject
from core.notifications import mailbox
from social import actions as social
from social.actions import ask_to_acknowledge, pin, start_talk
from social.models import Bookmark, Poll, Tag
from tests.make.classes import a_class, wall_clock
from tests.make.library import published, write, written
from tests.make.people import colleague
from tests.make.talk import a_community, a_poll, a_post, a_thread
from tutoring.actions.groups import open_group
from virtualclass.actions import end_class, raise_hand, register, start_class
from virtualclass.models import ClassSession


def with_a_password(person: Person) -> Person:
    """Who signs in by a password can be asked for it once more."""
    person.set_password("long enough for everybody")
    person.save(update_fields=["password"])
    return person


def an_unnamed_question(cast: SimpleNamespace) -> Any:
    """The first post of a question that Lena asked without her name, where Amara tutors."""
    space = a_community(cast.lena, cast.marc, cast.admin, by=cast.tomas)
    social.add_member(space=space, person=cast.amara, by=cast.tomas, role="tutor")
    space = social.let_ask_unnamed(space=space, by=cast.tomas, allowed=True)
    return a_thread(space, cast.lena, kind="question", unnamed=True).posts.get()


def a_first_day(cast: SimpleNamespace) -> Any:
    """Lena has come today, and talk offers her words."""
    a_tag(cast)
    return FirstDay.objects.get_or_create(person=cast.lena, defaults={"asks": [*QUESTIONS]})


def somebody_who_left(cast: SimpleNamespace) -> Person:
    """A colleague whose account is closed."""
    person = colleague(is_active=False)
    return person


def a_talk(cast: SimpleNamespace) -> Any:
    """A thread in which Lena has answered Tomás."""
    thread = a_thread(a_community(cast.lena, by=cast.tomas), cast.tomas)
    a_post(thread, cast.lena)
    return thread


def a_few_unread(cast: SimpleNamespace) -> list[Any]:
    """A talk that calls Lena, a question of her tutor's, a message to her."""
    space = a_community(cast.lena, by=cast.tomas)
    a_post(a_thread(space, cast.tomas), cast.tomas, "What do you think, @Lena Hoffmann?")
    a_thread(space, cast.tomas, "Which of the two would you say?", kind="question")
    start_talk(author=cast.tomas, people=[cast.lena], source="A word between us")
    return []


def a_question(cast: SimpleNamespace) -> Any:
    """A question of Lena's."""
    return a_thread(a_community(cast.lena, by=cast.tomas), cast.lena, kind="question")


def a_confirmed_answer(cast: SimpleNamespace) -> Any:
    """Marc's answer to a question of Lena's, which Tomás stands by; Amara, an author, is at home there."""
    RoleGrant.objects.get_or_create(person=cast.amara, role=AUTHOR, unit=None)
    space = a_community(cast.lena, cast.marc, cast.amara, by=cast.tomas)
    question = a_thread(space, cast.lena, "Which denominator?", kind="question", tags=["RSV"])
    return social.confirm_answer(post=a_post(question, cast.marc), tutor=cast.tomas)


def a_message(cast: SimpleNamespace, *others: Person) -> Any:
    """What Tomás has written to Lena, and to others."""
    return start_talk(author=cast.tomas, people=[cast.lena, *others], source="Have you seen the record?")


def an_announcement_that_asks(cast: SimpleNamespace) -> Any:
    """An announcement of Tomás's that Lena has not acknowledged yet."""
    space = a_community(cast.lena, by=cast.tomas)
    thread = a_thread(space, cast.tomas, "The new visit rules", kind="announcement")
    pin(space=space, by=cast.tomas, ref=Ref("thread", thread.pk))
    ask_to_acknowledge(thread=thread, by=cast.tomas)
    return thread


def a_safety_case(cast: SimpleNamespace) -> Any:
    """A case about Lena's post; Amara is a safety officer."""
    RoleGrant.objects.get_or_create(person=cast.amara, role=SAFETY_OFFICER, unit=None)
    return social.report_post(post=a_talk(cast).posts.last(), reporter=cast.tomas, told={"patient": "Boy"})


def a_flagged_talk(cast: SimpleNamespace) -> Any:
    """A talk in which somebody has flagged Lena's post."""
    thread = a_talk(cast)
    social.add_member(space=thread.space, person=cast.marc, by=cast.tomas)
    social.flag_post(post=thread.posts.last(), person=cast.marc, sort="off_label")
    return thread


def a_sweep(cast: SimpleNamespace) -> Any:
    """Lena's posts deleted at once."""
    thread = a_talk(cast)
    last = thread.posts.last().pk
    return social.delete_many(space=thread.space, by=cast.tomas, reason="Test", up_to=last, person=cast.lena)


def a_warning(cast: SimpleNamespace) -> Any:
    """A warning to Lena."""
    space = a_community(cast.lena, by=cast.tomas)
    return social.sanction(space=space, person=cast.lena, by=cast.tomas, sort="warn", reason="Mind the tone")


def a_group(cast: SimpleNamespace) -> Any:
    """A study group in which Tomás tutors Lena."""
    return open_group(tutor=cast.tomas, name="Readers", members=[cast.lena])


def who_writes(cast: SimpleNamespace) -> Person:
    """Amara, who is an author too."""
    RoleGrant.objects.get_or_create(person=cast.amara, role=AUTHOR, unit=None)
    return Person.objects.get(pk=cast.amara.pk)


def an_object(cast: SimpleNamespace) -> LearningObject:
    """A job aid of Amara's in its second version."""
    author = who_writes(cast)
    thing = published(author, title="Reading a forest plot")
    write(thing, author, "A line of no effect, and intervals beside it.")
    actions.publish_draft(learning_object=thing, author=author, change_note="Says where the line stands.")
    return thing


def a_draft(cast: SimpleNamespace) -> LearningObject:
    """An object that Amara still writes."""
    return written(who_writes(cast), title="Reading a survival curve")


def a_retired_object(cast: SimpleNamespace) -> LearningObject:
    """An object of Amara's that nobody shall use any more."""
    author = who_writes(cast)
    thing = published(author, title="Reading a table of 2019")
    return actions.retire_object(learning_object=thing, keeper=author, reason="Replaced.")


def a_class_of_amara(cast: SimpleNamespace, **when: int) -> ClassSession:
    """A class that Amara gives and in which Lena has a seat."""
    session = a_class(by=cast.amara, starts_local=wall_clock(**(when or {"days": 2})))
    register(session=session, person=cast.lena)
    return session


def a_class_that_runs(cast: SimpleNamespace) -> ClassSession:
    """The same while it runs: Lena's hand is up."""
    session = start_class(session=a_class_of_amara(cast, minutes=5), by=cast.amara)
    raise_hand(session=session, person=cast.lena)
    return session


def a_class_that_was(cast: SimpleNamespace) -> ClassSession:
    """The same after its end."""
    return end_class(session=a_class_that_runs(cast), by=cast.amara)


def a_kept_mail(cast: SimpleNamespace) -> str:
    """The name of a mail in the site's folder."""
    back_end = get_connection(
        "django.core.mail.backends.filebased.EmailBackend", file_path=str(settings.EMAIL_FILE_PATH)
    )
    EmailMessage("You have a seat", "Tuesday at ten.", to=[cast.lena.email], connection=back_end).send()
    return mailbox.newest()[0].name


def a_poll_running(cast: SimpleNamespace) -> Poll:
    """A poll of Tomás's in which Lena puts things in order, and Tomás has."""
    poll = a_poll(a_talk(cast), cast.tomas, question="In which order?", kind="ranked")
    return social.vote(poll=poll, person=cast.tomas, choices=[2, 1])


def a_poll_that_closed(cast: SimpleNamespace) -> Poll:
    """The same after its end."""
    return social.close_poll(poll=a_poll_running(cast), by=cast.tomas)


def a_tag(cast: SimpleNamespace) -> Tag:
    """A tag on a talk that Lena reads."""
    word = f"word {get_random_string(6, 'abcdefgh')}"
    a_thread(a_community(cast.lena, by=cast.tomas), cast.tomas, tags=[word])
    return Tag.objects.latest("pk")


def a_bookmark(cast: SimpleNamespace) -> Bookmark:
    """A talk that Lena keeps, with a note and a time."""
    later = timezone.now() + timedelta(days=2)
    return social.keep(person=cast.lena, thing=Ref.to(a_talk(cast)), note="Read the annex", remind_at=later)
