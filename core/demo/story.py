"""The demo company from its founding to this morning, in the order in which it happened."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from core.accounts.models import JobRole, Person, Unit
from core.demo import attention, company, conduct, keeping, knowledge, long, morning, scripts, shelf
from core.demo import spaces as arranged
from core.demo.clock import at
from core.demo.talking import Stage
from core.kinds.registry import Ref
from core.library.models import LearningObject
from social import actions as social
from social.models import Space, Thread
from tutoring import actions as tutoring
from tutoring.models import Study
from virtualclass import actions as classes
from virtualclass.models import ClassSession

RECORDS = Path(__file__).parent / "records"
SEED = 20260604
LONG_POSTS, SHORT_POSTS = 1599, 20
COMMUNITIES = {
    "vaccines": (
        "Paediatric vaccines",
        "open",
        "en",
        "tomas",
        "RSV, meningitis, the calendar: what is asked in practices, and what the record says.",
    ),
    "terrain": (
        "Sur le terrain : vos questions",
        "open",
        "fr",
        "marc",
        "Ce que l’on nous demande au cabinet, et comment nous y répondons.",
    ),
    "rheum": (
        "Inflammation and rheumatology",
        "closed",
        "en",
        "rachel",
        "For the rheumatology teams: trials, visits, and how to read both.",
    ),
    "finance": (
        "Budget season, question by question",
        "open",
        "en",
        "grace",
        "Which line, which date, whose signature. Ask before the plan is closed.",
    ),
}
GROUPS = {
    "spring": (
        "Paediatric vaccines, spring cohort",
        "tomas",
        ("NCT05437510", "NCT02210780"),
        "lena ines james aiko paul chloe simon priya marie emile teresa",
    ),
    "spondy": (
        "Axial spondyloarthritis reading group",
        "rachel",
        ("NCT02552212", "NCT03630471"),
        "daniel maya emily michael jasmine kevin laura joris",
    ),
}
PINNED = ("VAC-INT-003", "VAC-NNT-002")
SAID_IN_CLASS = (
    ("james", "So the adjusted one is a rate, not a share."),
    ("ines", "Oui, parce que le suivi n’a pas la même durée pour tous."),
    ("aiko", "Can we see the sensitivity analysis after this?"),
    ("lena", "I was sure it was rounding."),
)
SAID_NOW = (
    ("james", "Good morning from Manchester."),
    ("chloe", "Bonjour à tous, le son est bon ici."),
    ("noah", "If the interval crosses one, is the result just “no effect”?"),
    ("amara", "Keep that one, Noah: it is the question of the day. Hands up, and we take it together."),
    ("priya", "I always say “we cannot tell from this study”. Is that right?"),
)
# Where people may ask without their name, and which tutor could look who it was.
UNNAMED = {"vaccines": "amara", "terrain": "samira"}
MEMBERS = {
    "vaccines": (
        "tomas lena ines james aiko paul chloe julien camille antoine lea sophie karim amara pieter "
        "lotte marie fiona oliver priya callum hannah zoe brian teresa noah ashley simon samira marc "
        "nadia"
    ),
    "terrain": (
        "ines paul chloe julien antoine lea mathis elodie olivier thomas marie aline genevieve emile "
        "audrey simon samira karim camille sophie bruno manon helene tomas"
    ),
    "rheum": (
        "rachel daniel daniel.evans aline elodie emily genevieve hannah haruto jasmine joris karim kevin "
        "laura maya michael robert sakura yuki zoe amara"
    ),
    "finance": "grace eve fiona pieter robert marc nadia",
}


def write(anchor: datetime, say: Callable[[str], None], *, is_short: bool = False) -> None:
    """Writes everything, as if it had led to `anchor` (aware, on the minute).

    A short company has the talks that go on this morning, and little of the long one.
    """
    people = company.hire()
    say(f"{len(people)} people")
    for path in sorted(RECORDS.glob("*.json")):
        with at(anchor - timedelta(days=80)):
            tutoring.import_record(content=path.read_bytes(), by=people["tomas"], file_name=path.name)
    say(f"{Study.objects.count()} studies")
    pages = shelf.every()
    for place, page in enumerate(pages):
        shelf.publish(page, people=people, moment=anchor - timedelta(days=75) + timedelta(days=place))
    say(f"{len(pages)} learning objects")
    stage = Stage(people, _spaces(people, anchor), anchor)
    attention.choose(people, stage.spaces, anchor)
    every = [script for script in scripts.every() if not is_short or script.title in morning.TITLES]
    for place, script in enumerate(every, start=1):
        stage.play(script)
        if place % 10 == 0:
            say(f"{place} of {len(every)} threads")
    keeping.name_tags(people, anchor)
    _arrange(stage)
    arranged.arrange(stage)
    _long_thread(stage, say, SHORT_POSTS if is_short else LONG_POSTS)
    knowledge.work_out(people, anchor)
    conduct.write(stage)
    say("safety cases, flags")
    _read(stage)
    morning.say(stage)
    attention.ask(people, stage.spaces, anchor)
    keeping.keep_things(people, anchor)
    _classes(people, stage.spaces, anchor)
    say("classes yesterday, now and tomorrow")


def _spaces(people: dict[str, Person], anchor: datetime) -> dict[str, Space]:
    spaces = {}
    with at(anchor - timedelta(days=78)):
        for key, (name, openness, language, lead, about) in COMMUNITIES.items():
            space = social.open_community(
                founder=people[lead], name=name, openness=openness, about=about, language=language
            )
            spaces[key] = space
            for member in MEMBERS[key].split():
                social.add_member(space=space, person=people[member], by=people[lead])
            if key in UNNAMED:
                social.change_role(space=space, person=people[UNNAMED[key]], role="tutor", by=people[lead])
                spaces[key] = social.let_ask_unnamed(space=space, by=people[lead], allowed=True)
        for key, (name, tutor, numbers, members) in GROUPS.items():
            group = tutoring.open_group(
                tutor=people[tutor],
                name=name,
                members=[people[member] for member in members.split()],
                studies=[Study.objects.get(number=number) for number in numbers],
            )
            tutoring.move_group(group=group, by=people[tutor], to="running")
            spaces[key] = group.space
    return spaces | arranged.found(people, anchor)


def _arrange(stage: Stage) -> None:
    """What stands first in the paediatric community, and who joins it by themselves."""
    space, tomas = stage.spaces["vaccines"], stage.people["tomas"]
    with at(stage.anchor - timedelta(days=20)):
        for thread in space.threads.filter(kind="announcement").order_by("pk")[:1]:
            social.pin(space=space, by=tomas, ref=Ref.to(thread))
        for thing in LearningObject.objects.filter(code__in=PINNED).order_by("code"):
            social.pin(space=space, by=tomas, ref=Ref.to(thing))
        representative = JobRole.objects.get(code="REP")
        social.make_join_rule(space=space, by=tomas, unit=Unit.objects.get(code="FR-VAC"), job_role=representative)


def _long_thread(stage: Stage, say: Callable[[str], None], count: int) -> Thread:
    """1,600 posts over a year's working days, in one thread."""
    writers = {key: stage.people[key].language for key in MEMBERS["vaccines"].split()}
    now = stage.anchor - timedelta(days=77)
    with at(now):
        thread = social.open_thread(
            space=stage.spaces["vaccines"], author=stage.people["fiona"], title=long.TITLE, source=long.OPENING
        )
    step = (stage.anchor - timedelta(hours=5) - now) / count
    for place, (who, words) in enumerate(long.lines(writers, count, SEED), start=1):
        with at(now + step * place):
            social.write_post(thread=thread, author=stage.people[who], source=words, language=writers[who])
        if place % 400 == 0:
            say(f"{place} of {count} posts of the long thread")
    return thread


