"""What lower rooms may know of spaces, threads and posts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.kinds.registry import Kind
from core.richtext import excerpt
from social.models import Post, Space, Thread
from social.queries.listening import listeners_of_spaces, listeners_of_threads
from social.registries import own_address

SPACE = Kind(
    name="space",
    model=Space,
    visible_to=Space.objects.visible_to,
    listens_to=Space.objects.readable_by,
    listeners=listeners_of_spaces,
    title=lambda space: space.name,
    url=lambda space: reverse("social:space", args=[space.pk]),
    icon="messages-square",
    word=_("Community"),
)
THREAD = Kind(
    name="thread",
    model=Thread,
    visible_to=Thread.objects.visible_to,
    listeners=listeners_of_threads,
    title=lambda thread: thread.title,
    url=lambda thread: reverse("social:thread", args=[thread.pk]),
    icon="message-square",
    word=_("Talk"),
)
POST = Kind(
    name="post",
    model=Post,
    visible_to=Post.objects.visible_to,
    title=lambda post: excerpt(post.html, 80),
    url=lambda post: reverse("social:post", args=[post.pk]),
    icon="message-circle",
    word=_("Post"),
)
EVERY = [SPACE, THREAD, POST]

# Whose pages, when somebody links to them in a post, are shown as cards beneath it.
own_address("social:space", kind="space")
own_address("social:thread", kind="thread")
own_address("library:object", kind="learning_object")
