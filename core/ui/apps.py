"""Registers the app with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "core.ui"
    default_auto_field = "django.db.models.BigAutoField"
