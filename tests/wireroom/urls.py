"""The product's addresses and the room's."""

import json

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from core.acts.refusals import Refused
from tests.wireroom import actions
from tests.wireroom.models import Member, Note, Room


@csrf_exempt
def notes(request: HttpRequest, pk):
    room = get_object_or_404(Room.objects.visible_to(request.user), pk=pk)
    if request.method == "GET":
        return JsonResponse({"notes": list(room.notes.order_by("pk").values("pk", "text", "author_id", "deleted"))})
    body = json.loads(request.body)
    key = request.headers.get("Idempotency-Key")
    try:
        note = actions.write_note(room=room, author=request.user, text=body["text"], key=key)
    except Refused as refusal:
        return JsonResponse({"code": refusal.code}, status=refusal.status)
    return JsonResponse({"note": note.pk}, status=201)


@csrf_exempt
def delete(request: HttpRequest, pk):
    actions.delete_note(note=get_object_or_404(Note.objects.visible_to(request.user), pk=pk))
    return JsonResponse({})


@csrf_exempt
def remove(request: HttpRequest, pk, person):
    member = get_object_or_404(Member, room_id=pk, person_id=person)
    actions.remove_member(room=member.room, person=member.person)
    return JsonResponse({})


def nothing(request: HttpRequest):
    return JsonResponse({"ok": True})


urlpatterns = [
    path("wireroom/nothing/", nothing),
    path("wireroom/<int:pk>/notes/", notes),
    path("wireroom/<int:pk>/members/<int:person>/remove/", remove),
    path("wireroom/notes/<int:pk>/delete/", delete),
    path("", include("core.config.urls")),
]
handler500 = "core.config.health.failed"
