"""Names for what somebody wrote elsewhere who has no account here."""

from uuid import uuid4

from core.accounts.models import Person
from core.acts.actions import action


@action
def make_former(*, name: str, language: str = "en") -> Person:
    """Somebody by name only: no sign-in, no address that exists, in no directory. Their words can stand under it."""
    nowhere = f"former-{uuid4().hex}@former.invalid"
    return Person.objects.make(email=nowhere, name=name, language=language, is_active=False, is_external=True)
