"""What lower rooms may know of spaces, threads and posts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.accounts.registries import offers_words
from core.kinds.registry import Kind
from core.richtext import excerpt
from social.models import Flag, Post, SafetyCase, Sanction, Space, Thread
from social.queries.listening import listeners_of_spaces, listeners_of_threads
from social.queries.tags import words_in_use
from social.registries import own_address

SPACE = Kind(
    name="space",
    model=Space,
    visible_to=Space.objects.visible_to,
    listens_to=Space.objects.readable_by,
    listeners=listeners_of_spaces,
    # Who is seen to go when a question comes would have asked it.
    hushed=lambda pks: Space.objects.filter(pk__in=pks, lets_ask_unnamed=True).values_list("pk", flat=True),
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
    hushed=lambda pks: Thread.objects.filter(pk__in=pks, is_hushed=True).values_list("pk", flat=True),
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
SAFETY_CASE = Kind(
    name="safety_case",
    model=SafetyCase,
    visible_to=SafetyCase.objects.visible_to,
    listens_to=lambda person: SafetyCase.objects.none(),
    title=lambda case: case.reference,
    url=lambda case: reverse("social:safety-case", args=[case.pk]),
    icon="shield-alert",
    word=_("Safety case"),
)
FLAG = Kind(
    name="flag",
    model=Flag,
    visible_to=Flag.objects.visible_to,
    listens_to=lambda person: Flag.objects.none(),
    title=lambda flag: flag.get_sort_display(),
    url=lambda flag: reverse("social:flags"),
    icon="flag",
    word=_("Flag"),
)
SANCTION = Kind(
    name="sanction",
    model=Sanction,
    visible_to=Sanction.objects.visible_to,
    listens_to=lambda person: Sanction.objects.none(),
    title=lambda made: made.get_sort_display(),
    url=lambda made: reverse("social:sanction", args=[made.pk]),
    icon="hand",
    word=_("Sanction"),
)
EVERY = [SPACE, THREAD, POST, SAFETY_CASE, FLAG, SANCTION]

# Whose pages, when somebody links to them in a post, are shown as cards beneath it.
own_address("social:space", kind="space")
own_address("social:thread", kind="thread")
own_address("library:object", kind="learning_object")
offers_words(words_in_use)
