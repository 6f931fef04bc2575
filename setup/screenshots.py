"""Takes pictures of the demo company: all of them into build/screenshots/, the README's into docs/pictures/."""

import os
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ALL = ROOT / "build" / "screenshots"
README = ROOT / "docs" / "pictures"
SIZES = {"phone": (390, 844), "tablet": (834, 1194), "desk": (1440, 900)}
SCHEMES = ("light", "dark")
# What the README shows; everything else is there to be looked at and mended.
IN_README = {"today-desk-light", "thread-desk-light", "study-desk-light", "room-desk-dark", "thread-phone-dark"}
# Kinds without a page that is worth a picture.
NOT_SHOWN = {"person", "post", "file", "study_fragment"}
SHOWN_STUDY = "NCT05437510"
# Pages that list things, and forms: picture, the name of the address, what is asked of it.
LISTS = [
    ("communities", "social:communities", ""),
    ("study-groups", "tutoring:groups", ""),
    ("studies", "tutoring:studies", ""),
    ("library", "library:catalogue", ""),
    ("classes", "virtualclass:classes", ""),
    ("notices", "notifications:centre", ""),
    ("people", "accounts:directory", ""),
    ("search", "search:results", "?q=survie"),
    ("settings", "accounts:settings", ""),
    ("new-thread", "social:thread-new", ""),
]


def main() -> None:
    """Serves a place of its own with the demo company in it, and visits it as its learner."""
    os.chdir(ROOT)
    sys.path[0] = str(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.config.settings")
    # Playwright's loop runs in this thread, which Django takes for an async context.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    import django

    django.setup()
    from tests.servers import SetUp

    with SetUp("embedded") as set_up:
        place = set_up.place()
        place.manage("demo")
        with place.here():
            site = place.site()
            site.start()
            take(site.origin, list(addresses(learner())))


def learner() -> Any:
    """Lena, of the demo's cast."""
    from core.accounts.models import Person

    return Person.objects.get(email__startswith="lena@")


def addresses(person: Any) -> Iterator[tuple[str, str, Any]]:
    """Name, address and visitor: signing in, Today, the lists, the evening's own, and the first thing of each kind."""
    from django.urls import reverse

    from core.kinds import registry

    yield "sign-in", reverse("account_login"), None
    yield "today", reverse("home:today"), person
    for picture_name, name, query in LISTS:
        yield picture_name, reverse(name) + query, person
    shown = of_the_evening(person)
    for name, address in shown.items():
        yield name, address, person
    for kind in registry.every():
        thing = kind.visible_to(person).order_by("pk").first() if kind.name not in {*NOT_SHOWN, *shown} else None
        if thing is not None:
            yield kind.name, kind.url(thing), person


def of_the_evening(person: Any) -> dict[str, str]:
    """A study, the longest talk about one of its results, and the room of the class that runs."""
    from django.urls import reverse

    from social.models import Thread
    from tutoring.models import Study
    from virtualclass.models import ClassSession

    talks = Thread.objects.visible_to(person).filter(subject_type__model="fragment")
    running = ClassSession.objects.visible_to(person).get(state="running")
    return {
        "study": Study.objects.get(number=SHOWN_STUDY).get_absolute_url(),
        "thread": reverse("social:thread", args=[talks.order_by("-post_count")[0].pk]) + "?at=first",
        "room": reverse("virtualclass:room", args=[running.pk]),
    }


def take(origin: str, pages: list[tuple[str, str, Any]]) -> None:
    """Every page at three widths in both schemes."""
    from playwright.sync_api import sync_playwright

    from tests.browser import chromium
    from tests.servers import session_cookie

    for folder in (ALL, README):
        folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.SWITCHES)
        for name, address, person in pages:
            cookies = session_cookie(person) if person else {}
            for size, scheme in product(SIZES, SCHEMES):
                window = browser.new_context(base_url=origin, **looks(size, scheme))
                window.add_cookies([{"name": key, "value": cookies[key], "url": origin} for key in cookies])
                picture(window.new_page(), address, f"{name}-{size}-{scheme}")
                window.close()
        browser.close()


def looks(size: str, scheme: str) -> dict[str, Any]:
    """Playwright's words for a size and a scheme."""
    width, height = SIZES[size]
    return {"viewport": {"width": width, "height": height}, "color_scheme": scheme, "reduced_motion": "reduce"}


def picture(page: Any, address: str, name: str) -> None:
    """One picture, of what is seen without scrolling."""
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=ALL / f"{name}.png")
    if name in IN_README:
        page.screenshot(path=README / f"{name}.png")
    print(name, flush=True)


if __name__ == "__main__":
    main()
