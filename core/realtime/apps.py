"""Registers the app with Django."""

from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "core.realtime"
    default_auto_field = "django.db.models.BigAutoField"
