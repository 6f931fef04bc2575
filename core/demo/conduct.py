"""What keeps the demo company's talk in order: a case in work and a new one, some flags, a pause."""

from datetime import datetime, timedelta

from core.demo.clock import at
from core.demo.talking import Stage
from social import actions
from social.models import Post, SafetyCase

PRODUCTS = (("beyfortus", "fr"), ("nirsevimab", "en"), ("abrysvo", "en"), ("dupilumab", "en"), ("dupixent", "en"))
IN_WORK = (
    "Fièvre après l’injection : que répondez-vous ?",
    "Au cabinet, on me demande souvent si une fièvre est attendue. Que dites-vous aux parents ?",
    "Hier, une pédiatre de Valence m’a dit qu’un de ses petits patients, Léo M., 4 mois, a fait 39,5 le soir de "
    "l’injection. C’est passé le lendemain.",
)
NEW = (
    "Questions after the first season",
    "What were you asked most this winter? I collect them for the next reading group.",
    "A nurse in Salford told me about a girl of 8 months who had a rash for three days afterwards. Is that listed?",
)
OFF_LABEL = (
    "Older children",
    "Parents ask about the second season again. What do you answer?",
    "I simply tell them that it works for any child under five, whatever the leaflet says.",
)
WRONG = "Les trois essais montrent la même chose, inutile de les lire tous."


def write(stage: Stage) -> None:
    """Writes it, towards the end of the story: the last case is some hours old."""
    people, now = stage.people, stage.anchor
    with at(now - timedelta(days=60)):
        for text, language in PRODUCTS:
            actions.add_word(text=text, sort="product", language=language, by=people["helene"])
    _in_work(stage)
    _new(stage)
    _flags(stage)
    with at(now - timedelta(hours=3)):
        actions.sanction(
            space=stage.spaces["terrain"],
            person=people["thomas"],
            by=people["marc"],
            sort="pause",
            reason="Deux messages publicitaires malgré un avertissement. À demain !",
            length="day",
        )


def _in_work(stage: Stage) -> None:
    """Marc reports what Chloé wrote; Hélène has begun to ask."""
    people, then = stage.people, stage.anchor - timedelta(hours=15)
    case = _reported(stage, "terrain", ("aline", "chloe", "marc"), IN_WORK, then, hours=1)
    with at(then + timedelta(hours=2)):
        actions.take_case(case=case, officer=people["helene"])
        case.refresh_from_db()
        actions.fill_in(
            case=case,
            officer=people["helene"],
            version=case.version,
            who_told="Pédiatre à Valence, par Chloé",
            patient="Garçon, 4 mois, L. M.",
            product="Beyfortus, lot à demander",
            seriousness="not",
            note="Chloé demande à la pédiatre la date et le numéro de lot.",
        )


def _new(stage: Stage) -> None:
    """Fiona reports what James wrote this morning; nobody has looked yet."""
    _reported(stage, "vaccines", ("hannah", "james", "fiona"), NEW, stage.anchor - timedelta(hours=5), hours=2)


def _flags(stage: Stage) -> None:
    people, then = stage.people, stage.anchor - timedelta(hours=9)
    said = _said(stage, "vaccines", ("zoe", "brian"), OFF_LABEL, then)
    with at(then + timedelta(hours=1)):
        actions.flag_post(post=said, person=people["lena"], sort="off_label")
        actions.flag_post(post=said, person=people["priya"], sort="wrong", words="The leaflet says otherwise.")
    thread = stage.spaces["terrain"].threads.filter(kind="discussion").order_by("pk").first()
    if thread is not None:
        with at(then):
            said = actions.write_post(thread=thread, author=people["mathis"], source=WRONG, language="fr")
            actions.flag_post(post=said, person=people["ines"], sort="wrong")


def _reported(
    stage: Stage, space: str, who: tuple[str, str, str], words: tuple[str, str, str], then: datetime, *, hours: int
) -> SafetyCase:
    asks, tells, reports = who
    said = _said(stage, space, (asks, tells), words, then)
    with at(said.written_at + timedelta(hours=hours)):
        return actions.report_post(post=said, reporter=stage.people[reports], told={"sort": "reaction"})


def _said(stage: Stage, space: str, who: tuple[str, str], words: tuple[str, str, str], then: datetime) -> Post:
    asks, tells = (stage.people[key] for key in who)
    title, opening, answer = words
    language = stage.spaces[space].language
    with at(then):
        thread = actions.open_thread(space=stage.spaces[space], author=asks, title=title, source=opening)
        return actions.write_post(thread=thread, author=tells, source=answer, language=language)
