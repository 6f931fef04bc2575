"""Spaces: who talks with whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.realtime.streams import StreamRef
from social.models.levels import FollowLevel
from social.querysets.spaces import JoinRequestQuerySet, MembershipQuerySet, SpaceQuerySet


class Role(models.TextChoices):
    """What a member may do in a space."""

    MEMBER = "member", _("Member")
    MODERATOR = "moderator", _("Moderator")
    TUTOR = "tutor", _("Tutor")


class Space(models.Model):
    """A place where people talk: a community, a study group's or a class's room, or a direct talk.

    `parent` is the space whose members are at home here too, in the role they have there: a class of a group is
    the group's. Leaving the parent ends that access.
    """

    class Kind(models.TextChoices):
        COMMUNITY = "community", _("Community")
        STUDY_GROUP = "study_group", _("Study group")
        CLASS = "class", _("Class")
        DIRECT = "direct", _("Direct talk")

    class Openness(models.TextChoices):
        OPEN = "open", _("Open: everyone in the company reads and joins")
        CLOSED = "closed", _("Closed: everyone sees the name, members read, moderators let people in")
        SECRET = "secret", _("Secret: only members know that it exists")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.COMMUNITY)
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("about"), blank=True, max_length=4000)
    openness = models.CharField(_("who may read"), max_length=8, choices=Openness, default=Openness.OPEN)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    member_count = models.PositiveIntegerField(default=0)
    # Seconds that one person waits between two posts; 0 is at once.
    slow_seconds = models.PositiveIntegerField(default=0)
    # Whether its members may ask a question without their name.
    lets_ask_unnamed = models.BooleanField(_("questions without a name"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)
    # Who may read when its last wave has opened; until then it is secret. "" where it opens in no waves.
    opens_as = models.CharField(max_length=8, choices=Openness, blank=True, default="")
    # Words that are offered as tags of its talks.
    vocabulary = models.JSONField(default=list)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "openness"], name="space_kind_openness")]
        constraints = [
            models.CheckConstraint(
                name="space_kind_known", condition=Q(kind__in=["community", "study_group", "class", "direct"])
            ),
            models.CheckConstraint(name="space_openness_known", condition=Q(openness__in=["open", "closed", "secret"])),
            models.CheckConstraint(name="space_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="space_direct_is_secret", condition=~Q(kind="direct") | Q(openness="secret", parent=None)
            ),
            models.CheckConstraint(
                name="space_secret_while_in_waves",
                condition=Q(opens_as="")
                | Q(kind="community", openness="secret", opens_as__in=["open", "closed", "secret"]),
            ),
            models.CheckConstraint(name="space_not_its_own_parent", condition=~Q(parent=models.F("id"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """The access scope whose version rises with every change that could shut somebody out."""
        return f"space:{self.pk}"

    @property
    def stream(self) -> StreamRef:
        """Where open pages of this space listen."""
        return StreamRef(name=f"space:{self.pk}", scope=self.scope)

    @property
    def is_archived(self) -> bool:
        """Whether it may only be read."""
        return self.archived_at is not None

    @property
    def is_in_waves(self) -> bool:
        """Whether it opens to people in waves, the last of which has not opened yet."""
        return bool(self.opens_as)

    @property
    def is_small(self) -> bool:
        """Whether presence and typing are shown: up to 50 people."""
        return self.member_count <= 50


class Membership(models.Model):
    """That a person belongs to a space."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now)
    # Threads whose last post is older count as read unless somebody marked them unread by hand.
    caught_up_at = models.DateTimeField(default=timezone.now)
    muted_until = models.DateTimeField(null=True, blank=True)
    follow = models.CharField(_("follow"), max_length=8, choices=FollowLevel, default=FollowLevel.NORMAL)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "person"], name="membership_once"),
            models.CheckConstraint(
                name="membership_role_known", condition=Q(role__in=["member", "moderator", "tutor"])
            ),
            models.CheckConstraint(name="membership_follow_known", condition=Q(follow__in=["watch", "normal", "mute"])),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.space_id}: {self.role}"


class JoinRequest(models.Model):
    """That a person asks to enter a closed space, or was invited to one."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        INVITED = "invited", _("Invited")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=State)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "person"], condition=Q(state__in=["asked", "invited"]), name="join_request_waits_once"
            ),
            models.CheckConstraint(
                name="join_request_state_known", condition=Q(state__in=["asked", "invited", "accepted", "declined"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.space_id}: {self.state}"
