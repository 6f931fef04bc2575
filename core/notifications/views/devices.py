"""Devices on which somebody wishes to be told, and the script that shows notices there."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.accounts.devices import icon_of, name_of
from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.notifications import actions, queries
from core.notifications.forms import DeviceForm
from core.notifications.models import PushDevice
from core.ui import assets


@dataclass(frozen=True)
class ShownDevice:
    """A device as its person knows it."""

    device: PushDevice
    name: str
    icon: str
    is_here: bool


def shown_devices(request: AuthedRequest) -> list[ShownDevice]:
    """One's own devices, with the one that asks."""
    key = request.session.session_key
    return [
        ShownDevice(device, name_of(device.user_agent), icon_of(device.user_agent), device.session_key == key)
        for device in queries.devices_of(request.user)
    ]


@require_POST
def add_device(request: AuthedRequest) -> HttpResponse:
    """Has what comes at once show on the browser that asks; its script sends this, and once more after a sign-in."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"title": _("This browser did not say how it can be reached.")}, status=422)
    said = form.cleaned_data
    try:
        actions.push_to(
            person=request.user,
            session_key=request.session.session_key or "",
            endpoint=said["endpoint"],
            public_key=said["p256dh"],
            secret=said["auth"],
            user_agent=request.headers.get("User-Agent", ""),
        )
    except Refused as refusal:
        return JsonResponse({"title": str(refusal.text)}, status=refusal.status)
    return HttpResponse(status=204)


@require_POST
def remove_device(request: AuthedRequest, pk: int) -> HttpResponse:
    """Has nothing show there any more."""
    device = get_object_or_404(PushDevice.objects.visible_to(request.user), pk=pk)
    actions.forget_device(device=device)
    messages.success(request, _("Notices do not show there any more."))
    return redirect("notifications:preferences")


@login_not_required
@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that a browser keeps, from the root, so that it may speak for every page; it holds nobody's data."""
    file = Path(settings.STATIC_ROOT) / assets.address("service-worker.js").removeprefix(settings.STATIC_URL)
    answer = HttpResponse(file.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