def _read(stage: Stage) -> None:
    """Everybody has read until some time ago; the cast until yesterday evening."""
    random = Random(SEED)  # noqa: S311  (the same company every time, nothing secret)
    for space in stage.spaces.values():
        for membership in space.memberships.select_related("person").order_by("pk"):
            is_cast = membership.person.email.partition("@")[0] in company.CAST
            hours = 17 if is_cast else random.choice((2, 9, 26, 50, 120))
            until = stage.anchor - timedelta(hours=hours)
            with at(until):
                social.catch_up(space=space, person=membership.person, until=until)


def _classes(people: dict[str, Person], spaces: dict[str, Space], anchor: datetime) -> None:
    """One held yesterday, one that runs now, one tomorrow, one next week that is full."""
    yesterday = _at_two(anchor - timedelta(days=1))
    held = _schedule(people, "Reading HARMONIE together", yesterday, host=spaces["spring"], by="tomas")
    _hold(held, people, "lena ines james aiko paul", yesterday)
    begun = anchor - timedelta(minutes=12 + anchor.minute % 5)
    now = _schedule(people, "Intervals without fear", begun, by="amara")
    _come(now, people, "lena tomas ines james chloe priya noah", anchor - timedelta(days=3))
    with at(begun + timedelta(minutes=1)):
        classes.start_class(session=now, by=people["amara"])
    _chat(now, people, SAID_NOW, begun + timedelta(minutes=3))
    for place, key in enumerate(("noah", "priya")):
        with at(begun + timedelta(minutes=8 + place)):
            classes.raise_hand(session=now, person=people[key])
    tomorrow = _at_two(anchor + timedelta(days=1))
    next_one = _schedule(
        people, "Adjusted or crude? An hour with the registry", tomorrow, host=spaces["spring"], by="tomas"
    )
    _come(next_one, people, "lena ines james aiko", anchor - timedelta(days=2))
    full = _schedule(
        people, "Préparer une visite en vingt minutes", _at_two(anchor + timedelta(days=8)), by="olivier", seats=4
    )
    _come(full, people, "ines paul chloe julien antoine lea", anchor - timedelta(days=2))


