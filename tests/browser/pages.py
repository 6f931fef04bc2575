"""The table of pages that the sweep visits: each room adds a line for each page that it has.

    page("social:thread", lambda cast: [a_thread(cast).pk], "lena")

gives the address's name, its arguments (a function of the cast that makes what the page shows, through the actions)
and who looks. An address that people open by GET, and that is neither here nor in `NOT_PAGES`, fails the sweep.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from core.notifications.keys import Stop, stop_key
from tests.browser.things import (
    a_bookmark,
    a_class_of_amara,
    a_class_that_runs,
    a_class_that_was,
    a_confirmed_answer,
    a_draft,
    a_few_unread,
    a_first_day,
    a_flagged_talk,
    a_group,
    a_kept_mail,
    a_message,
    a_poll_running,
    a_poll_that_closed,
    a_question,
    a_retired_object,
    a_safety_case,
    a_sweep,
    a_tag,
    a_talk,
    a_warning,
    an_announcement_that_asks,
    an_object,
    an_unnamed_question,
    somebody_who_left,
    who_writes,
    with_a_password,
)
from tests.make.spaces import a_wave, an_archived_space, an_export, an_import
from tests.make.studies import AXSPAND, DUPILUMAB, PRIDE, study
from tests.make.talk import a_community


@dataclass(frozen=True)
class PageOfTheSweep:
    """One page: the name of its address, what it is of, who looks at it (None is a stranger), whose language it has.

    What is opened from a mail has the language of whoever got the mail, signed in or not.
    """

    name: str
    arguments: Callable[[SimpleNamespace], list[Any]]
    who: str | None
    query: str = ""
    addressee: str | None = None

    def __str__(self) -> str:
        return f"{self.name}{self.query}"


Arguments = Callable[[SimpleNamespace], list[Any]]


def page(
    name: str,
    arguments: Arguments | None = None,
    who: str | None = "lena",
    query: str = "",
    addressee: str | None = None,
) -> PageOfTheSweep:
    """A line of the table."""
    return PageOfTheSweep(name, arguments or (lambda cast: []), who, query, addressee or who)


PAGES: list[PageOfTheSweep] = [
    page("account_login", who=None),
    page("account_reset_password", who=None),
    page("account_reset_password_done", who=None),
    page("account_logout"),
    page("account_change_password"),
    page("account_reauthenticate", lambda cast: with_a_password(cast.lena) and []),
    page("accounts:directory"),
    page("accounts:person", lambda cast: [cast.tomas.pk]),
    page("accounts:me"),
    page("accounts:settings"),
    page("accounts:first-day"),
    page("accounts:first-day", lambda cast: a_first_day(cast) and []),
    page("accounts:person", lambda cast: [somebody_who_left(cast).pk]),
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
    page("library:catalogue"),
    page("library:drafts", who="amara"),
    page("library:object-new", lambda cast: who_writes(cast) and [], who="amara"),
    page("library:object", lambda cast: [an_object(cast).pk]),
    page("library:edit", lambda cast: [a_draft(cast).pk], who="amara"),
    page("library:describe", lambda cast: [a_draft(cast).pk], who="amara"),
    page("library:preview", lambda cast: [a_draft(cast).pk], who="amara"),
    page("library:contributors", lambda cast: [a_draft(cast).pk], who="amara"),
    page("library:versions", lambda cast: [an_object(cast).pk]),
    page("library:version", lambda cast: [an_object(cast).pk, 1]),
    page("library:compare", lambda cast: [an_object(cast).pk]),
    page("library:retire", lambda cast: [an_object(cast).pk], who="amara"),
    page("library:bring-back", lambda cast: [a_retired_object(cast).pk], who="amara"),
    page("library:uses", lambda cast: [an_object(cast).pk]),
    page("notifications:centre"),
    page("notifications:preferences"),
    page("notifications:preferences", who="marc"),
    page("social:unread", lambda cast: a_few_unread(cast)),
    page("social:unread", query="?show=me"),
    page("social:catch-up", lambda cast: a_few_unread(cast)),
    page("notifications:stop", lambda cast: [stop_key(Stop(cast.lena.pk, "social.mention"))], None, addressee="lena"),
    page("notifications:mails", who="admin"),
    page("notifications:mail", lambda cast: [a_kept_mail(cast)], who="admin"),
    page("search:results", query="?q=ticagrelor"),
    page("search:results", query="?q=in%3Azebra+lena+-draft"),
    page("social:communities"),
    page("social:space-new"),
    page("social:space", lambda cast: [a_community(cast.lena, by=cast.tomas).pk]),
    page("social:space-about", lambda cast: [a_community(cast.lena, by=cast.tomas).pk]),
    page("social:space-edit", lambda cast: [a_community(cast.lena, by=cast.tomas).pk], who="tomas"),
    page("social:members", lambda cast: [a_community(cast.lena, by=cast.tomas).pk]),
    page("social:thread-new"),
    page("social:thread", lambda cast: [a_talk(cast).pk]),
    page("social:thread-rename", lambda cast: [a_talk(cast).pk], who="tomas"),
    page("social:thread-beside", lambda cast: [a_confirmed_answer(cast).thread_id]),
    page("social:space-who-knows", lambda cast: [a_confirmed_answer(cast).thread.space_id]),
    page("social:who-knows", query="?q=RSV"),
    page("social:post-promote", lambda cast: [a_confirmed_answer(cast).pk], who="amara"),
    page("social:thread-elsewhere", lambda cast: [a_question(cast).pk]),
    page("social:thread-move", lambda cast: [a_talk(cast).pk], who="tomas"),
    page("social:thread-split", lambda cast: [a_talk(cast).pk], who="tomas"),
    page("social:thread-merge", lambda cast: [a_talk(cast).pk], who="tomas"),
    page("social:post-edit", lambda cast: [a_talk(cast).posts.last().pk]),
    page("social:post-history", lambda cast: [a_talk(cast).posts.last().pk]),
    page("social:drafts"),
    page("social:messages", lambda cast: a_message(cast) and []),
    page("social:message-new", query="?find=tomas"),
    page("social:message-new", query="?with=1,2,3"),
    page("social:thread", lambda cast: [a_message(cast).thread_id]),
    page("social:message-add", lambda cast: [a_message(cast, cast.marc).thread_id], query="?find=amara"),
    page("social:thread", lambda cast: [an_announcement_that_asks(cast).pk]),
    page("social:acknowledgements", lambda cast: [an_announcement_that_asks(cast).pk], who="tomas"),
    page("social:acknowledgement-ask", lambda cast: [an_announcement_that_asks(cast).pk], who="tomas"),
    page("social:pins", lambda cast: [a_talk(cast).space_id], who="tomas", query="?find=why"),
    page("social:join-rules", lambda cast: [a_talk(cast).space_id], who="tomas", query="?unit=&job_role="),
    page("social:figures", lambda cast: [a_talk(cast).space_id], who="tomas"),
    page("social:communities", lambda cast: an_archived_space(cast) and [], query="?show=archived"),
    page("social:space", lambda cast: [an_archived_space(cast).pk]),
    page("social:space-new", query="?template=launch"),
    page("social:template-keep", lambda cast: [a_talk(cast).space_id], who="tomas"),
    page("social:waves", lambda cast: [a_wave(cast).space_id], who="tomas"),
    page("social:wave-move", lambda cast: [(wave := a_wave(cast)).space_id, wave.pk], who="tomas"),
    page("social:space-exports", lambda cast: [an_export(cast).space_id], who="tomas"),
    page("social:space-imports", who="admin"),
    page("social:space-import", lambda cast: [an_import(cast).pk], who="admin"),
    page("social:safety"),
    page("social:poll", lambda cast: [a_poll_running(cast).pk]),
    page("social:poll", lambda cast: [a_poll_that_closed(cast).pk], who="tomas"),
    page("social:poll-new", lambda cast: [a_talk(cast).pk]),
    page("social:tag", lambda cast: [a_tag(cast).slug]),
    page("social:thread-tags", lambda cast: [a_talk(cast).pk], who="tomas"),
    page("social:tags", lambda cast: a_tag(cast) and [], who="admin"),
    page("social:tag-edit", lambda cast: [a_tag(cast).pk], who="admin"),
    page("social:bookmarks", lambda cast: a_bookmark(cast) and []),
    page("social:bookmark", lambda cast: [a_bookmark(cast).pk]),
    page("social:safety-report"),
    page("social:safety-report", query="?about=patient"),
    page("social:post-safety", lambda cast: [a_talk(cast).posts.last().pk], who="tomas"),
    page("social:post-safety", lambda cast: [a_talk(cast).posts.last().pk], who="tomas", query="?about=patient"),
    page("social:safety-queue", lambda cast: a_safety_case(cast) and [], who="amara"),
    page("social:safety-case", lambda cast: [a_safety_case(cast).pk], who="amara"),
    page("social:safety-period", lambda cast: a_safety_case(cast) and [], who="amara"),
    page("social:safety-words", lambda cast: a_safety_case(cast) and [], who="amara"),
    page("social:post-who", lambda cast: [an_unnamed_question(cast).pk], who="amara"),
    page("social:post-who", lambda cast: [an_unnamed_question(cast).pk], query="?of=mine"),
    page("social:post-flag", lambda cast: [a_talk(cast).posts.last().pk], who="tomas"),
    page("social:flags", lambda cast: a_flagged_talk(cast) and [], who="tomas"),
    page("social:moderation", lambda cast: [a_flagged_talk(cast).space_id], who="tomas"),
    page("social:thread-slow", lambda cast: [a_talk(cast).pk], who="tomas"),
    page("social:thread-sweep", lambda cast: [a_talk(cast).pk], who="tomas"),
    page("social:person-sweep", lambda cast: [a_talk(cast).space_id, cast.lena.pk], who="tomas"),
    page("social:sweep", lambda cast: [a_sweep(cast).pk], who="tomas"),
    page("social:sanction-new", lambda cast: [a_talk(cast).space_id, cast.lena.pk], who="tomas"),
    page("social:sanction", lambda cast: [a_warning(cast).pk]),
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
    page("virtualclass:classes", lambda cast: a_class_of_amara(cast) and []),
    page("virtualclass:past"),
    page("virtualclass:class-new", who="amara"),
    page("virtualclass:class", lambda cast: [a_class_of_amara(cast).pk]),
    page("virtualclass:class", lambda cast: [a_class_that_was(cast).pk], who="amara"),
    page("virtualclass:change", lambda cast: [a_class_of_amara(cast).pk], who="amara"),
    page("virtualclass:cancel", lambda cast: [a_class_of_amara(cast).pk], who="amara"),
    page("virtualclass:room", lambda cast: [a_class_that_runs(cast).pk]),
    page("virtualclass:room", lambda cast: [a_class_that_runs(cast).pk], who="amara"),
    page("virtualclass:room", lambda cast: [a_class_of_amara(cast, minutes=10).pk]),
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
    "library:draft-keep",
    "notifications:count",
    "readyz",
    "search:complete",
    "search:quick",
    "notifications:service-worker",
    "social:bookmark-keep",
    "social:cards",
    "social:safety-csv",
    "social:safety-word-list",
    "social:safety-xml",
    "social:draft",
    "social:polls-mine",
    "social:acknowledgements-file",
    "social:acknowledgements-tally",
    "social:messages-unread",
    "social:post",
    "social:post-more",
    "social:space-export",
    "social:space-mentions",
    "social:thread-here",
    "social:thread-elsewhere-link",
    "social:thread-mentions",
    "social:tags-offered",
    "social:threads-similar",
    "social:thread-posts",
    "social:thread-went",
    "tutoring:study-plot",
    "tutoring:study-record",
    "ui:echo",
    "ui:error",
    "ui:mentions",
    "ui:said",
    "virtualclass:attendance-file",
    "virtualclass:calendar-file",
}
