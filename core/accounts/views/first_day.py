"""The calm page of a first day: three questions, none of which must be answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts import actions
from core.accounts.forms import FirstDayForm
from core.accounts.models import QUESTIONS, FirstDay, Person
from core.accounts.registries import words_for
from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act


def first_day(request: AuthedRequest) -> HttpResponse:
    """Asks what nobody has said yet; opened again from the profile, all three."""
    day = FirstDay.objects.open().filter(person=request.user).first()
    with translation.override(_page_language(request, day)):
        form = _form(request, day)
        if request.method == "POST":
            person = Person.objects.get(pk=request.user.pk)
            _person, done = try_act(form, lambda: actions.answer_first_day(person=person, **form.answers()))
            if done:
                with translation.override(person.language):
                    messages.success(request, _("Thank you. You can change this in your settings at any time."))
                return redirect(_where_to(request, day))
        page = {"form": form, "day": day, "next": _next(request), "settings_url": reverse("accounts:settings")}
        return render(request, "accounts/first_day.html", page, status=422 if form.is_bound else 200)


@require_POST
def keep(request: AuthedRequest) -> HttpResponse:
    """Keeps what is filled in while somebody fills it in; what cannot be understood is left out."""
    day = FirstDay.objects.open().filter(person=request.user).first()
    with translation.override(_page_language(request, day)):
        form = _form(request, day)
        form.is_valid()
        actions.keep_first_answers(person=request.user, **form.answers())
    return HttpResponse(status=204)


@require_POST
def skip(request: AuthedRequest) -> HttpResponse:
    """Not now, and not again by itself."""
    day = FirstDay.objects.open().filter(person=request.user).first()
    actions.skip_first_day(person=request.user)
    return redirect(_where_to(request, day))


def _form(request: AuthedRequest, day: FirstDay | None) -> FirstDayForm:
    asks = day.asks if day else QUESTIONS
    person = Person.objects.select_related("profile").get(pk=request.user.pk)
    known: dict[str, Any] = {"language": person.language, "zone": person.zone, "works_on": person.works_on}
    if day:
        browser = translation.get_language_from_request(request)
        known |= {"language": browser, **day.said}
    groups = words_for(person) if "works_on" in asks else []
    return FirstDayForm(request.POST or None, asks=asks, groups=groups, known=known)


def _page_language(request: AuthedRequest, day: FirstDay | None) -> str:
    """Whom nobody has asked yet reads the questions in the language that is proposed to them."""
    if day is None or "language" not in day.asks:
        return request.user.language
    return str(day.said.get("language") or translation.get_language_from_request(request))


def _next(request: AuthedRequest) -> str:
    wanted = request.POST.get("next", request.GET.get("next", ""))
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else ""


def _where_to(request: AuthedRequest, day: FirstDay | None) -> str:
    """Where somebody wanted to go before they were asked; else Today, or the settings for who came from there."""
    return _next(request) or ("/" if day else reverse("accounts:settings"))
