"""Keys with which a program acts as a person."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts import keys
from core.accounts.models import ApiToken, Person
from core.acts.actions import action
from core.acts.refusals import Refused
from core.audit import trail

MOST = 20
NOTED_EVERY = timedelta(minutes=1)


@action
def create_token(*, person: Person, name: str, scope: str, expires_at: datetime) -> tuple[ApiToken, str]:
    """Makes a key and returns it beside its row: this is the only time that anybody sees it."""
    if person.api_tokens.kept().count() >= MOST:
        raise Refused(
            "accounts.too_many_tokens",
            _("You have %(most)s tokens. Revoke one that you no longer use.") % {"most": MOST},
            status=409,
        )
    key = keys.new_token_key()
    token = ApiToken.objects.create(
        person=person, name=name, scope=scope, expires_at=expires_at, key_hash=keys.digest(key), hint=key[:8]
    )
    trail.record(
        person,
        "accounts.token_created",
        person,
        None,
        {"token": name, "scope": scope, "until": f"{expires_at:%Y-%m-%d}"},
    )
    return token, key


@action
def revoke_token(*, token: ApiToken, by: Person) -> None:
    """Ends a key at once."""
    if ApiToken.objects.kept().filter(pk=token.pk).update(revoked_at=timezone.now()):
        trail.record(by, "accounts.token_revoked", token.person, {"token": token.name}, None)


@action
def note_use(*, token: ApiToken) -> None:
    """Notes when a key was last used, to the minute: a busy program must not write at each request."""
    stale = Q(last_used_at=None) | Q(last_used_at__lt=timezone.now() - NOTED_EVERY)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=timezone.now())
