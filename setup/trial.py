"""Runs every story, on both databases, in the browser and under faults; `make test ONLY=browser` runs some of it."""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
NO_TESTS = 5
TWO_WORKERS = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
STORIES = "not browser and not live and not faults"
SETTINGS = "tests.wireroom.settings"
# What drives servers lies there: the other rounds need not read two thousand stories to run a few.
SERVED = ["tests/browser", "tests/live", "tests/faults"]


@dataclass
class Round:
    """One run of pytest over the tests that `marks` choose, on one of the two set-ups."""

    name: str
    set_up: str
    marks: str


ROUNDS = [
    Round("stories, SQLite", "embedded", STORIES),
    Round("stories, PostgreSQL", "production", STORIES),
    Round("live, embedded", "embedded", "live and not browser and not faults"),
    Round("live, production", "production", "live and not browser and not faults"),
    Round("browser, embedded", "embedded", "browser and not faults"),
    Round("browser, production", "production", "browser and live and not faults"),
    Round("faults, embedded", "embedded", "faults"),
    Round("faults, production", "production", "faults"),
]


@dataclass
class Outcome:
    """What came of one round."""

    round: Round
    seconds: float
    counts: Counter[str]
    status: int

    @property
    def failed(self) -> bool:
        """Whether it failed in any way; a round without tests has not."""
        return self.status not in {0, NO_TESTS}

    def line(self) -> str:
        """Its line of the table."""
        counts = ", ".join(f"{number} {word}" for word, number in self.counts.items() if number) or "no tests yet"
        ended = f"  (ended with status {self.status})" if self.failed and not self.counts["failed"] else ""
        return f"{'FAILED' if self.failed else 'ok    '}  {self.round.name:22} {self.seconds:6.0f} s  {counts}{ended}"


def main() -> None:
    """Runs the chosen rounds one after the other; the last line counts all of their tests."""
    os.chdir(ROOT)
    sys.path[0] = str(ROOT)
    wanted = " ".join(sys.argv[1:])
    chosen = [each for each in ROUNDS if wanted in each.name]
    outcomes = list(run_all(chosen))
    print("\n" + "\n".join(outcome.line() for outcome in outcomes))
    total = sum((outcome.counts for outcome in outcomes), Counter[str]())
    died = sum(outcome.failed and not outcome.counts["failed"] for outcome in outcomes)
    skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
    print(f"\n{total['passed']} passed, {total['failed'] + died} failed{skipped}")
    sys.exit(any(outcome.failed for outcome in outcomes))


def run_all(rounds: list[Round]) -> Iterator[Outcome]:
    """Starts PostgreSQL for the stories when a round of them needs it."""
    from tests.servers import TEMPLATE, SetUp

    with ExitStack() as stack, tempfile.TemporaryDirectory() as reports:
        (Path(reports) / "kept").mkdir()
        os.environ |= {"VAR_DIR": reports, "KEPT_DIR": f"{reports}/kept", "DJANGO_SETTINGS_MODULE": SETTINGS}
        if sys.dont_write_bytecode:
            # It shall leave no trace, and need not be compiled anew by each of a hundred processes.
            os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{reports}/bytecode"}
        postgres = None
        if any(each.marks == STORIES and each.set_up == "production" for each in rounds):
            postgres = stack.enter_context(SetUp("production")).postgres
        for number, each in enumerate(rounds):
            print(f"\n== {each.name}", flush=True)
            settings = {}
            if postgres and each.marks == STORIES and each.set_up == "production":
                settings = {"DATABASE_URL": postgres.create("stories"), "TEMPLATE_DATABASE": TEMPLATE}
            yield run(each, Path(reports) / f"{number}.xml", settings)


def run(each: Round, report: Path, settings: dict[str, str]) -> Outcome:
    """One run of pytest, whose words go straight to the screen."""
    folders = ["tests", "--ignore=tests/house"] if each.marks == STORIES else SERVED
    command = [sys.executable, "-m", "pytest", *folders, "-m", each.marks, *TWO_WORKERS]
    command += [f"--set-up={each.set_up}", f"--junitxml={report}", "--durations=5", "--durations-min=2"]
    began = time.monotonic()
    status = subprocess.call(command, env={**os.environ, **settings})
    return Outcome(each, time.monotonic() - began, counts_of(report), status)


def counts_of(report: Path) -> Counter[str]:
    """How many tests passed, failed and were skipped."""
    if not report.exists():
        return Counter()
    suite = next(ElementTree.parse(report).getroot().iter("testsuite"))
    number = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
    failed = number["failures"] + number["errors"]
    passed = number["tests"] - failed - number["skipped"]
    return Counter({"passed": passed, "failed": failed, "skipped": number["skipped"]})


if __name__ == "__main__":
    main()
