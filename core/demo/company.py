"""The demo company's people: sixty, in units of six countries, with one sign-in for each of the cast."""

from pathlib import Path
from typing import Final

from core.accounts import people_file
from core.accounts.actions import answer_first_day, end_first_act, import_people, update_profile
from core.accounts.models import Person
from core.acts.actions import action

FILE = Path(__file__).parent / "people.csv"
WHO = Path(__file__).parent / "who.txt"
DOMAIN: Final = "helix.example"
# Known to everybody who reads this: the demo is shown on one's own machine only.
PASSWORD: Final = "compagnon-demo"  # noqa: S105
# Who stands on the sign-in page, and what they show.
CAST: Final = ("lena", "tomas", "amara", "marc", "nadia", "victor", "ines", "helene", "eve")
ABOUT = {
    "lena": "RSV and meningitis vaccines in the north-east; I visit paediatric practices.",
    "tomas": "Study groups on vaccine trials. Ask me about intervals, follow-up time and what a result does not say.",
    "amara": "Virtual classes on reading studies: short, live, with your questions.",
    "samira": "Validation médicale des vaccins en France.",
    "helene": "Pharmacovigilance et affaires pharmaceutiques, France.",
    "ines": "Vaccination du nourrisson, vallée du Rhône.",
    "james": "Community paediatrics in Greater Manchester.",
    "aiko": "Evidence reviews for the Kansai practices.",
    "rachel": "Rheumatology. Reading groups on spondyloarthritis.",
    "nadia": "Parcours de formation et plan annuel.",
    "victor": "I keep Compagnon running.",
}


def hire() -> dict[str, Person]:
    """Writes the people through the people file, as a company would; gives them by the word before the @."""
    _columns, lines = people_file.read(FILE.read_bytes())
    report = import_people(lines=list(lines))
    if not report.was_written:
        raise ValueError(f"core/demo/people.csv: {[line.faults for line in report.lines if line.faults]}")
    people = {person.email.partition("@")[0]: person for person in Person.objects.filter(email__endswith=f"@{DOMAIN}")}
    _introduce(people)
    return people


@action
def _introduce(people: dict[str, Person]) -> None:
    """Everybody has had their first day: they said what they work on, and did what they were offered."""
    for key, said in who_says_what().items():
        works_on, speaks = said
        answer_first_day(person=people[key], works_on=works_on)
        update_profile(person=people[key], speaks=speaks, about=ABOUT.get(key, ""))
        end_first_act(person=people[key], is_done=True)
    for key in CAST:
        people[key].set_password(PASSWORD)
        people[key].save(update_fields=["password"])


def who_says_what() -> dict[str, tuple[list[str], list[str]]]:
    """By the word before the @: the words for what somebody works on, and the codes of what else they speak."""
    said = {}
    for line in WHO.read_text().splitlines():
        key, colon, rest = line.partition(":")
        if colon and not line.startswith("#"):
            words, _bar, codes = rest.partition("|")
            said[key.strip()] = ([word.strip() for word in words.split(",")], codes.split())
    return said
