"""What people say of themselves beside their account: the words for what they work on, the languages they speak."""

from typing import Any

from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from core.accounts import words

MOST_WORDS = 12
LONGEST_WORD = 60
# Those of the places where the company works; Django knows what each is called in every language.
SPOKEN = "ar cs da de el en es fi fr he hi hu it ja ko nb nl pl pt ro ru sv tr uk".split()  # noqa: SIM905


class Profile(models.Model):
    """What one person says; no row for who has said nothing yet.

    Beside the account, since every page that names somebody reads the whole row of the account.
    """

    person = models.OneToOneField("accounts.Person", models.CASCADE, related_name="profile")
    works_on = models.JSONField(_("what I work on"), default=list, blank=True)
    speaks = models.JSONField(_("languages that I speak"), default=list, blank=True)
    # Both as the directory looks for them: folded words after a space each; codes between spaces.
    known_for = models.TextField(editable=False, blank=True)
    spoken = models.CharField(max_length=200, editable=False, blank=True)

    def __str__(self) -> str:
        return ", ".join(self.works_on)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle()
        super().save(*args, **kwargs)

    def settle(self) -> None:
        """Brings the derived columns in line."""
        said = words.fold(" ".join([*self.works_on, self.person.about]))
        self.known_for = f" {said}" if said else ""
        self.spoken = f" {' '.join(self.speaks)} " if self.speaks else ""


def language_name(code: str) -> str:
    """“German”, “allemand”: a language in the language of the page."""
    name = str(get_language_info(code)["name_translated"])
    return name[:1].upper() + name[1:]


def language_choices() -> list[tuple[str, str]]:
    """Every language that somebody may speak, in the order of the page's own alphabet."""
    return sorted(((code, language_name(code)) for code in SPOKEN), key=lambda each: words.fold(each[1]))
