"""What upper rooms show on the pages of lower ones, one line a slot."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from core.demo import panels as demo
from core.kinds.registry import Ref
from core.notifications import panels as notifications
from core.ui.panels import panel
from social import panels as social
from tutoring import panels as tutoring


def ask_about(request: HttpRequest, thing: Any) -> str:
    """The library's own button, which leads to the talk."""
    return render_to_string("library/_ask.html", {"url": social.ask_url(Ref.to(thing))})


def register() -> None:
    """Fills the slots; called once when the apps are loaded."""
    panel("accounts.sign_in", demo.sign_in)
    panel("rail.communities", social.unread_communities)
    panel("rail.groups", social.unread_groups)
    panel("rail.messages", social.unread_messages)
    panel("accounts.person_actions", social.write_to)
    panel("accounts.person", social.known_from)
    panel("library.object", social.threads_about)
    panel("thread.subject", tutoring.subject_card)
    panel("space.beside", tutoring.group_of_space)
    panel("library.ask", ask_about)
    panel("thing.bookmark", social.bookmark)
    panel("accounts.settings", social.languages)
    panel("accounts.settings", social.discretion)
    panel("search.beside", social.who_knows_about)
    panel("shell.bell", notifications.bell)
