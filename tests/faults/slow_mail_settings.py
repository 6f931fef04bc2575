"""The product's settings with a mail server that takes its time."""

from core.config.settings import *  # noqa: F403

EMAIL_BACKEND = "tests.faults.slow_mail.Waiting"
EMAIL_HOST = ""
