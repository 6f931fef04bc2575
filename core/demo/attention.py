"""How people of the demo company are told, and what two who lead ask this morning."""

from datetime import datetime, time, timedelta

from core.accounts.models import Person
from core.demo.clock import at
from core.notifications import actions
from core.notifications.ways import Cadence, Mail, Preset, Way
from social import actions as social
from social.models import Space

ASKED = (
    (
        "spring",
        "tomas",
        95,
        "One sentence for a paediatrician: which would you say?",
        "You have one sentence, at the door, and no slide. Which one, and why? I read all of them before Thursday.",
    ),
    (
        "terrain",
        "marc",
        80,
        "Quelle question vous a pris de court cette semaine ?",
        "Une seule, celle à laquelle vous n’aviez pas de réponse. On en reparle lundi, sans nommer personne.",
    ),
)
WATCHED = {"vaccines": "lena ines fiona", "terrain": "marc chloe", "rheum": "daniel maya", "spring": "lena james"}


def choose(people: dict[str, Person], spaces: dict[str, Space], anchor: datetime) -> None:
    """What they chose when they came, and what one asks for this morning."""
    with at(anchor - timedelta(days=78)):
        for space, names in WATCHED.items():
            for name in names.split():
                social.follow_space(space=spaces[space], person=people[name], level="watch")
        actions.choose_preset(person=people["ines"], preset=Preset.EVERYTHING)
        actions.choose_preset(person=people["amara"], preset=Preset.CALM)
        actions.choose_digest(person=people["marc"], cadence=Cadence.DAILY, day=0, hour=17)
        actions.choose_quiet(person=people["aiko"], start=time(20, 30), end=time(7, 30), days="6")
        actions.choose_ways(person=people["james"], ways={"social.watched": Way(bell=True, mail=Mail.NEVER)})
    with at(anchor):
        actions.pause(person=people["chloe"], lasting="day")


def ask(people: dict[str, Person], spaces: dict[str, Space], anchor: datetime) -> None:
    """A tutor and a manager ask, since everybody was last here."""
    for space, who, minutes, title, words in ASKED:
        with at(anchor - timedelta(minutes=minutes)):
            social.open_thread(
                space=spaces[space],
                author=people[who],
                title=title,
                source=words,
                kind="question",
                language=people[who].language,
            )
