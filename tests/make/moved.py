"""What stories of moved talk look at: numbers, counters, what a stream told, what is new to somebody."""

from core.realtime.models import StreamEvent
from social.models import Post, Thread
from social.queries.reading import new_in


def post(thread, number) -> Post:
    return thread.posts.get(number=number)


def places(thread) -> list[tuple[int, int]]:
    return list(thread.posts.order_by("number").values_list("number", "root_number"))


def told(stream) -> list[str]:
    return list(StreamEvent.objects.filter(stream__name=stream.name).order_by("seq").values_list("name", flat=True))


def unread(thread, person) -> int:
    return new_in(Thread.objects.with_mine(person).get(pk=thread.pk))


def counted(thread) -> tuple[int, int, int]:
    thread.refresh_from_db()
    return thread.last_number, thread.post_count, thread.people_count
