"""The long thread: for a year the vaccines team has noted in one place what it heard that day."""

from collections.abc import Iterator
from random import Random

TITLE = "What did you hear today? (one line from the field)"
OPENING = (
    "One line a day, no names of doctors, no patient details: what was asked, what surprised you, what helped. "
    "We read it together every Friday. Une ligne par jour, en français aussi."
)
HEARD_EN = (
    "A paediatrician asked how long protection was followed up in the trial.",
    "Three practices asked for the job aid on intervals; I left the printed card.",
    "The nurse wanted to know who decides about the autumn date.",
    "Asked again why the crude figure and the adjusted one differ.",
    "Long talk about premature infants; I said what the record says and stopped there.",
    "Somebody had read the headline and not the trial. We read the primary outcome together.",
    "The question of the day: what does “number needed to treat” mean for one practice.",
    "Cold chain again: who signs when the fridge was open over the weekend.",
    "A resident asked for the difference between efficacy and effectiveness. Good question.",
    "They would like a two-minute summary for parents; I passed it on to the library.",
    "Parking was worse than the objections today.",
    "The practice moved to a new system and lost its recall list.",
    "Asked whether the open design matters. I said: for soft outcomes more than for admission to hospital.",
    "Two doctors disagreed with each other; I mostly listened.",
    "The midwife asks the best questions, as always.",
    "Nobody had time before ten; after ten everybody had.",
    "Asked for the French version of the safety table.",
    "They wanted figures by country. The record has them, with wide intervals.",
)
HEARD_FR = (
    "On m’a demandé la durée de suivi dans l’étude.",
    "Question du jour : pourquoi l’intervalle est-il si large dans un seul pays ?",
    "La puéricultrice voulait la fiche « lire un intervalle ». Je l’ai laissée au cabinet.",
    "Un interne m’a demandé la différence entre risque relatif et risque absolu.",
    "Chaîne du froid, encore : qui décide quand le réfrigérateur est resté ouvert ?",
    "On confond toujours efficacité brute et efficacité ajustée.",
    "Deux médecins pas d’accord entre eux ; j’ai surtout écouté.",
    "Demande d’un résumé de deux minutes pour les parents.",
    "Le cabinet change de logiciel et a perdu sa liste de rappels.",
    "Beaucoup de questions sur les prématurés ; je m’en suis tenue au registre.",
    "Personne avant dix heures, tout le monde après.",
    "La sage-femme pose toujours les meilleures questions.",
)
WHERE_EN = ("Leeds", "Boston", "Albany", "Ghent", "Osaka", "Bristol", "Hartford", "Antwerp", "York", "Salem")
WHERE_FR = ("Lyon", "Valence", "Liège", "Laval", "Grenoble", "Namur", "Vienne", "Québec", "Annecy", "Mâcon")
AFTER_EN = (
    "Will try the card tomorrow.",
    "Anybody else?",
    "Same as last week.",
    "That was new to me.",
    "I have asked Medical.",
    "It took four minutes, not twenty.",
    "More on Friday.",
    "The job aid helped.",
    "",
    "",
)
AFTER_FR = (
    "Et chez vous ?",
    "Je prends la fiche demain.",
    "Nouveau pour moi.",
    "J’ai demandé au médical.",
    "À reprendre vendredi.",
    "La fiche a aidé.",
    "",
    "",
)


def lines(people: dict[str, str], count: int, seed: int) -> Iterator[tuple[str, str]]:
    """`count` notes as (who, words): nobody twice in a row. `people` is each writer's language."""
    random = Random(seed)  # noqa: S311  (the same company every time, nothing secret)
    before = ""
    for _ in range(count):
        who = random.choice([key for key in people if key != before])
        is_french = people[who] == "fr"
        heard = random.choice(HEARD_FR if is_french else HEARD_EN)
        where = random.choice(WHERE_FR if is_french else WHERE_EN)
        after = random.choice(AFTER_FR if is_french else AFTER_EN)
        yield who, f"{where}{' : ' if is_french else ': '}{heard} {after}".strip()
        before = who
