"""The gate: everything that can be judged without running a server, one line a step; `check.py mypy` runs one step."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
OURS = ["core", "social", "virtualclass", "tutoring", "setup", "tests/servers.py", "tests/programs.py"]
# What a server that others can reach would be given; nothing here is connected to.
PRODUCTION = {
    "ORIGIN": "https://learn.example.org",
    "CONTENT_ORIGIN": "https://content.example.org",
    "DATABASE_URL": "postgres://compagnon@database.example.org/compagnon",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "SECRET_KEY": "only-for-the-gate-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
}


@dataclass
class Step:
    """One command of the gate. `needs` is a file without which there is nothing to judge."""

    name: str
    command: list[str]
    needs: str = ""
    environment: dict[str, str] = field(default_factory=dict)


def steps() -> list[Step]:
    """All steps, the long ones first, so that two lanes end at about the same time."""
    manage = [sys.executable, "manage.py"]
    return [
        Step("types", tool("mypy", *OURS)),
        Step("house", tool("pytest", "tests/house", "-p", "no:cacheprovider")),
        Step("imports", tool("lint-imports")),
        Step("browser models", npm("test"), needs="package.json"),
        Step("browser types", npm("types"), needs="package.json"),
        Step("browser lint", npm("lint"), needs="package.json"),
        Step("migrations", [*manage, "makemigrations", "--check", "--dry-run", "--verbosity", "1"]),
        Step("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], environment=PRODUCTION),
        Step("translations", [*manage, "translations", "--check"]),
        Step("events", [*manage, "events_doc", "--check"]),
        Step("lint", tool("ruff", "check", ".")),
        Step("format", tool("ruff", "format", "--check", ".")),
    ]


def tool(name: str, *arguments: str) -> list[str]:
    """A program of the virtual environment."""
    return [str(BIN / name), *arguments]


def npm(script: str) -> list[str]:
    """A script of package.json."""
    return ["npm", "run", "--silent", script]


def main() -> None:
    """Runs the chosen steps in two lanes; ends with 1 when one failed, after what it said."""
    os.chdir(ROOT)
    chosen = [step for step in steps() if not sys.argv[1:] or step.name in sys.argv[1:]]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as nowhere, ThreadPoolExecutor(2) as lanes:
        runs = [lanes.submit(judge, step, nowhere) for step in chosen if not step.needs or Path(step.needs).exists()]
        results = [report(*run.result()) for run in as_completed(runs)]
    print(f"check: {results.count(True)} passed, {results.count(False)} failed in {time.monotonic() - began:.0f} s")
    sys.exit(0 if all(results) else 1)


def judge(step: Step, nowhere: str) -> tuple[Step, bool, float, str]:
    """Runs one step; VAR_DIR points nowhere, so that judging leaves no trace and reads no secret."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, "VAR_DIR": nowhere, "NO_COLOR": "1", **step.environment}
    began = time.monotonic()
    try:
        done = subprocess.run(
            step.command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except FileNotFoundError:
        return step, False, 0.0, f"{step.command[0]} is missing: make check installs it"
    return step, done.returncode == 0, time.monotonic() - began, done.stdout


def report(step: Step, passed: bool, seconds: float, printed: str) -> bool:
    """One line; what a failed step said follows it."""
    print(f"{'ok    ' if passed else 'FAILED'}  {step.name:16} {seconds:6.1f} s", flush=True)
    if not passed:
        width = min(shutil.get_terminal_size().columns, 100)
        print("-" * width, printed.strip(), "-" * width, sep="\n", flush=True)
    return passed


if __name__ == "__main__":
    main()
