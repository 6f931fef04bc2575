"""Keeps one person from asking for more than a server can give."""

import logging
import time

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused

logger = logging.getLogger("compagnon.pace")


def keep_pace(what: str, who: int | str, *, most: int, seconds: int) -> None:
    """Counts one more `what` of `who`. Raises Refused `acts.too_fast` (429) past `most` within `seconds`.

    Counted in the shared cache, in windows of `seconds`. Without a cache nothing is counted and nobody is kept out:
    this guards the machine, never a secret.
    """
    now = time.time()
    window = int(now // seconds)
    key = f"pace:{what}:{who}:{window}"
    try:
        cache.add(key, 0, timeout=seconds + 1)
        count = cache.incr(key)
    except Exception:
        logger.warning("The cache does not answer: %s is not counted.", what)
        return
    if count > most:
        wait = max(1, int((window + 1) * seconds - now))
        text = _("That was a lot at once. Wait %(seconds)s seconds, then try again.") % {"seconds": wait}
        raise Refused("acts.too_fast", text, status=429, retry_after=wait)
