"""A newcomer's first day: three questions, each to be left out, then one first act."""

from collections.abc import Collection, Iterable
from typing import Any

from core.accounts.actions.people import update_profile
from core.accounts.facts import FirstDayOver
from core.accounts.models import QUESTIONS, FirstDay, Person
from core.acts.actions import action, state


def await_first_days(people: Iterable[tuple[Person, Collection[str]]]) -> None:
    """Notes of people who have just come what they are still to be asked: not what is known of them already."""
    days = [FirstDay(person=person, asks=[each for each in QUESTIONS if each not in known]) for person, known in people]
    FirstDay.objects.bulk_create(days, batch_size=500)


def need_not_ask(person: Person, known: Collection[str]) -> None:
    """Takes questions off a first day that has not been answered, since they were answered elsewhere."""
    day = FirstDay.objects.select_for_update().open().filter(person=person).first()
    if day is not None:
        day.asks = [each for each in day.asks if each not in known]
        day.save(update_fields=["asks"])


@action
def keep_first_answers(*, person: Person, **said: Any) -> None:
    """Keeps what has been filled in and not sent, so that it is there after signing out half-way."""
    day = FirstDay.objects.select_for_update().open().filter(person=person).first()
    if day is not None:
        day.said = {name: value for name, value in said.items() if name in day.asks}
        day.save(update_fields=["said"])


@action
def answer_first_day(*, person: Person, **answers: Any) -> Person:
    """Writes the answers into the profile; the questions are not asked again.

    Whoever opens the questions again from their profile changes the profile, and nothing else.
    """
    person = update_profile(person=person, **answers)
    _end(person, FirstDay.State.ANSWERED)
    return person


@action
def skip_first_day(*, person: Person) -> None:
    """Puts the questions aside for good."""
    _end(person, FirstDay.State.SKIPPED)


@action
def offer_first_act(*, person: Person, act: str, on: str) -> None:
    """Offers one thing to begin with, once."""
    FirstDay.objects.filter(person=person, act="").exclude(state=FirstDay.State.OPEN).update(
        act=act, act_on=on, offer=FirstDay.Offer.OFFERED
    )


@action
def end_first_act(*, person: Person, is_done: bool) -> None:
    """The act is done, or not now: Today shows it no more."""
    offered = FirstDay.objects.filter(person=person, offer=FirstDay.Offer.OFFERED)
    offered.update(offer=FirstDay.Offer.DONE if is_done else FirstDay.Offer.DISMISSED)


def _end(person: Person, how: FirstDay.State) -> None:
    day = FirstDay.objects.select_for_update().open().filter(person=person).first()
    if day is None:
        return
    day.state, day.said = how, {}
    day.save(update_fields=["state", "said"])
    state(FirstDayOver(person_id=person.pk))
