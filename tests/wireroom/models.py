"""Rooms with members, and the notes that they write."""

from django.conf import settings
from django.db import models

from core.realtime.streams import StreamRef


class RoomQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(members__person=person)


class Room(models.Model):
    name = models.CharField(max_length=80)
    objects = RoomQuerySet.as_manager()

    @property
    def stream(self):
        return StreamRef(f"room:{self.pk}", scope=f"hall:{self.pk}")


class Member(models.Model):
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="member_once")]


class NoteQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(room__members__person=person)


class Note(models.Model):
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.TextField()
    deleted = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)
    objects = NoteQuerySet.as_manager()
