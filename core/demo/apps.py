"""Registers the app with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "core.demo"
    default_auto_field = "django.db.models.BigAutoField"
