"""Registers the app with Django."""

from django.apps import AppConfig


class VirtualclassConfig(AppConfig):
    name = "virtualclass"
    default_auto_field = "django.db.models.BigAutoField"
