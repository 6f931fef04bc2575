"""Addresses of classes."""

from django.urls import path

from virtualclass.views import classes, room, seats

app_name = "virtualclass"
urlpatterns = [
    path("classes/", classes.agenda, name="classes"),
    path("classes/past/", classes.past, name="past"),
    path("classes/new/", classes.new, name="class-new"),
    path("classes/<int:pk>/", classes.show, name="class"),
    path("classes/<int:pk>/change/", classes.change, name="change"),
    path("classes/<int:pk>/cancel/", classes.cancel, name="cancel"),
    path("classes/<int:pk>/calendar.ics", classes.calendar_file, name="calendar-file"),
    path("classes/<int:pk>/attendance.csv", classes.attendance_file, name="attendance-file"),
    path("classes/<int:pk>/register/", seats.register, name="register"),
    path("classes/<int:pk>/give-back/", seats.give_back, name="give-back"),
    path("classes/<int:pk>/room/", room.show, name="room"),
    path("classes/<int:pk>/start/", room.start, name="start"),
    path("classes/<int:pk>/end/", room.end, name="end"),
    path("classes/<int:pk>/here/", room.here, name="here"),
    path("classes/<int:pk>/hands/raise/", room.raise_hand, name="raise-hand"),
    path("classes/<int:pk>/hands/lower-all/", room.lower_all, name="lower-all"),
    path("classes/<int:pk>/hands/<int:person_pk>/lower/", room.lower_hand, name="lower-hand"),
    path("classes/<int:pk>/hands/<int:person_pk>/call/", room.call_on, name="call-on"),
]
