"""Judges a page: axe for whom it shuts out, html-validate for its HTML, its width on a small screen."""

import json
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.programs import ROOT

MODULES = ROOT / "node_modules"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
HTML_RULES = ROOT / ".htmlvalidate.json"


def axe(page: Page, within: str = "") -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, one sentence each; `within` is a selector."""
    if not page.evaluate("Boolean(window.axe?.run)"):
        page.evaluate(_axe_source())
    violations = page.evaluate(
        """([within, tags]) => axe.run(within || document, {runOnly: tags, resultTypes: ["violations"]})
          .then(found => found.violations)""",
        [within, WCAG],
    )
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: " + " | ".join(node["html"][:140] for node in rule["nodes"])
        for rule in violations
    ]


def bring_axe(context: BrowserContext) -> None:
    """Every page of this window has axe from its beginning, which takes half the time of sending it to each."""
    context.add_init_script(_axe_source())


@cache
def _axe_source() -> str:
    return (MODULES / "axe-core" / "axe.min.js").read_text()


def valid_html(page: Page) -> list[str]:
    """What is wrong with the HTML as the server sent it, one sentence each."""
    return wrong_html({"page": page.request.get(page.url).text()})


def wrong_html(pages: dict[str, str]) -> list[str]:
    """The same for many pages at once, by name: html-validate takes a second to start."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            (Path(folder) / f"{number}.html").write_text(html)
            names[f"{number}.html"] = name
        command = ["node", str(MODULES / "html-validate" / "bin" / "html-validate.mjs"), "--formatter=json"]
        report = Path(folder) / "report.json"
        # Into a file: the program leaves before a pipe has taken a long report.
        with report.open("w") as out:
            done = subprocess.run(
                [*command, f"--config={HTML_RULES}", "--ext=html", *(str(Path(folder) / file) for file in names)],
                cwd=folder,
                stdout=out,
                stderr=subprocess.PIPE,
                text=True,
            )
        if not report.stat().st_size:
            raise RuntimeError(f"html-validate did not run: {done.stderr}")
        return [
            f"{names[Path(page['filePath']).name]}:{message['line']}: {message['message']} ({message['ruleId']})"
            for page in json.loads(report.read_text())
            for message in page["messages"]
        ]


def sticks_out(page: Page) -> list[str]:
    """What makes the page scroll sideways at its present width, once it has come to rest: who passes the right edge."""
    return page.evaluate(
        """async () => {
            // Even without motion a change of width is a transition, of a moment, that ends with the next frame.
            for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
            const room = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= room) return [];
            return [...document.body.querySelectorAll("*")]
              .filter((element) => element.getBoundingClientRect().right > room + 1)
              .map((element) => element.cloneNode(false).outerHTML.slice(0, 140)).slice(0, 5);
        }"""
    )


def height_of(page: Page) -> int:
    """How tall the page is at its present width, in CSS pixels."""
    return page.evaluate("document.documentElement.scrollHeight")
