"""Wires the rooms together once all of them are loaded."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "core.config"

    def ready(self) -> None:
        from core.config import kinds, live, notices, panels, reactions, search

        kinds.register()
        notices.register()
        reactions.register()
        panels.register()
        live.register()
        search.register()
