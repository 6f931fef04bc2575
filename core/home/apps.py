"""Registers the app with Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "core.home"
    default_auto_field = "django.db.models.BigAutoField"
