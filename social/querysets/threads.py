"""Words that chain over threads."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast, Coalesce, Concat

from core.realtime.models import Stream
from social import registries

if TYPE_CHECKING:
    from social.models import Thread  # noqa: F401  (a base class names it in a string)


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """What the person may read: threads of readable spaces whose restriction, if any, lets them in."""
        return self.in_spaces_of(person).open_to(registries.held_by(person))

    def in_spaces_of(self, person: Any) -> Self:
        """Those of spaces that the person reads, restricted ones too."""
        spaces = apps.get_model("social", "Space")._default_manager.readable_by(person).values("pk")
        return self.filter(space__in=spaces, merged_into=None)

    def open_to(self, held: Collection[str]) -> Self:
        """Those that are not restricted, or to one of the keys that are held."""
        return self.filter(Q(audience="") | Q(audience__in=held) if held else Q(audience=""))

    def about(self, subject_type: ContentType, subject_ids: Any) -> Self:
        """Those that hang on one of these things."""
        return self.filter(subject_type=subject_type, subject_id__in=subject_ids)

    def in_places(self) -> Self:
        """Those of spaces with pages of their own: no direct talk."""
        return self.exclude(space__kind="direct")

    def questions(self) -> Self:
        """Those that ask."""
        return self.filter(kind="question")

    def unanswered(self) -> Self:
        """Questions that still wait."""
        return self.filter(kind="question", state="open")

    def worked_out(self) -> Self:
        """Those in which something was worked out."""
        return self.filter(worked_out_at__isnull=False)

    def with_rungs(self) -> Self:
        """With how far up the ladder one of its posts stands: whether confirmed, whether it became a job aid."""
        posts = apps.get_model("social", "Post")._default_manager.standing().filter(thread=OuterRef("pk"))
        return self.annotate(
            has_confirmed=Exists(posts.filter(confirmed_at__isnull=False)),
            has_promoted=Exists(posts.filter(promotion__learning_object__state="published")),
        )

    def latest_first(self) -> Self:
        """By last activity; the key makes it total."""
        return self.order_by("-last_post_at", "-pk")

    def oldest_first(self) -> Self:
        """Who waits longest comes first."""
        return self.order_by("opened_at", "pk")

    def with_mine(self, person: Any) -> Self:
        """Beside each thread: how far the person read it (None: never), since when, and how they follow it."""
        mine = Q(read_marks__person=person)
        return self.annotate(
            mark=FilteredRelation("read_marks", condition=mine),
            my_follow_row=FilteredRelation("follows", condition=Q(follows__person=person)),
            my_membership=FilteredRelation("space__memberships", condition=Q(space__memberships__person=person)),
        ).annotate(
            my_number=F("mark__number"),
            my_read_at=F("mark__at"),
            my_by_hand=F("mark__by_hand"),
            my_follow=Coalesce("my_follow_row__level", "my_membership__follow", models.Value("normal")),
            my_caught_up_at=F("my_membership__caught_up_at"),
        )

    def with_my_standing(self, person: Any) -> Self:
        """With what `standings.standing_beside` reads: the person's membership here and in the parent, and removals."""
        sent = apps.get_model("social", "Departure")._default_manager.filter(person=person, was_sent=True)
        removals = apps.get_model("social", "Sanction")._default_manager.filter(person=person, sort="remove")
        longest = removals.filter(space=OuterRef("space"), lifted_at=None).order_by("-until")
        inherited = Q(space__parent__memberships__person=person)
        return (
            self.with_mine(person)
            .select_related("space")
            .annotate(my_inherited=FilteredRelation("space__parent__memberships", condition=inherited))
            .annotate(
                my_role=F("my_membership__role"),
                my_muted_until=F("my_membership__muted_until"),
                my_inherited_role=F("my_inherited__role"),
                my_inherited_muted_until=F("my_inherited__muted_until"),
                my_sent_away=Exists(sent.filter(space=OuterRef("space"))),
                my_removed_until=Subquery(longest.values("until")[:1]),
            )
        )

    def with_stream_number(self) -> Self:
        """With the number its stream gave last, in the statement that reads the thread: before its posts are read."""
        name = Concat(models.Value("thread:"), Cast("pk", models.CharField()))
        last = Stream.objects.filter(name=OuterRef("stream_name")).values("last_seq")[:1]
        return self.annotate(stream_name=name).annotate(stream_seq=Coalesce(Subquery(last), 0))

    def with_space_number(self) -> Self:
        """With the number that the stream of its space gave last."""
        name = Concat(models.Value("space:"), Cast("space_id", models.CharField()))
        last = Stream.objects.filter(name=OuterRef("space_name")).values("last_seq")[:1]
        return self.annotate(space_name=name).annotate(space_seq=Coalesce(Subquery(last), 0))

    def with_answer(self) -> Self:
        """With the accepted post: its key, its author's name; not while it is held."""
        accepted = FilteredRelation("posts", condition=Q(posts__accepted_at__isnull=False, posts__held_for=""))
        return self.annotate(answer=accepted).annotate(answer_pk=F("answer__pk"), answer_by=F("answer__author__name"))

    def with_elsewhere(self, threads: models.QuerySet[Any]) -> Self:
        """With the title of the talk in which a question is answered instead, if it is one of `threads`."""
        titles = threads.filter(pk=OuterRef("elsewhere_id")).order_by().values("title")[:1]
        return self.annotate(elsewhere_title=Subquery(titles))

    def with_place(self, number: int | None = None) -> Self:
        """With the place (`windows.Place.told`) of post `number`, or of the last before it; without a number that of
        the first post, in reading order, that the reader of `with_mine` has not read."""
        posts = apps.get_model("social", "Post")._default_manager.filter(thread=OuterRef("pk"))
        if number is not None:
            return self.annotate(
                place_told=Subquery(posts.filter(number__lte=number).order_by("-number").as_places()[:1])
            )
        first = posts.filter(number__gt=OuterRef("my_number")).in_reading_order().as_places()[:1]
        # Nothing is looked for in a thread that is read to its end.
        return self.annotate(place_told=Case(When(my_number__lt=F("last_number"), then=Subquery(first))))

    def with_my_draft(self, person: Any) -> Self:
        """With what the person has begun to write there, and whether other words of theirs wait beside it."""
        drafts = apps.get_model("social", "Draft")._default_manager
        mine = drafts.filter(person=person, context=OuterRef("stream_name"))
        aside = apps.get_model("social", "SetAside")._default_manager
        return self.annotate(
            my_draft_has_aside=Exists(aside.filter(person=person, context=OuterRef("stream_name"))),
            **{f"my_draft_{name}": Subquery(mine.values(name)[:1]) for name in ("source", "format", "version")},
        )

    def with_my_bookmark(self, person: Any) -> Self:
        """With whether the person keeps it for later."""
        kept = apps.get_model("social", "Bookmark")._default_manager.filter(person=person, kind="thread")
        return self.annotate(my_bookmark=Exists(kept.filter(thing_id=OuterRef("pk"))))

    def with_acknowledgement(self, person: Any) -> Self:
        """With what an announcement asks, and which wording the person has acknowledged and when (None: none)."""
        done = apps.get_model("social", "Acknowledgement")._default_manager.filter(
            asking__thread=OuterRef("pk"), person=person
        )
        latest = done.order_by("-revision")
        return self.select_related("asking").annotate(
            my_acknowledged=Subquery(latest.values("revision")[:1]),
            my_acknowledged_at=Subquery(latest.values("at")[:1]),
        )

    def with_my_veil(self, person: Any) -> Self:
        """With the veil it was opened under, and the key of the reader's own, under which they go on there."""
        posts = apps.get_model("social", "Post")._default_manager.filter(thread=OuterRef("pk"), veil__isnull=False)
        mine = posts.filter(veil__person=person).order_by("veil").values("veil")[:1]
        found = Case(When(is_hushed=True, then=Subquery(mine)))
        return self.select_related("veil").annotate(my_veil=found)

    def unread_by(self, person: Any) -> Self:
        """Those of the person's spaces with posts they have not read; muted ones stay quiet.

        The database looks only where something was said since the person caught up, and at what they marked by hand:
        not at all that was ever said there.
        """
        behind = Q(my_number=None) | Q(my_number__lt=F("last_number"))
        marks = apps.get_model("social", "ReadMark")._default_manager
        since = self.model._default_manager.filter(
            space__memberships__person=person, last_post_at__gt=F("space__memberships__caught_up_at")
        )
        by_hand = marks.filter(person=person, by_hand=True).values("thread_id")
        return (
            self.with_mine(person)
            .filter(pk__in=since.order_by().values("pk").union(by_hand, all=True))
            .filter(my_membership__isnull=False, last_number__gt=0, space__archived_at=None)
            .filter(
                Q(behind, last_post_at__gt=F("my_caught_up_at")) | Q(my_by_hand=True, my_number__lt=F("last_number"))
            )
            .exclude(my_follow="mute")
        )

    def waiting_for(self, person: Any) -> Self:
        """Those with posts that the person has not read and has reason to: of their spaces, of talks that they watch
        or were told of anywhere. Where somebody called them counts however they muted the talk."""
        behind = Q(my_number=None) | Q(my_number__lt=F("last_number"))
        by_space = Q(my_membership__isnull=False) & (
            Q(behind, last_post_at__gt=F("my_caught_up_at")) | Q(my_by_hand=True, my_number__lt=F("last_number"))
        )
        # Who does not belong to the space has caught up with nothing but by reading.
        by_watch = Q(behind, my_membership=None, my_follow_row__level="watch")
        told = apps.get_model("social", "Post")._default_manager.told_to(person).values("thread_id")
        return self.with_mine(person).filter(
            (by_space & ~Q(my_follow="mute")) | by_watch | Q(pk__in=told), last_number__gt=0
        )

    def new_to(self, person: Any, since: Any, until: Any) -> Self:
        """Those that others opened in the person's spaces in that time, which they have not entered nor muted."""
        return (
            self.with_mine(person)
            .filter(my_membership__isnull=False, my_number=None, opened_at__gt=since, opened_at__lte=until)
            .filter(space__archived_at=None)
            .exclude(Q(author=person) | Q(veil__person=person))
            .exclude(my_follow="mute")
        )
