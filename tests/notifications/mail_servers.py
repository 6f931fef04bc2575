"""Mail servers that fail, in place of one outside the house."""

from smtplib import SMTPServerDisconnected

from django.core.mail.backends import locmem


class Refusing(locmem.EmailBackend):
    """Takes nothing."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("gone away")


class RefusingLena(locmem.EmailBackend):
    """Takes nothing for Lena."""

    def send_messages(self, messages):
        if any("lena@example.org" in to for message in messages for to in message.to):
            raise SMTPServerDisconnected("not her")
        return super().send_messages(messages)
