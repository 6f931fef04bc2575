"""The safety officers' work on a case: take it, fill it in, send it, close it, give its post back."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import richtext
from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.files import actions as files_actions
from core.files.queries import files_on
from core.notifications.actions import notify
from social import facts, rules
from social.actions import hangings, hiding
from social.actions.holding import held_post
from social.actions.posts import lose_what_was_read, save_look
from social.actions.safety import give_title, hide_title, note_step
from social.models import Post, Quote, SafetyCase, SafetyDeadline
from social.models.safety import CRITERIA
from social.queries.people import safety_officers
from social.queries.safety import words_for

if TYPE_CHECKING:
    from core.accounts.models import Person

FILLED = ("sort", *CRITERIA, "seriousness", "note")
State = SafetyCase.State
# Stands in a quote whose words went with the post they were taken from.
LEFT_OUT = "[…]"


@action
def take_case(*, case: SafetyCase, officer: "Person") -> SafetyCase:
    """Takes a case on oneself, perhaps from a colleague."""
    case = _held(case)
    _refuse_unless(rules.may_work_on(officer, case))
    if case.taken_by_id != officer.pk or case.state == State.NEW:
        old = {"state": case.state, "taken_by": case.taken_by.name if case.taken_by else ""}
        case.state, case.taken_by = State.WORK, officer
        case.save(update_fields=["state", "taken_by"])
        note_step(case, officer, "taken", old, {"state": case.state, "taken_by": officer.name})
    return case


@action
def fill_in(*, case: SafetyCase, officer: "Person", version: int, **values: str) -> SafetyCase:
    """Keeps what is known so far, however little; refused where a colleague has written meanwhile."""
    case = _held(case)
    _refuse_unless(rules.may_work_on(officer, case))
    if case.version != version:
        raise Refused(
            "social.case_changed",
            _("A colleague has changed this case meanwhile. Load the page again; your words stand here until then."),
            status=409,
        )
    changed = {name: values[name] for name in FILLED if name in values and values[name] != getattr(case, name)}
    if changed:
        old = {name: getattr(case, name) for name in changed}
        for name, value in changed.items():
            setattr(case, name, value)
        case.version += 1
        case.save(update_fields=[*changed, "version"])
        note_step(case, officer, "filled_in", old, changed)
    return case if case.state == State.WORK else take_case(case=case, officer=officer)


@action
def send_case(*, case: SafetyCase, officer: "Person", sent_as: str, reason: str = "") -> SafetyCase:
    """Says that the case is in the safety database under `sent_as`; with something missing only for a reason."""
    case = _held(case)
    _refuse_unless(rules.may_work_on(officer, case))
    if not sent_as.strip():
        text = _("Write the number under which the safety database keeps it.")
        raise Refused("social.no_number", text, field="sent_as", status=422)
    if case.missing and not reason.strip():
        text = _("Still missing: %(what)s. Say why it is sent all the same.")
        what = ", ".join(words_for(case.missing))
        raise Refused("social.case_incomplete", text % {"what": what}, field="reason", status=422)
    case.sent_as = sent_as.strip()
    return _close(case, officer, State.SENT, reason, {"sent_as": case.sent_as, "missing": case.missing})


@action
def close_as_duplicate(*, case: SafetyCase, officer: "Person", reference: str, reason: str) -> SafetyCase:
    """Says that another case tells of the same event."""
    case = _held(case)
    _refuse_unless(rules.may_work_on(officer, case))
    original = SafetyCase.objects.filter(reference__iexact=reference.strip()).exclude(pk=case.pk).first()
    if original is None or original.state == State.DUPLICATE:
        text = _("There is no other case of this number that stands by itself.")
        raise Refused("social.no_such_case", text, field="reference", status=422)
    case.original = original
    return _close(case, officer, State.DUPLICATE, _reasoned(reason), {"original": original.reference})


@action
def give_back(*, case: SafetyCase, officer: "Person", reason: str) -> SafetyCase:
    """Says that it is no event: its post stands again everywhere, as it was."""
    case, reason = _held(case), _reasoned(reason)
    if case.is_open:
        case = _close(case, officer, State.NOT_EVENT, reason, {})
    else:
        _refuse_unless(rules.may_give_back(officer, case))
    if case.post is not None and case.post.held_for == Post.Hold.SAFETY:
        post = held_post(case.post)
        if post.number == 1:
            give_title(post.thread, case.title)
        hiding.release(post)
        note_step(case, officer, "given_back", {"held": True}, {"held": False}, reason)
        state(facts.SafetyDecided(case.pk, "restored"))
    return case


@action
def redact_post(
    *, case: SafetyCase, officer: "Person", words: str, reason: str, title: str = "", drops_files: bool = True
) -> SafetyCase:
    """Puts other words in the place of the post's, without what points at a patient; the original stays in the case."""
    case, reason = _held(case), _reasoned(reason)
    if case.post is None or not rules.may_redact(officer, case):
        raise Refused("social.nothing_held", _("This post is not held any more."), status=409)
    post = held_post(case.post)
    lose_what_was_read(post, officer, "redacted")
    post.source, post.format, post.html = words, Post.Format.TEXT, richtext.render(words)
    post.carries = {**post.carries, "redacted": 1}
    save_look(post, "source", "format", "html", "carries")
    post.revisions.all().delete()
    Quote.objects.filter(quoted=post).update(text=LEFT_OUT)
    hangings.number_anew(post, [])
    hangings.link(post, [])
    if drops_files:
        _drop_files(post)
    if post.number == 1:
        give_title(post.thread, title.strip()[:200] or post.thread.title)
    case.redacted_at = timezone.now()
    case.save(update_fields=["redacted_at"])
    hiding.release(post)
    note_step(case, officer, "redacted", {"redacted": False}, {"redacted": True}, reason)
    state(facts.SafetyDecided(case.pk, "redacted"))
    return case


