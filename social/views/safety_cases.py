"""The safety officers' pages; for anybody else they do not exist."""

import csv
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.files.queries import files_on
from core.richtext import stored
from core.ui.forms import try_act
from core.ui.paging import keyset
from social import actions, rules
from social.forms import DuplicateForm, PeriodForm, ReasonForm, RedactForm, SafetyCaseForm, SentForm, WatchWordForm
from social.models import SafetyCase, SafetyHint, Thread, WatchWord
from social.queries import safety as reads
from social.queries.pages import Way


def queue(request: AuthedRequest) -> HttpResponse:
    """What waits, the most pressing first; what the word list suggests."""
    _officers_only(request)
    shown = request.GET.get("show", "")
    page = keyset(reads.queue(request.user, shown), request, by="-closed_at" if shown == "closed" else "due_at")
    hints = SafetyHint.objects.visible_to(request.user).waiting().filter(sort=SafetyHint.Sort.SAFETY)
    numbers = reads.queue_numbers(request.user)
    context = {
        "page": page,
        "shown": shown,
        "tabs": _tabs(shown, numbers),
        "hints": hints.select_related("post__author", "post__thread__space").order_by("-pk")[:20],
    }
    return render(request, "social/safety_queue.html", context)


def one(request: AuthedRequest, pk: int) -> HttpResponse:
    """A case: the copy, what is known and what is missing, what was done; a POST keeps what is known so far."""
    case = _case(request, pk)
    form = SafetyCaseForm(request.POST or None, initial=_known(case))
    if request.method == "POST":
        _answer, done = try_act(
            form,
            lambda: actions.fill_in(case=case, officer=request.user, version=form.cleaned_data["version"], **form.told),
        )
        if done:
            messages.success(request, _("Kept."))
            return redirect("social:safety-case", pk)
    return _shown(request, case, form=form)