def _at_two(moment: datetime) -> datetime:
    """Two in the afternoon of that day in Paris."""
    return moment.astimezone(ZoneInfo("Europe/Paris")).replace(hour=14, minute=0, second=0, microsecond=0)


def _schedule(
    people: dict[str, Person],
    title: str,
    starts: datetime,
    *,
    by: str,
    host: Space | None = None,
    seats: int | None = None,
) -> ClassSession:
    wall = starts.astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None, second=0, microsecond=0)
    with at(starts - timedelta(days=9)):
        return classes.schedule_class(
            by=people[by],
            trainer=people[by],
            title=title,
            about="Bring one question. We read the record together, and nobody needs to have prepared.",
            language="fr" if by == "olivier" else "en",
            starts_local=wall,
            zone="Europe/Paris",
            minutes=60,
            capacity=seats,
            host=host,
        )


def _come(session: ClassSession, people: dict[str, Person], who: str, moment: datetime) -> None:
    for place, key in enumerate(who.split()):
        with at(moment + timedelta(minutes=7 * place)):
            classes.register(session=session, person=people[key])


def _hold(session: ClassSession, people: dict[str, Person], who: str, began: datetime) -> None:
    """A class that took place: people came, one late, one left early."""
    _come(session, people, who, began - timedelta(days=3))
    with at(began):
        classes.start_class(session=session, by=session.trainer)
    keys = who.split()
    for minute in range(55):
        here = [session.trainer_id]
        here += [people[key].pk for place, key in enumerate(keys) if place * 4 <= minute < 55 - (place == 1) * 20]
        for second in (0, 30):
            moment = began + timedelta(minutes=minute, seconds=second)
            classes.keep_attendance(session_id=session.pk, people=here, at=moment)
    _chat(session, people, SAID_IN_CLASS, began + timedelta(minutes=14))
    with at(began + timedelta(minutes=56)):
        classes.end_class(session=session, by=session.trainer)


def _chat(session: ClassSession, people: dict[str, Person], said: tuple[tuple[str, str], ...], since: datetime) -> None:
    chat = Thread.objects.get(class_session=session)
    for place, (key, words) in enumerate(said):
        with at(since + timedelta(minutes=place)):
            social.write_post(thread=chat, author=people[key], source=words, language=people[key].language)
