"""The one way to say no: a code for machines, a sentence for people."""

from django.utils.functional import Promise


class Refused(Exception):
    """An act that may not happen.

    `code` is stable and dotted (`social.thread_locked`); `text` says what to do, in the person's language;
    `field` names the form field at fault, if one is; `status` is the HTTP answer: 403 by default, 409 for a
    conflict, 422 for input, 429 for too much; `retry_after` says in how many seconds it is worth trying again.
    """

    def __init__(
        self,
        code: str,
        text: str | Promise,
        *,
        field: str | None = None,
        status: int = 403,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text
        self.field = field
        self.status = status
        self.retry_after = retry_after

    def __str__(self) -> str:
        return str(self.text)


def refuse_unless(allowed: bool, code: str, text: str | Promise) -> None:
    """Raises Refused (403) with a reason where a rule says no: for pages that would only lead to a refusal."""
    if not allowed:
        raise Refused(code, text)
