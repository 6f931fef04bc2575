"""The first act of somebody who has just come: offered, done, put aside."""

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

from core.accounts.actions import end_first_act, offer_first_act
from core.accounts.models import FirstDay
from core.acts.actions import action
from social.actions.members import join_space
from social.queries.first_acts import FirstAct, fitting, waiting

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
def offer_what_fits(*, person_id: int) -> None:
    """Chooses one thing by what they have said; nothing where nothing is open to them."""
    person = get_user_model()._default_manager.select_related("profile").get(pk=person_id)
    act = fitting(person)
    if act is not None:
        offer_first_act(person=person, act=act.act, on=act.on)


@action
def take_first_act(*, person: "Person") -> FirstAct | None:
    """Does what one press can do: joins, or goes to read. Writing is theirs, and done when they have written."""
    act = waiting(person, FirstDay.objects.filter(person=person).first())
    if act is None:
        return None
    if act.act == FirstDay.Act.JOIN:
        join_space(space=act.space, person=person)
    if act.act != FirstDay.Act.HELLO:
        end_first_act(person=person, is_done=True)
    return act
