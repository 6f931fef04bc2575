"""Who calls the API: a browser by its session, a program by a personal token."""

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer, SessionAuth

from core.accounts import actions, keys
from core.accounts.models import ApiToken, Person
from core.acts.refusals import Refused

SAFE = {"GET", "HEAD", "OPTIONS"}


class BySession(SessionAuth):
    """The session cookie; writing also needs the CSRF token (`X-CSRFToken`), as on any page."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        person: Person | None = request.user if request.user.is_authenticated else None
        return person


class ByToken(HttpBearer):
    """`Authorization: Bearer cpn_…`; a token that may only read is refused where something would change."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        row = ApiToken.objects.usable().filter(key_hash=keys.digest(token)).select_related("person").first()
        if row is None:
            return None
        if request.method not in SAFE and row.scope != ApiToken.Scope.WRITE:
            raise Refused("accounts.token_reads_only", _("This token may only read. Make one that may write."))
        actions.note_use(token=row)
        request.user = row.person
        translation.activate(row.person.language)
        return row.person


# The token first: the session's CSRF check answers for itself and would turn programs away.
people_only = [ByToken(), BySession()]
