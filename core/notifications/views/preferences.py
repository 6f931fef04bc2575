"""Pages where people choose how they are told, and when they are left in peace."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.notifications import actions, push_services, queries
from core.notifications.forms import AttentionForm, WaysForm
from core.notifications.views.devices import shown_devices
from core.notifications.ways import Preset
from core.ui.forms import try_act


def preferences(request: AuthedRequest) -> HttpResponse:
    """By which ways one wishes to be told, how often the digest comes, when nothing may disturb."""
    attention = queries.attention_of(request.user)
    ways = WaysForm(request.POST or None, ways=queries.all_ways_of(request.user))
    leads = queries.leads_a_team(request.user)
    times = AttentionForm(request.POST or None, initial=AttentionForm.said_in(attention), leads_a_team=leads)

    def act() -> None:
        chosen = {"ways": ways.ways(), "digest": times.chosen_digest(), "peace": times.chosen_quiet()}
        actions.choose_everything(person=request.user, team_mail=times.chosen_team_mail(), **chosen)

    if request.method == "POST" and ways.is_valid() and try_act(times, act)[1]:
        messages.success(request, _("Your choices are kept."))
        return redirect("notifications:preferences")
    parts = {"ways": ways, "times": times, "attention": attention, "presets": Preset.choices}
    parts |= {"push_key": push_services.public_key(), "devices": shown_devices(request)}
    return render(request, "notifications/preferences.html", parts, status=422 if times.errors or ways.errors else 200)


@require_POST
def preset(request: AuthedRequest) -> HttpResponse:
    """Takes the choices that most people make."""
    chosen = request.POST.get("preset", "")
    if chosen in Preset.values:
        actions.choose_preset(person=request.user, preset=Preset(chosen))
        messages.success(request, _("Your choices are kept."))
    return redirect("notifications:preferences")


@require_POST
def pause(request: AuthedRequest) -> HttpResponse:
    """Asks for peace for a while."""
    actions.pause(person=request.user, lasting=request.POST.get("lasting", ""))
    return redirect(_back(request))


@require_POST
def end_pause(request: AuthedRequest) -> HttpResponse:
    """Lets notices through again."""
    actions.end_pause(person=request.user)
    return redirect(_back(request))


def _back(request: AuthedRequest) -> str:
    return "notifications:centre" if request.POST.get("from") == "centre" else "notifications:preferences"
