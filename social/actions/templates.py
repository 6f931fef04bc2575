"""Beginning a space with a template; keeping one, and dropping it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.accounts.models import JobRole, Unit
from core.acts.actions import action
from core.acts.refusals import Refused
from core.audit import trail
from core.kinds.registry import Ref
from social import rules
from social.actions.arranging import make_join_rule, pin
from social.actions.spaces import change_space, open_community
from social.actions.threads import open_thread
from social.models import Space, SpaceTemplate
from social.patterns import Pattern
from social.queries.standings import standing
from social.queries.templates import pattern_of, refs_of

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
def open_from_template(
    *,
    founder: "Person",
    pattern: Pattern,
    name: str,
    openness: str,
    about: str = "",
    language: str = "en",
    vocabulary: Iterable[str] = (),
    with_rules: bool = False,
) -> Space:
    """Founds a community arranged as a template says: opening talks, what is pinned, words, and, if wanted, its rules.

    What the founder may not see, or what is not there any more, is left out.
    """
    space = open_community(founder=founder, name=name, openness=openness, about=about, language=language)
    space = change_space(space=space, by=founder, vocabulary=list(vocabulary))
    if pattern.slow_seconds:
        Space.objects.filter(pk=space.pk).update(slow_seconds=pattern.slow_seconds)
    pinned = []
    for opening in pattern.openings:
        thread = open_thread(
            space=space,
            author=founder,
            title=opening.title,
            source=opening.source,
            format=opening.format,
            kind=opening.kind,
            language=language,
        )
        pinned += [Ref("thread", thread.pk)] if opening.is_pinned else []
    for ref in [*pinned, *refs_of(pattern, founder)][: rules.MOST_PINS]:
        pin(space=space, by=founder, ref=ref)
    if with_rules:
        _admit(space, founder, pattern)
    space.refresh_from_db()
    return space


@action
def keep_template(*, space: Space, by: "Person", name: str, threads: list[int], is_shared: bool) -> SpaceTemplate:
    """Keeps how a space is arranged, without its people and its talk; one's own template of that name becomes this."""
    if not rules.may_keep_template(standing(by, space)):
        raise Refused("social.not_a_moderator", _("Only moderators of this space change it."))
    name = " ".join(name.split())
    if not name or len(name) > 120:
        text = _("Give it a name of at most 120 characters.")
        raise Refused("social.template_needs_a_name", text, field="name", status=422)
    kept = {"pattern": pattern_of(space, name, threads).plain(), "is_shared": is_shared}
    template, _is_new = SpaceTemplate.objects.update_or_create(by=by, name=name, defaults=kept)
    trail.record(by, "social.template_kept", space, None, {"name": name, "shared": is_shared})
    return template


@action
def drop_template(*, template: SpaceTemplate, by: "Person") -> None:
    """Takes a template away; spaces that began with it stay as they are."""
    if not rules.may_drop_template(by, template):
        raise Refused("social.not_your_template", _("Only who kept a template drops it."))
    trail.record(by, "social.template_kept", template, {"name": template.name}, None)
    template.delete()


def _admit(space: Space, founder: "Person", pattern: Pattern) -> None:
    """Makes the template's rules of joining, as far as their units and job roles are still there."""
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[each.unit for each in pattern.admits])}
    jobs = {job.code: job for job in JobRole.objects.filter(code__in=[each.job_role for each in pattern.admits])}
    for each in pattern.admits:
        unit, job = units.get(each.unit), jobs.get(each.job_role)
        if (each.unit and unit is None) or (each.job_role and job is None):
            continue
        make_join_rule(space=space, by=founder, unit=unit, job_role=job)
