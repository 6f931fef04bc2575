"""Putting a study in a nutshell."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.actions import action
from core.acts.refusals import Refused
from core.audit import trail
from tutoring import rules
from tutoring.models import Pico, Study

MOST_CHARACTERS = 1000


@action
def edit_pico(*, study: Study, tutor: Person, patients: str, intervention: str, comparator: str, outcome: str) -> Pico:
    """Writes the four answers; from then on a newer record no longer changes them."""
    if not rules.can_edit_pico(tutor):
        raise Refused("tutoring.may_not_edit_pico", _("Only tutors edit this summary."))
    pico = Pico.objects.select_for_update().get(study=study)
    answers = {"patients": patients, "intervention": intervention, "comparator": comparator, "outcome": outcome}
    before = {name: getattr(pico, name) for name in answers}
    for name, answer in answers.items():
        if len(answer) > MOST_CHARACTERS:
            raise Refused("tutoring.too_long", _("Write at most 1,000 characters."), field=name, status=422)
        setattr(pico, name, answer.strip())
    pico.edited_by = tutor
    pico.edited_at = timezone.now()
    pico.save()
    trail.record(tutor, "tutoring.pico_edited", study, before, {name: getattr(pico, name) for name in answers})
    return pico
