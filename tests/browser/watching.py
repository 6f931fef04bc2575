"""Notes what must not happen on a page: errors in the console, requests to foreign hosts, what the policy refused."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

# What was still on its way when somebody went on to another page; a server that is away is told apart, by sendError.
LEFT_BEHIND = re.compile(r"Console: htmx:(afterRequest|sendAbort), ")
OWN_SCHEMES = {"data", "blob", "about", "chrome-error"}
SAYS_WHAT_IS_REFUSED = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`The content security policy refused ${event.blockedURI} (${event.violatedDirective}).`));
"""


class Watch:
    """Eyes on one page; `tolerated` are patterns of errors that the story itself provokes."""

    def __init__(self, page: Page, own_origins: set[str], tolerated: tuple[str, ...]) -> None:
        self.own_hosts = {urlsplit(origin).netloc for origin in own_origins}
        self.tolerated = [LEFT_BEHIND, *(re.compile(pattern) for pattern in tolerated)]
        self.wrong: list[str] = []
        page.add_init_script(SAYS_WHAT_IS_REFUSED)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._note(f"Uncaught: {error}"))
        page.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"Console: {message.text} ({message.location.get('url', '')})")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in OWN_SCHEMES and address.netloc not in self.own_hosts:
            self._note(f"Foreign host: {request.url}")

    def _note(self, sentence: str) -> None:
        if not any(pattern.search(sentence) for pattern in self.tolerated):
            self.wrong.append(sentence)
