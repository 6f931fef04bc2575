"""Registers the app with Django."""

from django.apps import AppConfig


class RichtextConfig(AppConfig):
    name = "core.richtext"
    default_auto_field = "django.db.models.BigAutoField"