@action
def reopen_case(*, case: SafetyCase, officer: "Person", reason: str) -> SafetyCase:
    """Takes up a closed case again; a post that was given back as it was is held once more."""
    case, reason = _held(case), _reasoned(reason)
    if not rules.may_reopen(officer, case):
        raise Refused("social.case_open", _("This case is open."), status=409)
    if case.post_id and SafetyCase.objects.open().filter(post=case.post_id).exists():
        raise Refused("social.case_elsewhere", _("This post has another open case. Work on that one."), status=409)
    old = case.state
    case.state, case.taken_by = State.WORK, officer
    case.closed_at = case.closed_by = case.original = None
    case.save(update_fields=["state", "taken_by", "closed_at", "closed_by", "original"])
    note_step(case, officer, "reopened", {"state": old}, {"state": case.state}, reason)
    if case.post is not None and old == State.NOT_EVENT and not case.post.is_hidden:
        post = held_post(case.post)
        hide_title(case, post)
        hiding.hold(post, Post.Hold.SAFETY)
    return case


def tell_deadline(deadline: SafetyDeadline) -> None:
    """Tells the officers that a case still waits, once; a row of the sweep, in its transaction."""
    case = deadline.case
    if case.is_open:
        notify(
            people=safety_officers(),
            kind=f"social.safety_{deadline.sort}",
            about=case,
            effect_key=f"social.safety_{deadline.sort}:{case.pk}",
        )
    SafetyDeadline.objects.filter(pk=deadline.pk).update(done_at=timezone.now())


def _close(case: SafetyCase, officer: "Person", to: str, reason: str, more: dict[str, Any]) -> SafetyCase:
    _refuse_unless(rules.may_work_on(officer, case))
    old = case.state
    case.state, case.closed_by, case.closed_at, case.closing_reason = to, officer, timezone.now(), reason
    case.save()
    note_step(case, officer, "closed", {"state": old}, {"state": to, **more}, reason)
    return case


def _drop_files(post: Post) -> None:
    for file in files_on(Post, [post.pk]).get(post.pk, []):
        files_actions.detach(file=file, from_=post)
    post.carries = {name: value for name, value in post.carries.items() if name != "files"}
    post.save(update_fields=["carries"])


def _held(case: SafetyCase) -> SafetyCase:
    related = ("post__thread__space", "post__author", "taken_by", "author", "reporter")
    return SafetyCase.objects.select_for_update(of=("self",)).select_related(*related).get(pk=case.pk)


def _reasoned(reason: str) -> str:
    if not reason.strip():
        raise Refused("social.needs_a_reason", _("Give a reason."), field="reason", status=422)
    return reason.strip()


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise Refused("social.case_closed", _("Only a safety officer does that, while the case is open."), status=409)
