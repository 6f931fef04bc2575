"""Registers the app with Django."""

from django.apps import AppConfig


class KindsConfig(AppConfig):
    name = "core.kinds"
    default_auto_field = "django.db.models.BigAutoField"
