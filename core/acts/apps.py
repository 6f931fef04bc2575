"""Registers the app with Django."""

from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "core.acts"
    default_auto_field = "django.db.models.BigAutoField"
