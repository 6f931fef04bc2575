"""The waves of a space, with how many people each would bring in."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, Q

from social.models import Departure, Membership, Space, Wave


@dataclass(frozen=True)
class WaveShown:
    """A wave, how many people it fits, and how many of them have not come in."""

    wave: Wave
    fitting: int
    joining: int


def waves_of(space: Space) -> list[WaveShown]:
    """All waves of a space, as they open; two queries, however many there are."""
    waves = list(space.waves.in_order())
    if not waves:
        return []
    people: Any = get_user_model()._default_manager.filter(is_active=True, is_external=False)
    member = Membership.objects.filter(space=space, person=OuterRef("pk"))
    left = Departure.objects.filter(space=space, person=OuterRef("pk"))
    counts: dict[str, Any] = {}
    for wave in waves:
        counts[f"fit_{wave.pk}"] = Count("pk", filter=_fits(wave))
        counts[f"new_{wave.pk}"] = Count("pk", filter=_fits(wave) & Q(is_in=False, has_left=False))
    said = people.annotate(is_in=Exists(member), has_left=Exists(left)).aggregate(**counts)
    return [WaveShown(wave, said[f"fit_{wave.pk}"], said[f"new_{wave.pk}"]) for wave in waves]


def _fits(wave: Wave) -> Q:
    fits = Q(pk__isnull=False)
    if wave.unit is not None:
        fits &= Q(unit__path__startswith=wave.unit.path)
    if wave.job_role_id is not None:
        fits &= Q(job_role=wave.job_role_id)
    return fits
