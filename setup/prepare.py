"""Makes this machine ready for one purpose: `prepare.py run`, `assets`, `check` or `test`.

Runs on the machine's own Python, which may be too old or lack venv: nothing here may need more than the standard
library, or syntax that an old Python cannot read before it was told so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / os.environ.get("VENV", ".venv")
PYTHON = VENV / "bin" / "python"
MODULES = ROOT / "node_modules"
BUILD = ROOT / "build"
OURS = [ROOT / name for name in ("core", "social", "virtualclass", "tutoring")]
WITH_TESTS = ("check", "test")
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20


def main(purpose: str) -> None:
    """Does what is missing for the purpose, saying each step; what is done already costs a hash of its sources."""
    os.chdir(str(ROOT))
    # Where `install_node` puts a Node.
    os.environ["PATH"] = str(VENV / "bin") + os.pathsep + os.environ.get("PATH", "")
    ask_for_a_recent_python()
    if purpose == "run":
        ask_for_the_port(int(os.environ.get("PORT", "8000")))
    make_venv()
    install_libraries(purpose)
    if (ROOT / "package.json").exists():
        install_modules(purpose)
        build_assets()
    compile_translations()
    if purpose == "test":
        run([str(PYTHON), "setup/machine.py"], "Something that the tests need is missing.")


def ask_for_a_recent_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        stop(f"Compagnon needs Python 3.11 or newer, and this one is {found}. Name another: make run PYTHON=python3.12")


def ask_for_the_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            stop(f"Port {port} is taken by another program. Stop that one, or choose another: make run PORT={port + 1}")


def is_yours(folder: Path) -> bool:
    """Whether a folder was put there by hand, from elsewhere: it is used as it is, and left alone."""
    return folder.is_symlink() or (ROOT not in folder.parents and folder.exists())


def make_venv() -> None:
    if is_yours(VENV) or (PYTHON.exists() and (VENV / "bin" / "pip").exists()):
        return
    # Debian ships venv without ensurepip; without it the environment would be made, and be of no use.
    if not succeeds([sys.executable, "-c", "import venv, ensurepip"]):
        stop("Python's venv is missing. On Debian and Ubuntu: apt install python3-venv")
    say("Making a virtual environment in " + VENV.name)
    shutil.rmtree(str(VENV), ignore_errors=True)
    run([sys.executable, "-m", "venv", str(VENV)], "The virtual environment could not be made.")


def install_libraries(purpose: str) -> None:
    """Installs the pinned libraries; test.txt holds all of run.txt, so either serves `make run`."""
    lean, complete = ROOT / "requirements" / "run.txt", ROOT / "requirements" / "test.txt"
    wanted = complete if purpose in WITH_TESTS else lean
    if is_yours(VENV) or any(holds(VENV / source.stem, [lean, source]) for source in {complete, wanted}):
        return
    say("Installing Python libraries")
    pip_install(wanted)
    for source in (lean, complete):
        (VENV / source.stem).write_text(digest([lean, source]) if source is wanted else "")


def install_node() -> None:
    """Takes the machine's Node where it is recent enough, else puts one into the virtual environment."""
    if node_version() < OLDEST_NODE or not shutil.which("npm"):
        say("Installing Node (this machine has none that is recent enough)")
        pip_install(ROOT / "requirements" / "node.txt")


def node_version() -> int:
    """The major version of the Node on the path, 0 without one."""
    try:
        answer = subprocess.run(["node", "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        return int(answer.stdout.decode().strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0


def install_modules(purpose: str) -> None:
    sources = [ROOT / "package.json", ROOT / "package-lock.json"]
    complete, lean = MODULES / ".complete", MODULES / ".lean"
    wanted = complete if purpose in WITH_TESTS else lean
    if is_yours(MODULES) or any(holds(stamp, sources) for stamp in {complete, wanted}):
        return
    install_node()
    say("Installing browser libraries")
    for stamp in (complete, lean):
        if stamp.exists():
            stamp.unlink()
    # Not `npm ci`: it refuses a lock file that lacks what other systems need, and a mirror may not carry all of that.
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]
    run(command + ([] if wanted is complete else ["--omit=dev"]), "npm could not install the browser libraries.")
    wanted.write_text(digest(sources))


def build_assets() -> None:
    """Runs the one build step when a source of it changed, or what it built is gone."""
    sources = [ROOT / "package-lock.json", *browser_sources()]
    if holds(BUILD / ".assets", sources) and any((BUILD / "static").glob("*")):
        return
    install_node()
    say("Building what the browser loads")
    run(["npm", "run", "--silent", "assets"], "The browser's files could not be built.")
    BUILD.mkdir(exist_ok=True)
    (BUILD / ".assets").write_text(digest(sources))


def browser_sources() -> list[Path]:
    endings = {".ts", ".css", ".mjs", ".json", ".svg"}
    return sorted(path for folder in OURS for path in folder.rglob("*") if path.suffix in endings)


def compile_translations() -> None:
    sources = sorted(path for folder in OURS for path in folder.glob("**/LC_MESSAGES/*.po"))
    compiled = [path.with_suffix(".mo") for path in sources]
    if all(new.exists() and new.stat().st_mtime >= old.stat().st_mtime for old, new in zip(sources, compiled)):
        return
    say("Compiling translations")
    run([str(PYTHON), "manage.py", "translations", "--compile"], "The translations could not be compiled.")


def pip_install(source: Path) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    run([*command, "-r", str(source)], f"pip could not install {source.name}.")


def digest(sources: list[Path]) -> str:
    """One hash over the contents, and over the Python that reads them."""
    total = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for source in sources:
        total.update(str(source.relative_to(ROOT)).encode() + b"\0")
        total.update(source.read_bytes() if source.exists() else b"")
    return total.hexdigest()


def holds(stamp: Path, sources: list[Path]) -> bool:
    return stamp.exists() and stamp.read_text() == digest(sources)


def succeeds(command: list[str]) -> bool:
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def run(command: list[str], sentence: str) -> None:
    if subprocess.call(command) != 0:
        stop(sentence + " What it said stands above.")


def say(sentence: str) -> None:
    print(sentence + " …", flush=True)


def stop(sentence: str) -> None:
    sys.exit("\n" + sentence)


if __name__ == "__main__":
    main(sys.argv[1])
