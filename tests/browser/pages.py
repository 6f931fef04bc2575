"""The table of pages that the sweep visits: each room adds a line for each page that it has.

    page("social:thread", lambda cast: [a_thread(cast).pk], "lena")

gives the address's name, its arguments (a function of the cast that makes what the page shows, through the actions)
and who looks. An address that people open by GET, and that is neither here nor in `NOT_PAGES`, fails the sweep.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from tests.make.studies import AXSPAND, DUPILUMAB, PRIDE, study
from tests.make.talk import a_community, a_post, a_thread
from tutoring.actions.groups import open_group


@dataclass(frozen=True)
class PageOfTheSweep:
    """One page: the name of its address, what it is of, who looks at it (None is a stranger)."""

    name: str
    arguments: Callable[[SimpleNamespace], list[Any]]
    who: str | None
    query: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.query}"


Arguments = Callable[[SimpleNamespace], list[Any]]


def page(name: str, arguments: Arguments | None = None, who: str | None = "lena", query: str = "") -> PageOfTheSweep:
    """A line of the table."""
    return PageOfTheSweep(name, arguments or (lambda cast: []), who, query)


def a_talk(cast: SimpleNamespace) -> Any:
    """A thread in which Lena has answered Tomás."""
    thread = a_thread(a_community(cast.lena, by=cast.tomas), cast.tomas)
    a_post(thread, cast.lena)
    return thread


def a_group(cast: SimpleNamespace) -> Any:
    """A study group in which Tomás tutors Lena."""
    return open_group(tutor=cast.tomas, name="Readers", members=[cast.lena])


PAGES: list[PageOfTheSweep] = [
    page("account_login", who=None),
    page("account_reset_password", who=None),
    page("account_reset_password_done", who=None),
    page("account_logout"),
    page("account_change_password"),
    page("account_reauthenticate"),
    page("accounts:directory"),
    page("accounts:person", lambda cast: [cast.tomas.pk]),
    page("accounts:me"),
    page("accounts:settings"),
    page("accounts:sessions"),
    page("accounts:tokens"),
    page("accounts:admin-people", who="admin"),
    page("accounts:admin-person", lambda cast: [cast.lena.pk], who="admin"),
    page("accounts:admin-deactivation", lambda cast: [cast.lena.pk], who="admin"),
    page("accounts:admin-invitations", who="admin"),
    page("accounts:admin-invitation-new", who="admin"),
    page("accounts:admin-units", who="admin"),
    page("accounts:admin-unit-new", who="admin"),
    page("accounts:admin-unit", lambda cast: [cast.lena.unit_id], who="admin"),
    page("audit:trail", who="admin"),
    page("home:today"),
    page("search:results", query="?q=ticagrelor"),
    page("social:communities"),
    page("social:space-new"),
    page("social:space", lambda cast: [a_community(cast.lena, by=cast.tomas).pk]),
    page("social:space-about", lambda cast: [a_community(cast.lena, by=cast.tomas).pk]),
    page("social:space-edit", lambda cast: [a_community(cast.lena, by=cast.tomas).pk], who="tomas"),
    page("social:members", lambda cast: [a_community(cast.lena, by=cast.tomas).pk]),
    page("social:thread-new"),
    page("social:thread", lambda cast: [a_talk(cast).pk]),
    page("social:thread-rename", lambda cast: [a_talk(cast).pk], who="tomas"),
    page("social:post-edit", lambda cast: [a_talk(cast).posts.last().pk]),
    page("social:post-history", lambda cast: [a_talk(cast).posts.last().pk]),
    page("social:drafts"),
    page("social:safety"),
    page("tutoring:groups"),
    page("tutoring:group-new", who="tomas"),
    page("tutoring:group", lambda cast: [a_group(cast).pk]),
    page("tutoring:group-edit", lambda cast: [a_group(cast).pk], who="tomas"),
    page("tutoring:studies"),
    page("tutoring:study-import", who="tomas"),
    page("tutoring:study", lambda cast: [study().pk]),
    page("tutoring:study", lambda cast: [study(AXSPAND).pk], query="?tab=design"),
    page("tutoring:study", lambda cast: [study(AXSPAND).pk], query="?tab=safety"),
    page("tutoring:study", lambda cast: [study(PRIDE).pk], query="?tab=references"),
    page("tutoring:study", lambda cast: [study(PRIDE).pk], query="?tab=talk"),
    page("tutoring:study", lambda cast: [study(DUPILUMAB).pk], query="?from=10"),
    page("tutoring:study-pico", lambda cast: [study().pk], who="tomas"),
    page("ui:gallery"),
]

# Addresses that answer a GET with something else than a whole page: a piece, a redirect, a file, data; or that only
# the holder of a link in a mail can open, whose stories open them.
NOT_PAGES: set[str] = {
    "account_reset_password_from_key",
    "account_set_password",
    "accounts:invitation",
    "api:api-root",
    "api:openapi-json",
    "files:file",
    "files:thumbnail",
    "healthz",
    "readyz",
    "search:quick",
    "social:cards",
    "social:draft",
    "social:post",
    "social:post-more",
    "social:space-mentions",
    "social:thread-here",
    "social:thread-mentions",
    "social:thread-posts",
    "tutoring:study-plot",
    "tutoring:study-record",
    "ui:echo",
    "ui:error",
    "ui:mentions",
    "ui:said",
}
