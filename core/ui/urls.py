"""Addresses of the component gallery, wired only on a developer's own machine."""

from django.urls import path

from core.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("echo/", views.echo, name="echo"),
    path("said/", views.said, name="said"),
    path("mentions/", views.mentions, name="mentions"),
    path("errors/<str:name>/", views.error_page, name="error"),
]
