"""Registers the test room as an area above the wire registers itself."""

from django.apps import AppConfig


class WireroomConfig(AppConfig):
    name = "tests.wireroom"
    label = "wireroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from core.kinds import registry
        from tests.wireroom import kinds, live  # noqa: F401

        registry.register(kinds.ROOM)
        registry.register(kinds.NOTE)
