"""Opening, changing and putting away spaces."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import access_changed, announce
from social import events, facts, rules
from social.actions import indexing
from social.actions.members import add_member
from social.models import Role, Space
from social.models.tags import LONGEST_WORD, slug_of
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

CHANGEABLE = ("name", "about", "openness", "language")
MOST_WORDS = 20


@action
def open_space(
    *,
    kind: str,
    name: str,
    by: "Person",
    openness: str = Space.Openness.CLOSED,
    about: str = "",
    language: str = "en",
    parent: Space | None = None,
    lead: str = Role.MODERATOR,
) -> Space:
    """Makes a space led by `by` in the role `lead` ("": by nobody yet). For rooms with a rule of their own.

    With a `parent`, whoever belongs there is at home here too.
    """
    space = Space.objects.create(
        kind=kind,
        name=_named(name),
        about=about.strip(),
        openness=openness,
        language=language,
        parent=parent,
        created_by=by,
    )
    trail.record(by, "social.space_opened", space, None, _facts_of(space))
    state(facts.SpaceOpened(space.pk, by.pk))
    if lead:
        add_member(space=space, person=by, role=lead, by=by)
    space.refresh_from_db()
    indexing.index_space(space)
    return space


@action
def open_community(*, founder: "Person", name: str, openness: str, about: str = "", language: str = "en") -> Space:
    """Founds a community that its founder leads."""
    if not rules.may_open_community(founder):
        raise Refused("social.guests_found_nothing", _("Guests cannot found communities. Ask your contact here."))
    if Space.objects.communities().living().visible_to(founder).filter(name__iexact=name.strip()).exists():
        raise Refused(
            "social.name_taken",
            _("A community of this name exists. Join it, or choose another name."),
            field="name",
            status=422,
        )
    return open_space(
        kind=Space.Kind.COMMUNITY, name=name, by=founder, openness=openness, about=about, language=language
    )


@action
def change_space(*, space: Space, by: "Person", **changes: Any) -> Space:
    """Changes name, about, openness, language or vocabulary; closing it shuts out who does not belong, at once.

    What opens in waves stays secret until the last: another openness is the one that it opens as.
    """
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    _refuse_unless_leading(space, by)
    if space.is_archived:
        raise Refused("social.archived", _("This space is archived: it can be read, not continued."))
    before = _facts_of(space)
    for field in CHANGEABLE:
        if field in changes:
            setattr(space, field, changes[field].strip())
    if space.is_in_waves and "openness" in changes:
        space.opens_as, space.openness = space.openness, Space.Openness.SECRET
    if "vocabulary" in changes:
        space.vocabulary = offered_words(changes["vocabulary"])
    space.name = _named(space.name)
    after = _facts_of(space)
    if before == after:
        return space
    space.save(update_fields=[*CHANGEABLE, "opens_as", "vocabulary"])
    trail.record(by, "social.space_changed", space, before, after)
    if before["openness"] != after["openness"]:
        access_changed(space.scope)
    indexing.index_space(space)
    return space


@action
def archive_space(*, space: Space, by: "Person") -> Space:
    """Puts a space away: it is read, not continued."""
    return _set_archived(space, by, archived=True)


@action
def revive_space(*, space: Space, by: "Person") -> Space:
    """Takes a space back from the archive."""
    return _set_archived(space, by, archived=False)


def _set_archived(space: Space, by: "Person", *, archived: bool) -> Space:
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    _refuse_unless_leading(space, by)
    if space.is_archived != archived:
        trail.record(by, "social.space_archived", space, {"archived": not archived}, {"archived": archived})
        space.archived_at = timezone.now() if archived else None
        space.save(update_fields=["archived_at"])
        state(facts.SpaceArchived(space.pk, archived, by.pk))
        announce(events.SpaceChanged(space_id=space.pk, archived=archived), to=space.stream, by=by)
    return space


def _refuse_unless_leading(space: Space, by: "Person") -> None:
    if not rules.may_moderate(standing(by, space)):
        raise Refused("social.not_a_moderator", _("Only moderators of this space change it."))


def _facts_of(space: Space) -> dict[str, Any]:
    return {field: getattr(space, field) for field in (*CHANGEABLE, "opens_as", "vocabulary")}


def offered_words(words: Iterable[str]) -> list[str]:
    """Words to offer as tags, each once. Raises Refused (422) for too many, or one too long."""
    wanted: dict[str, str] = {}
    for word in (" ".join(word.replace("#", " ").split()) for word in words):
        if slug_of(word):
            wanted.setdefault(slug_of(word), word)
    if len(wanted) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in wanted.values()):
        text = _("Offer at most twenty words, each under 60 characters.")
        raise Refused("social.too_many_words", text, field="vocabulary", status=422)
    return list(wanted.values())


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("social.space_needs_a_name", _("Give the space a name."), field="name", status=422)
    if len(name) > 120:
        raise Refused("social.name_too_long", _("Keep the name under 120 characters."), field="name", status=422)
    return name
