"""Registers the app with Django."""

from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "core.realtime"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.conf import settings

        if settings.REDIS_URL:
            from core.realtime import bells, redis_bell

            bells.carry_by(redis_bell.RedisCarrier(settings.REDIS_URL))
