"""Pages by which who leads opens a space in waves."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts import zones
from core.accounts.models import JobRole
from core.accounts.queries import units_in_order
from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from social import actions, rules
from social.forms import MomentForm, WaveForm
from social.models import Wave
from social.queries import pages
from social.queries.standings import standing
from social.queries.waves import waves_of
from social.views.finding import space_of


def listing(request: AuthedRequest, pk: int) -> HttpResponse:
    """The waves with how many people each brings in; plans another."""
    where = _leading(request, pk)
    form = _form(request)
    if request.method == "POST":
        _wave, done = try_act(form, lambda: actions.plan_wave(space=where.space, by=request.user, **form.cleaned_data))
        if done:
            messages.success(request, _("It is planned. Until then these people do not see the space."))
            return redirect("social:waves", pk)
    waves = waves_of(where.space)
    may_end = where.space.is_in_waves and not any(each.wave.is_waiting for each in waves)
    context = {**pages.space_head(where, "members"), "waves": waves, "form": form, "may_end": may_end}
    return render(request, "social/waves.html", context, status=422 if form.errors else 200)


def move(request: AuthedRequest, pk: int, wave_pk: int) -> HttpResponse:
    """Gives a wave another moment."""
    where, wave = _wave(request, pk, wave_pk)
    form = MomentForm(request.POST or None, initial={"opens_local": wave.opens_local, "zone": wave.zone})
    if request.method == "POST":
        _moved, done = try_act(form, lambda: actions.move_wave(wave=wave, by=request.user, **form.cleaned_data))
        if done:
            messages.success(request, _("Moved."))
            return redirect("social:waves", pk)
    context = {**pages.space_head(where, "members"), "wave": wave, "form": form}
    return render(request, "social/wave_move.html", context, status=422 if form.errors else 200)


@require_POST
def stop(request: AuthedRequest, pk: int, wave_pk: int) -> HttpResponse:
    """Lets a wave never open."""
    _where, wave = _wave(request, pk, wave_pk)
    actions.stop_wave(wave=wave, by=request.user)
    messages.success(request, _("Stopped. These people do not come in by themselves."))
    return redirect("social:waves", pk)


@require_POST
def end(request: AuthedRequest, pk: int) -> HttpResponse:
    """Opens the space as it was meant, where no wave waits."""
    actions.end_waves(space=_leading(request, pk).space, by=request.user)
    messages.success(request, _("The space is open as it was meant."))
    return redirect("social:waves", pk)


def _leading(request: AuthedRequest, pk: int) -> rules.Standing:
    where = standing(request.user, space_of(request, pk))
    if not rules.may_open_in_waves(where):
        raise Http404
    return where


def _wave(request: AuthedRequest, pk: int, wave_pk: int) -> tuple[rules.Standing, Wave]:
    where = _leading(request, pk)
    return where, get_object_or_404(where.space.waves.in_order().select_related("space"), pk=wave_pk)


def _form(request: AuthedRequest) -> WaveForm:
    tomorrow = timezone.now().astimezone(zones.of(request.user.zone)) + timedelta(days=1)
    initial: dict[str, Any] = {
        "opens_local": tomorrow.replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None),
        "zone": request.user.zone,
    }
    return WaveForm(
        request.POST or None, units=units_in_order(), job_roles=list(JobRole.objects.all()), initial=initial
    )
