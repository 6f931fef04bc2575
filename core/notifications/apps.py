"""Registers the app with Django."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "core.notifications"
    default_auto_field = "django.db.models.BigAutoField"
