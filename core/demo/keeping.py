"""What the demo company keeps: words in both languages, and what the learner wants to come back to."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.accounts.models import Person
from core.demo.clock import at
from core.kinds.registry import Ref
from core.library.models import LearningObject
from social import actions
from social.models import Tag, Thread

PARIS = ZoneInfo("Europe/Paris")
# English, French: the words that the training department keeps.
VOCABULARY = (
    ("RSV", "VRS"),
    ("Efficacy", "Efficacité"),
    ("Safety", "Tolérance"),
    ("Confidence interval", "Intervalle de confiance"),
    ("Odds ratio", "Rapport des cotes"),
    ("Subgroups", "Sous-groupes"),
    ("Trial design", "Plan de l’essai"),
    ("Plain words", "Mots simples"),
    ("Cold chain", "Chaîne du froid"),
    ("Axial spondyloarthritis", "Spondyloarthrite axiale"),
    ("Vaccination", "Vaccinations"),
    ("Meningitis", "Méningites"),
    ("Calendar", "Calendrier"),
    ("Meeting", "Réunion"),
    ("Congress", "Congrès"),
    ("Visits", "Visites"),
    ("Journal club", "Club de lecture"),
    ("Reading plan", "Plan de lecture"),
    ("Community rules", "Règles de la communauté"),
)
TALK, OBJECT = "Why 84.0 % and not 82.9 %?", "VAC-INT-003"


def name_tags(people: dict[str, Person], anchor: datetime) -> None:
    """The words that people typed become those of the house, with their French."""
    with at(anchor - timedelta(hours=20)):
        for english, french in VOCABULARY:
            tag = Tag.objects.named(english.lower().replace(" ", "-")).first()
            if tag is not None:
                actions.rename_tag(tag=tag, by=people["nadia"], en=english, fr=french, kind=Tag.Kind.VOCABULARY)


def keep_things(people: dict[str, Person], anchor: datetime) -> None:
    """Lena keeps a talk, of which she is reminded tomorrow morning, and an object."""
    lena = people["lena"]
    tomorrow = anchor.astimezone(PARIS).date() + timedelta(days=1)
    talk, thing = Thread.objects.get(title=TALK), LearningObject.objects.get(code=OBJECT)
    with at(anchor - timedelta(hours=18)):
        actions.keep(person=lena, thing=Ref("learning_object", thing.pk), note="For the visit in Toulouse")
    with at(anchor - timedelta(hours=17)):
        morning = datetime.combine(tomorrow, time(9), tzinfo=PARIS)
        actions.keep(person=lena, thing=Ref("thread", talk.pk), note="Ask Tomás about the rate", remind_at=morning)
