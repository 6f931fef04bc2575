"""Addresses of the trail."""

from django.urls import path

from core.audit import views

app_name = "audit"
urlpatterns = [path("administration/trail/", views.trail, name="trail")]
