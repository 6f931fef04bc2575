"""How the demo company arranges its spaces: one opens in waves, one began with a template, one is put away."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.accounts.models import JobRole, Person, Unit
from core.demo.clock import at
from core.notifications.actions import read_about
from social import actions, patterns
from social.models import Space
from social.queries.templates import to_keep

if TYPE_CHECKING:
    from core.demo.talking import Stage

PARIS = ZoneInfo("Europe/Paris")
WELCOMED = "julien camille antoine lea mathis noah ashley jasmine"
LAUNCH = "Launch of the infant RSV antibody"
KEPT_AS = "Accueil, à la manière de Helix"
WINTER = "Grippe 2025-2026 : retours de campagne"
LEARNED = "Ce que la campagne de l’hiver nous a appris, gardé pour la prochaine."


def found(people: dict[str, Person], anchor: datetime) -> dict[str, Space]:
    """Last season's community, before anybody talks in it."""
    marc = people["marc"]
    with at(anchor - timedelta(days=77)):
        winter = actions.open_community(founder=marc, name=WINTER, openness="open", about=LEARNED, language="fr")
        for key in ("ines", "paul", "chloe", "samira"):
            actions.add_member(space=winter, person=people[key], by=marc)
    return {"winter": winter}


def arrange(stage: "Stage") -> None:
    """What became of it, and what else was arranged since."""
    _welcome(stage)
    _launch(stage)
    with at(stage.anchor - timedelta(days=25)):
        actions.archive_space(space=stage.spaces["winter"], by=stage.people["marc"])


def _welcome(stage: "Stage") -> None:
    """New starters, begun with the template that every house has; kept as the company's own since."""
    nadia = stage.people["nadia"]
    pattern = patterns.shipped("welcome", "fr")
    with at(stage.anchor - timedelta(days=40)):
        space = actions.open_from_template(
            founder=nadia,
            pattern=pattern,
            name=pattern.name,
            openness=pattern.openness,
            about=pattern.about,
            language="fr",
            vocabulary=pattern.words,
        )
        for key in WELCOMED.split():
            actions.add_member(space=space, person=stage.people[key], by=nadia)
    with at(stage.anchor - timedelta(days=30)):
        chosen = [post.thread_id for post in to_keep(space)]
        actions.keep_template(space=space, by=nadia, name=KEPT_AS, threads=chosen, is_shared=True)


def _launch(stage: "Stage") -> None:
    """A launch that opens in waves: the pilot is in, two more countries wait, then everybody."""
    tomas = stage.people["tomas"]
    pattern = patterns.shipped("launch", "en")
    units = {unit.code: unit for unit in Unit.objects.all()}
    with at(stage.anchor - timedelta(days=12)):
        space = actions.open_from_template(
            founder=tomas,
            pattern=pattern,
            name=LAUNCH,
            openness="open",
            about=pattern.about,
            language="en",
            vocabulary=pattern.words,
        )
        reps = JobRole.objects.get(code="REP")
        pilot = actions.plan_wave(
            space=space,
            by=tomas,
            unit=units["FR-VAC"],
            job_role=reps,
            zone="Europe/Paris",
            opens_local=_nine(stage, -7),
        )
        for days, unit in ((2, "GB"), (2, "US"), (9, "")):
            opens = _nine(stage, days)
            actions.plan_wave(space=space, by=tomas, unit=units.get(unit), zone="Europe/Paris", opens_local=opens)
    with at(pilot.due_at):
        opened = actions.open_wave(wave=pilot)
        if opened.rule is not None:
            actions.bring_in_by_rule(rule_id=opened.rule.pk)
    with at(pilot.due_at + timedelta(hours=2)):
        for person in Person.objects.filter(memberships__space=space):
            read_about(person=person, about=space)


def _nine(stage: "Stage", days: int) -> datetime:
    """Nine in the morning in Paris, so many days from the anchor, as its clocks show it."""
    moment = (stage.anchor + timedelta(days=days)).astimezone(PARIS)
    return moment.replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)
