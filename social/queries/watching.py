"""The word list, as everything asks for it: kept, for it is asked at every post."""

from django.core.cache import cache

from social.models import WatchWord
from social.words import Listed

KEPT = "social.watch_words"
SECONDS = 300


def listed() -> list[Listed]:
    """All words of the list with their sorts."""
    kept = cache.get(KEPT)
    if kept is None:
        kept = list(WatchWord.objects.values_list("text", "sort"))
        cache.set(KEPT, kept, SECONDS)
    return [Listed(text, sort) for text, sort in kept]
