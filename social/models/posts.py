"""Posts: what somebody said, with all that hangs on it."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.kinds.registry import Ref
from social.models.references import ref_of
from social.models.spaces import Role
from social.models.threads import Thread
from social.querysets.posts import PostQuerySet

REACTIONS = {"like": "👍", "idea": "💡", "thanks": "🙏", "heart": "❤️", "bravo": "🎉", "puzzled": "🤔"}

SIGN_WORDS = {
    "like": _("Like"),
    "idea": _("Good idea"),
    "thanks": _("Thank you"),
    "heart": _("Love it"),
    "bravo": _("Bravo"),
    "puzzled": _("I wonder"),
}


class Post(models.Model):
    """One contribution to a thread, numbered there for ever.

    `source` is what was written, `html` what richtext made of it. `root_number` is the post's own number, or that
    of the post it answers: reading order is (root_number, number), two levels deep. `look` rises whenever the
    rendered post would look different.
    """

    class Format(models.TextChoices):
        TEXT = "text", _("Plain text")
        HTML = "html", _("Rich text")

    class Hold(models.TextChoices):
        SAFETY = "safety", _("The safety officers look at it")
        FLAGS = "flags", _("A moderator looks at it")

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    number = models.PositiveIntegerField()
    root_number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # What the author was in the space when they wrote: shown beside their name, whatever they become.
    spoke_as = models.CharField(max_length=12, choices=Role, blank=True, default="")
    source = models.TextField()
    format = models.CharField(max_length=4, choices=Format, default=Format.TEXT)
    html = models.TextField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answers")
    # Of an answer to an answer: which one it really answers. It stands beneath the same post, for two levels are shown.
    meant_for = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    reaction_counts = models.JSONField(default=dict)
    # What hangs on it, so that a page asks only for what is there: {"quotes": 1, "files": 2, "links": ["thread:3"]},
    # and how many posts that stood behind it were moved where: {"left": [["thread:9", 3]]}; what it became part of:
    # {"promoted": "learning_object:5"}.
    carries = models.JSONField(default=dict)
    look = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # The one post of a question that is its answer says since when, and who said so.
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # A tutor who stands by it says since when; an edit, or a deletion, takes that away.
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Why its words are shown to nobody for now; who decides gives them back.
    held_for = models.CharField(max_length=8, choices=Hold, blank=True, default="")
    # Under whose veil it was written, if it was: then `author` is a stand-in.
    veil = models.ForeignKey("social.Veil", on_delete=models.PROTECT, null=True, related_name="posts")

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["thread", "root_number", "number"], name="post_reading_order"),
            models.Index(fields=["author", "-written_at"], name="post_author_time"),
            models.Index(fields=["thread", "author"], name="post_voices"),
            models.Index(fields=["veil", "thread"], condition=Q(veil__isnull=False), name="post_veiled"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="post_number_once"),
            models.CheckConstraint(name="post_number_positive", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="post_root_is_own_or_earlier",
                condition=Q(reply_to=None, root_number=F("number"))
                | Q(reply_to__isnull=False, root_number__lt=F("number")),
            ),
            models.CheckConstraint(name="post_veiled_speaks_as_nobody", condition=Q(veil=None) | Q(spoke_as="")),
            models.CheckConstraint(name="post_format_known", condition=Q(format__in=["text", "html"])),
            models.CheckConstraint(name="post_hold_known", condition=Q(held_for__in=["", "safety", "flags"])),
            models.CheckConstraint(name="post_held_stands", condition=Q(held_for="") | Q(deleted_at=None)),
            models.CheckConstraint(
                name="post_deleted_by_somebody",
                condition=Q(deleted_at=None, deleted_by=None) | Q(deleted_at__isnull=False, deleted_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["thread"], condition=Q(accepted_at__isnull=False), name="post_accepted_once_a_thread"
            ),
            models.CheckConstraint(
                name="post_accepted_stands_and_answers",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, deleted_at=None, number__gt=1),
            ),
            models.CheckConstraint(
                name="post_confirmed_stands_by_another",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | (Q(confirmed_at__isnull=False, confirmed_by__isnull=False, deleted_at=None))
                & ~Q(confirmed_by=F("author")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} #{self.number}"

    @property
    def is_deleted(self) -> bool:
        """Whether somebody deleted it."""
        return self.deleted_at is not None

    @property
    def is_accepted(self) -> bool:
        """Whether it is the answer to its thread's question."""
        return self.accepted_at is not None

    @property
    def is_confirmed(self) -> bool:
        """Whether a tutor stands by it."""
        return self.confirmed_at is not None

    @property
    def promoted_to(self) -> Ref | None:
        """The learning object that it became part of; None for none."""
        told = self.carries.get("promoted")
        return Ref.parse(told) if told else None

    @property
    def is_held(self) -> bool:
        """Whether it waits, locked, for the safety officers or for who leads."""
        return bool(self.held_for)

    @property
    def is_hidden(self) -> bool:
        """Whether its words are shown to nobody: deleted, or held."""
        return self.is_deleted or self.is_held

    @property
    def writer_id(self) -> int:
        """Who truly wrote it, under a veil or not: for what is theirs, never for what others are shown."""
        return self.veil.person_id if self.veil is not None else self.author_id

    @property
    def is_answer(self) -> bool:
        """Whether it stands beneath another post."""
        return self.reply_to_id is not None

    @property
    def answered_ids(self) -> set[int]:
        """Whom it answers: who wrote the post beneath which it stands, and the one that was really answered."""
        return {post.writer_id for post in (self.reply_to, self.meant_for) if post is not None}


class PostRevision(models.Model):
    """What a post said before an edit."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    source = models.TextField()
    format = models.CharField(max_length=4, choices=Post.Format)
    html = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.post_id} before {self.replaced_at:%Y-%m-%d %H:%M}"


class Quote(models.Model):
    """Words of one post shown in another; they vanish with the post they come from."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="quotes")
    quoted = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="quoted_in")
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="quote_of_another_post", condition=~Q(post=F("quoted"))),
            models.CheckConstraint(name="quote_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} quotes {self.quoted_id}"


class Reaction(models.Model):
    """That somebody reacted to a post by one of a few signs."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sign = models.CharField(max_length=8, choices=list(REACTIONS.items()))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "person", "sign"], name="reaction_once"),
            models.CheckConstraint(name="reaction_sign_known", condition=Q(sign__in=list(REACTIONS))),
        ]

    def __str__(self) -> str:
        return f"{REACTIONS[self.sign]} on {self.post_id}"


class Mention(models.Model):
    """That a post calls somebody, or a group by its word (`tutors`, `here`)."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    group = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "person"], name="mention_of_person_once"),
            models.UniqueConstraint(fields=["post", "group"], condition=~Q(group=""), name="mention_of_group_once"),
            models.CheckConstraint(
                name="mention_person_or_group",
                condition=Q(person=None, group__in=["tutors", "here"]) | Q(person__isnull=False, group=""),
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.group or self.person_id} in {self.post_id}"


class PostLink(models.Model):
    """That a post points at one of our own things, whose card is shown beneath it to those who may see it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="links")
    target_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    target_id = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="post_link_target")]
        constraints = [models.UniqueConstraint(fields=["post", "target_type", "target_id"], name="post_link_once")]

    def __str__(self) -> str:
        return f"{self.post_id} to {self.target_type_id}:{self.target_id}"

    @property
    def ref(self) -> Ref | None:
        """What it points at; None when its kind is no longer known."""
        return ref_of(self.target_type_id, self.target_id)
