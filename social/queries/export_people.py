"""Who is named in the file of a space: the one place that writes down people, and who said something."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model

from social.models import FormerMember, Post

if TYPE_CHECKING:
    from core.accounts.models import Person


class Named:
    """Everybody whom a file has named so far, by the e-mail under which it does."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._former = dict(FormerMember.objects.values_list("person_id", "email"))

    def author(self, post: Post) -> dict[str, Any]:
        """Who wrote a post, as the file says it. An author who is not to be known is masked here, and nowhere else."""
        return self.said_by(post.author)

    def said_by(self, person: "Person") -> dict[str, Any]:
        """Somebody who said something; nobody's name where a file that came in had none."""
        email = self.email(person)
        return {"person": email, "anonymous": False} if email else {"person": None, "anonymous": True}

    def email(self, person: "Person") -> str:
        """The e-mail under which somebody is named; "" for nobody who is."""
        email = self._former.get(person.pk, person.email)
        if email:
            self._known.setdefault(email, person.name)
        return email

    def emails(self, pks: Iterable[int]) -> dict[int, str]:
        """The same for people by key, such as those whom a text calls."""
        return {person.pk: self.email(person) for person in get_user_model()._default_manager.filter(pk__in=list(pks))}

    def people(self) -> list[dict[str, str]]:
        """All of them, by e-mail."""
        return [{"email": email, "name": name[:120]} for email, name in sorted(self._known.items())]
