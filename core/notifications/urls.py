"""Addresses of notices and of the mail that was kept."""

from django.urls import path

from core.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notices/", views.centre, name="centre"),
    path("notices/recent/", views.recent, name="recent"),
    path("notices/count/", views.count, name="count"),
    path("notices/read/", views.read_all, name="read-all"),
    path("notices/settings/", views.preferences, name="preferences"),
    path("notices/settings/preset/", views.preset, name="preset"),
    path("notices/devices/add/", views.add_device, name="device-add"),
    path("notices/devices/<int:pk>/remove/", views.remove_device, name="device-remove"),
    path("service-worker.js", views.service_worker, name="service-worker"),
    path("notices/pause/", views.pause, name="pause"),
    path("notices/pause/end/", views.end_pause, name="pause-end"),
    path("notices/stop/<str:key>/", views.stop, name="stop"),
    path("notices/<int:pk>/follow/", views.follow, name="follow"),
    path("notices/<int:pk>/read/", views.read, name="read"),
    path("mail/", views.mails, name="mails"),
    path("mail/<str:name>/", views.mail, name="mail"),
]
