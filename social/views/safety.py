"""Reporting a safety event: about a post, about something heard."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from social import actions, rules
from social.forms import SafetyEventForm, SafetyFactsForm
from social.models import SafetyCase, SafetyHint
from social.queries import pages
from social.queries.standings import standing
from social.queries.watching import listed
from social.rendering import draw
from social.views.finding import post_of

# What the first question can be answered by: a real patient, perhaps one, what a study found.
PATIENT, UNSURE, STUDY = "patient", "unsure", "study"


def start(request: AuthedRequest) -> HttpResponse:
    """What a safety event is, and the ways to report one."""
    context = {"contact": pages.safety_contact(), "is_officer": rules.is_officer(request.user)}
    return render(request, "social/safety.html", context)


def report_post(request: AuthedRequest, pk: int) -> HttpResponse:
    """Reports a post: first whether a patient is real, then what is known; all of it may be left out."""
    post = post_of(request, pk)
    if not rules.may_report_post(standing(request.user, post.thread.space), post):
        raise Http404
    about = request.GET.get("about", "")
    form = SafetyFactsForm(request.POST or None)
    if request.method == "POST":
        case, done = try_act(
            form,
            lambda: actions.report_post(
                post=post,
                reporter=request.user,
                told={**form.told, "is_sure": about != UNSURE},
                key=form.cleaned_data["key"],
            ),
        )
        if done:
            return _thanked(request, case, "social:thread", post.thread_id)
    return render(
        request,
        "social/safety_report.html",
        {
            "form": form,
            "post": post,
            "about": about,
            "html": draw([post])[post.pk],
            "crumbs": pages.crumbs(post.thread.space, post.thread),
        },
        status=422 if form.errors else 200,
    )


def report(request: AuthedRequest) -> HttpResponse:
    """Reports something heard outside the talk."""
    about = request.GET.get("about", "")
    form = SafetyEventForm(request.POST or None)
    if request.method == "POST":
        case, done = try_act(
            form,
            lambda: actions.report_event(
                reporter=request.user,
                words=form.cleaned_data["words"],
                told={**form.told, "is_sure": about != UNSURE},
                heard_on=form.cleaned_data["heard_on"],
                key=form.cleaned_data["key"],
            ),
        )
        if done:
            return _thanked(request, case, "social:safety")
    context = {"form": form, "about": about}
    return render(request, "social/safety_report.html", context, status=422 if form.errors else 200)


def words(request: AuthedRequest) -> HttpResponse:
    """The word list for the composer, which suggests by it while somebody types."""
    return JsonResponse({"words": [[word.text, word.sort] for word in listed()]})


@require_POST
def report_hint(request: AuthedRequest, pk: int) -> HttpResponse:
    """Makes a case of what the word list found."""
    hint = _hint(request, pk)
    case = actions.report_hint(hint=hint, officer=request.user)
    if rules.is_officer(request.user):
        return redirect("social:safety-case", case.pk)
    return _thanked(request, case, "social:flags")


@require_POST
def dismiss_hint(request: AuthedRequest, pk: int) -> HttpResponse:
    """Says that what the word list found is nothing."""
    actions.dismiss_hint(hint=_hint(request, pk), by=request.user)
    messages.success(request, _("Dismissed."))
    return redirect("social:safety-queue" if rules.is_officer(request.user) else "social:flags")


def _hint(request: AuthedRequest, pk: int) -> SafetyHint:
    return get_object_or_404(SafetyHint.objects.visible_to(request.user).select_related("post"), pk=pk)


def _thanked(request: AuthedRequest, case: SafetyCase, to: str, *args: int) -> HttpResponse:
    text = _("Thank you. The safety officers have it under %(case)s. You need do nothing more; they may ask you.")
    messages.success(request, text % {"case": case.reference})
    return redirect(to, *args)
