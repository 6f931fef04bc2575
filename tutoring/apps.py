"""Registers the app with Django."""

from django.apps import AppConfig


class TutoringConfig(AppConfig):
    name = "tutoring"
    default_auto_field = "django.db.models.BigAutoField"
