"""What was said since yesterday evening: so each of the cast finds somebody who answers them or calls their name."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from core.demo.clock import at
from social import actions
from social.models import Thread

if TYPE_CHECKING:
    from core.demo.talking import Stage

COHORT = "Thirty minutes after randomisation: 27 against 0"
FIGURES = "Why 84.0 % and not 82.9 %?"
LONDON = "Train or plane for the London meeting?"
STAYS = "Saying “one hospital stay avoided for 76 infants”"
IN_TWO = "Dire HARMONIE en deux phrases : à vous"
CLOCKS = "The class at 17:00 that was not at 17:00"
ALONE = "Première semaine seul sur mon secteur : vos conseils"
RECKONED = "82,9 ou 84,0 : que dire quand un médecin refait le calcul ?"
TETANUS = "Peut-on dire « non-inférieur » pour la réponse au tétanos ?"
ALL_CAUSES = "Toutes causes : pourquoi 58 % et non 84 % ?"
OPEN_LABEL = "« Votre essai n’était pas en aveugle » : comment vous écoutez celle-là ?"
REPORTED = "Ce qui se signale et ce qu’on croit ne pas devoir signaler"
SAMPLES = "Where do the samples for a training go in the budget?"


@dataclass(frozen=True)
class Said:
    """One more post: in which talk, by whom, how many minutes before the anchor, beneath which post (0: by itself)."""

    title: str
    who: str
    minutes: int
    beneath: int
    words: str


EVERY = (
    Said(TETANUS, "karim", 232, 9, "L’image est libre. Garde la borne dessinée en rouge, c’est elle qu’on oublie."),
    Said(ALL_CAUSES, "thomas", 221, 14, "J’ai posé la question à mon équipe hier : six réponses, toutes différentes."),
    Said(
        COHORT,
        "tomas",
        208,
        10,
        "Morning here. I looked, too: the record has the number and no list of what they were. Inès’s wording stays.",
    ),
    Said(COHORT, "simon", 199, 0, "Merci @Tomas Rivière. @tutors : peut-on reprendre ces 27 à la prochaine classe ?"),
    Said(FIGURES, "james", 187, 18, "Used your sentence word for word in Manchester, Lena. It held."),
    Said(
        IN_TWO, "ines", 174, 10, "« En trois pays d’Europe et une seule saison ». Ça rentre, et toujours deux phrases."
    ),
    Said(
        OPEN_LABEL,
        "karim",
        163,
        13,
        "Bon « oui ». Et laisse-le finir : la deuxième phrase est souvent la vraie question.",
    ),
    Said(RECKONED, "lea", 149, 12, "Il m’a rappelée hier soir. Il voudrait la fiche sur les intervalles."),
    Said(ALONE, "julien", 138, 6, "Deux fois hier. Et j’ai une réponse à rendre jeudi, notée."),
    Said(
        CLOCKS,
        "noah",
        126,
        10,
        "The twenty minutes were worth getting up for. The question on follow-up time was mine.",
    ),
    Said(CLOCKS, "brian", 119, 4, "Subscribed once, and it moved by itself over the weekend. Thank you, Victor."),
    Said(
        LONDON,
        "fiona",
        108,
        14,
        "There will be. @Amara Bello gives it as a class, so the page shows your own hour, and the replay stays.",
    ),
    Said(
        LONDON, "fiona", 97, 0, "@Victor Costa, is guest access to the network of the London office asked for in time?"
    ),
    Said(STAYS, "priya", 88, 14, "That was the sentence I was missing. With “one season” in it, nobody argues."),
    Said(REPORTED, "chloe", 82, 2, "Merci. Je l’ai transmis hier soir, avec le lot : dix minutes, pas plus."),
    Said(SAMPLES, "grace", 76, 3, "Agreed. I have put the line in, so the next forecast shows it."),
    Said(SAMPLES, "fiona", 61, 0, "That answers it for the UK, too. Thank you, @Eve Lindqvist."),
    Said(IN_TWO, "tomas", 47, 6, "Oui, le « ou rien » d’Inès est la moitié de la réponse."),
    Said(ALL_CAUSES, "paul", 36, 0, "@Nadia Laurent, la question est prête : le quiz peut la prendre telle quelle."),
    Said(ALONE, "mathis", 29, 6, "Je le dis aussi, maintenant. C’est plus court que d’inventer. Merci Marc."),
    Said(
        FIGURES,
        "aiko",
        18,
        18,
        "The page in Japanese says the same now. Would you read my English version, @Lena Hartmann?",
    ),
    Said(CLOCKS, "ashley", 12, 10, "Can the Thursday one have the crude and the adjusted figure side by side?"),
)


TITLES = frozenset(said.title for said in EVERY)


def say(stage: "Stage") -> None:
    """Adds all of it to the talks that the scripts have left."""
    threads = {thread.title: thread for thread in Thread.objects.filter(title__in=TITLES)}
    for said in EVERY:
        thread, author = threads[said.title], stage.people[said.who]
        beneath = thread.posts.get(number=said.beneath) if said.beneath else None
        with at(stage.anchor - timedelta(minutes=said.minutes)):
            actions.write_post(
                thread=thread, author=author, source=said.words, reply_to=beneath, language=author.language
            )
