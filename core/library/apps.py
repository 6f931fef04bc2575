"""Registers the app with Django."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "core.library"
    default_auto_field = "django.db.models.BigAutoField"