@require_POST
def take(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes a case on oneself."""
    actions.take_case(case=_case(request, pk), officer=request.user)
    return redirect("social:safety-case", pk)


@require_POST
def sent(request: AuthedRequest, pk: int) -> HttpResponse:
    """Closes a case as sent."""
    return _closes(request, pk, SentForm(request.POST, auto_id="sent-%s"), "sent_form", actions.send_case)


@require_POST
def duplicate(request: AuthedRequest, pk: int) -> HttpResponse:
    """Closes a case as a duplicate."""
    return _closes(
        request, pk, DuplicateForm(request.POST, auto_id="duplicate-%s"), "duplicate_form", actions.close_as_duplicate
    )


@require_POST
def give_back(request: AuthedRequest, pk: int) -> HttpResponse:
    """Says that it is no event, and shows the post again."""
    return _closes(request, pk, ReasonForm(request.POST, auto_id="back-%s"), "give_back_form", actions.give_back)


@require_POST
def redact(request: AuthedRequest, pk: int) -> HttpResponse:
    """Shows the post again in other words."""
    form = RedactForm(request.POST, auto_id="redact-%s", opens_talk=_opens_talk(_case(request, pk)))
    return _closes(request, pk, form, "redact_form", actions.redact_post)


@require_POST
def reopen(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes a closed case up again."""
    return _closes(request, pk, ReasonForm(request.POST, auto_id="reopen-%s"), "reopen_form", actions.reopen_case)


def period(request: AuthedRequest) -> HttpResponse:
    """A period's balance, and its cases as files."""
    _officers_only(request)
    form, chosen = _period(request)
    balance = reads.reconcile(request.user, chosen) if chosen else None
    context = {"form": form, "balance": balance, "query": request.GET.urlencode() if chosen and request.GET else ""}
    return render(request, "social/safety_period.html", context, status=422 if form.errors else 200)


def table(request: AuthedRequest) -> HttpResponse:
    """The cases of a period as CSV."""
    chosen = _period_to_export(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="safety-{chosen.first}-{chosen.last}.csv"'
    # A spreadsheet takes the file for UTF-8 only where it begins by this mark.
    response.write("\ufeff")
    csv.writer(response).writerows(reads.as_table(chosen.cases(request.user)))
    actions.note_export(officer=request.user, first=chosen.first, last=chosen.last, form="csv")
    return response


def xml(request: AuthedRequest) -> HttpResponse:
    """The cases of a period as XML."""
    chosen = _period_to_export(request)
    response = HttpResponse(reads.as_xml(chosen.cases(request.user)), content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="safety-{chosen.first}-{chosen.last}.xml"'
    actions.note_export(officer=request.user, first=chosen.first, last=chosen.last, form="xml")
    return response


def word_list(request: AuthedRequest) -> HttpResponse:
    """The word list; a POST adds a word."""
    if not rules.may_keep_words(request.user):
        raise Http404
    form = WatchWordForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST":
        _word, done = try_act(form, lambda: actions.add_word(by=request.user, **form.cleaned_data))
        if done:
            messages.success(request, _("The word is on the list."))
            return redirect("social:safety-words")
    by_sort = [(label, [word for word in WatchWord.objects.all() if word.sort == sort]) for sort, label in WORD_SORTS]
    return render(
        request, "social/safety_words.html", {"form": form, "by_sort": by_sort}, status=422 if form.errors else 200
    )


@require_POST
def remove_word(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes a word off the list."""
    if not rules.may_keep_words(request.user):
        raise Http404
    actions.remove_word(word=get_object_or_404(WatchWord, pk=pk), by=request.user)
    messages.success(request, _("The word is off the list."))
    return redirect("social:safety-words")


WORD_SORTS = WatchWord.Sort.choices


def _case(request: AuthedRequest, pk: int) -> SafetyCase:
    related = ("post__thread__space", "author", "reporter", "taken_by", "closed_by", "original")
    return get_object_or_404(SafetyCase.objects.visible_to(request.user).select_related(*related), pk=pk)


def _closes(request: AuthedRequest, pk: int, form: Form, name: str, act: Callable[..., SafetyCase]) -> HttpResponse:
    """One deed with a form of its own on the case's page, which shows it again where it is refused."""
    case = _case(request, pk)
    _answer, done = try_act(form, lambda: act(case=case, officer=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Done. It is on the trail."))
        return redirect("social:safety-case", pk)
    return _shown(request, _case(request, pk), **{name: form})


def _shown(request: AuthedRequest, case: SafetyCase, **forms: Any) -> HttpResponse:
    status = 422 if any(form.errors for form in forms.values()) else 200
    first_words = {"words": case.source if case.post and case.post.format == "text" else "", "title": case.title}
    context = {
        "case": case,
        "body": stored(case.html),
        "missing": reads.words_for(case.missing),
        "steps": reads.steps_of(case),
        "known": reads.known_of(case),
        "files": files_on(SafetyCase, [case.pk]).get(case.pk, []),
        "others": case.duplicates.all(),
        "may_read_thread": case.post is not None
        and Thread.objects.visible_to(request.user).filter(pk=case.post.thread_id).exists(),
        "may": {
            "work": rules.may_work_on(request.user, case),
            "give_back": rules.may_give_back(request.user, case),
            "redact": rules.may_redact(request.user, case),
            "reopen": rules.may_reopen(request.user, case),
        },
        "form": SafetyCaseForm(initial=_known(case)),
        "sent_form": SentForm(auto_id="sent-%s"),
        "duplicate_form": DuplicateForm(auto_id="duplicate-%s"),
        "give_back_form": ReasonForm(auto_id="back-%s"),
        "redact_form": RedactForm(auto_id="redact-%s", opens_talk=_opens_talk(case), initial=first_words),
        "reopen_form": ReasonForm(auto_id="reopen-%s"),
    }
    return render(request, "social/safety_case.html", {**context, **forms}, status=status)


def _known(case: SafetyCase) -> dict[str, Any]:
    names = ("sort", "who_told", "patient", "product", "reaction", "seriousness", "note", "version")
    return {name: getattr(case, name) for name in names}


def _opens_talk(case: SafetyCase) -> bool:
    return case.post is not None and case.post.number == 1


def _tabs(shown: str, numbers: dict[str, int]) -> list[Way]:
    return [
        Way(pgettext("cases", "Open"), "?", shown == "", numbers["open"], _("open cases")),
        Way(_("Late"), "?show=late", shown == "late", numbers["late"], _("late cases")),
        Way(pgettext("cases", "Closed"), "?show=closed", shown == "closed"),
    ]


def _period(request: AuthedRequest) -> tuple[PeriodForm, reads.Period | None]:
    today = timezone.localdate()
    days = {"first": today - timedelta(days=30), "last": today}
    form = PeriodForm(request.GET if "first" in request.GET else days)
    if not form.is_valid():
        return form, None
    return form, reads.Period(form.cleaned_data["first"], form.cleaned_data["last"])


def _period_to_export(request: AuthedRequest) -> reads.Period:
    _officers_only(request)
    _form, chosen = _period(request)
    if chosen is None:
        raise Http404
    return chosen


def _officers_only(request: AuthedRequest) -> None:
    if not rules.is_officer(request.user):
        raise Http404
