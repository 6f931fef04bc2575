"""Registers the app with Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "core.search"
    default_auto_field = "django.db.models.BigAutoField"
