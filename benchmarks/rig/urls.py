"""The test room's addresses, and the pump."""

import time

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from benchmarks.rig.payload import paced
from core.realtime import bells
from tests.wireroom import actions
from tests.wireroom.models import Room


@csrf_exempt
def pump(request: HttpRequest, way: str, pk: int, count: int, rate: int):
    """Sends so many messages at that rate: `log` through an action, or `bell` by the bell alone, as the others do."""
    room = Room.objects.get(pk=pk)
    for number in paced(count, rate):
        if way == "log":
            actions.write_note(room=room, author=request.user, text=f"{number} " + "x" * 120)
        else:
            bells.ring(bells.Whisper(room.stream.name, "wireroom.typing", {"text": "x" * 160, "number": number}))
    return JsonResponse({"at": time.monotonic()})


@login_not_required
def trivial(request: HttpRequest):
    return HttpResponse("ok")


urlpatterns = [
    path("pump/<str:way>/<int:pk>/<int:count>/<int:rate>/", pump),
    path("trivial/", trivial),
    path("", include("tests.wireroom.urls")),
]
