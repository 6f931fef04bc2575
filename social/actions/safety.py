"""Reporting a safety event: a post is locked, hidden and copied; what was heard elsewhere is written down."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import richtext
from core.acts.actions import action, state
from core.acts.once import once
from core.acts.refusals import Refused
from core.audit import trail
from core.files import actions as files_actions
from core.files.queries import files_on
from core.realtime.actions import announce
from social import events, facts, rules
from social.actions import hiding, hinting, indexing
from social.actions.holding import held_post
from social.models import Post, SafetyCase, SafetyDeadline, SafetyHint, SafetyNumber, SafetyStep, Thread
from social.models.safety import CRITERIA
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

TOLD = ("sort", *CRITERIA, "seriousness", "is_sure")
LONGEST = 10_000


@action
@once(by="reporter")
def report_post(*, post: Post, reporter: "Person", told: dict[str, Any], key: UUID | None = None) -> SafetyCase:
    """Gives a post to the safety officers: from this commit on nobody else reads it.

    `told` is what the reporter knows of `TOLD`; nothing of it is needed. Who is second has the first one's case.
    """
    post = held_post(post)
    known = SafetyCase.objects.open().filter(post=post).first()
    if known is not None and rules.may_read_thread(standing(reporter, post.thread.space), post.thread):
        note_step(known, reporter, "reported_too", {}, {})
        return known
    if not rules.may_report_post(standing(reporter, post.thread.space), post):
        raise Refused("social.nothing_to_report", _("This post is not there any more."), status=409)
    return _take_in(post, reporter, told)


@action
def report_hint(*, hint: SafetyHint, officer: "Person") -> SafetyCase:
    """Makes a case of a post that the word list suggests, in whatever space it stands."""
    post = held_post(hint.post)
    if post.is_hidden or not rules.may_answer_hint(standing(officer, post.thread.space), hint):
        raise Refused("social.nothing_to_report", _("This post is not there any more."), status=409)
    return _take_in(post, officer, {})


def _take_in(post: Post, reporter: "Person", told: dict[str, Any]) -> SafetyCase:
    case = _copy_of(post)
    case.reporter = reporter
    _open(case, told)
    _keep_files(case, post)
    hinting.settle_hints_of(post, reporter)
    hide_title(case, post)
    hiding.hold(post, Post.Hold.SAFETY)
    return case


@action
@once(by="reporter")
def report_event(
    *, reporter: "Person", words: str, told: dict[str, Any], heard_on: date | None = None, key: UUID | None = None
) -> SafetyCase:
    """Tells the safety officers of something heard outside the talk; the clock starts when it was heard."""
    if not rules.may_report_event(reporter):
        raise Refused("social.nothing_to_report", _("Sign in to report a safety event."))
    if not words.strip() or len(words) > LONGEST:
        raise Refused("social.no_words", _("Write in a few sentences what you have heard."), field="words", status=422)
    now = timezone.now()
    case = SafetyCase(reporter=reporter, source=words, html=richtext.render(words), written_at=now)
    case.clock_from = min(_beginning_of(heard_on), now) if heard_on and heard_on < timezone.localdate() else now
    _open(case, told)
    return case


@action
def note_export(*, officer: "Person", first: date, last: date, form: str) -> None:
    """Cases leave the house as a file: who took them, and which, is on the trail."""
    what = _("Safety cases")
    trail.record(officer, "social.safety_exported", str(what), None, {"from": str(first), "to": str(last), "as": form})


def _copy_of(post: Post) -> SafetyCase:
    former = post.revisions.order_by("pk").values_list("source", "html", "replaced_at")
    files = files_on(Post, [post.pk]).get(post.pk, []) if post.carries.get("files") else []
    return SafetyCase(
        post=post,
        # The officers, and nobody else, see who wrote it, under a veil too.
        author_id=post.writer_id,
        title=post.thread.title,
        place=post.thread.space.name,
        source=post.source,
        html=post.html,
        before=[{"source": source, "html": html, "until": at.isoformat()} for source, html, at in former],
        files=[{"name": file.name, "sha256": file.sha256} for file in files],
        written_at=post.written_at,
        clock_from=post.written_at,
    )


def _open(case: SafetyCase, told: dict[str, Any]) -> None:
    for name in TOLD:
        if name in told:
            setattr(case, name, told[name])
    now = timezone.now()
    case.reference, case.reported_at = _next_reference(now), now
    case.due_at = case.clock_from + timedelta(hours=settings.SAFETY_HOURS)
    case.digest = case.digest_of()
    case.save()
    SafetyDeadline.objects.bulk_create(_deadlines(case, now))
    note_step(case, case.reporter, "reported", {}, {"state": case.state, "sha256": case.digest})
    state(facts.SafetyReported(case.pk))


def _keep_files(case: SafetyCase, post: Post) -> None:
    """The files hang on the case too: there the officers read them, when the post is hidden or loses them."""
    for file in files_on(Post, [post.pk]).get(post.pk, []) if case.files else []:
        files_actions.attach(file=file, to=case)


def _deadlines(case: SafetyCase, now: datetime) -> list[SafetyDeadline]:
    """Half of the time and its end; of a case that comes late only its end, which is due at once."""
    half = case.clock_from + (case.due_at - case.clock_from) / 2
    rows = [SafetyDeadline(case=case, sort=SafetyDeadline.Sort.LATE, due_at=case.due_at)]
    if case.due_at > now:
        rows.append(SafetyDeadline(case=case, sort=SafetyDeadline.Sort.HALF, due_at=half))
    return rows


def hide_title(case: SafetyCase, post: Post) -> None:
    """What opens a talk has its title hidden as well: people write there what they write in the post."""
    if post.number == 1:
        with translation.override(post.thread.language):
            give_title(post.thread, gettext("A talk that the safety officers look at"))


def give_title(thread: Thread, title: str) -> None:
    """Another title of a thread, on pages and in the search."""
    thread.title = title
    thread.save(update_fields=["title"])
    indexing.index_whole_thread(thread)
    announce(events.ThreadChanged(thread_id=thread.pk, state=thread.state), to=thread.stream)


def note_step(
    case: SafetyCase, by: "Person", what: str, old: dict[str, Any], new: dict[str, Any], reason: str = ""
) -> None:
    """Writes what was done into the case with all its values, and on the trail without what was told of a patient."""
    SafetyStep.objects.create(case=case, by=by, at=timezone.now(), what=what, old=old, new=new, reason=reason)
    trail.record(by, f"social.safety_{what}", case, _without_words(old), _without_words(new), reason)


def _without_words(values: dict[str, Any]) -> dict[str, Any] | None:
    shown = {name: ("told" if value else "missing") if name in CRITERIA else value for name, value in values.items()}
    shown.pop("note", None)
    return shown or None


def _next_reference(now: datetime) -> str:
    SafetyNumber.objects.get_or_create(year=now.year)
    number = SafetyNumber.objects.select_for_update().get(year=now.year)
    number.last += 1
    number.save(update_fields=["last"])
    return f"SE-{now.year}-{number.last:06d}"


def _beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
