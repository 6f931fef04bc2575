"""Puts what the tests need onto the machine: PostgreSQL, Redis, Chromium; by apt where we are root on Debian."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# What we look for, and the Debian package that holds it. Ubuntu's own `chromium-browser` is only a door to a snap.
NEEDED = {"PostgreSQL": "postgresql", "Redis": "redis-server", "Chromium": "chromium"}


def main() -> None:
    """Installs what is missing, or says what to install."""
    missing = [name for name in NEEDED if not has(name)]
    if not missing:
        return
    packages = [NEEDED[name] for name in missing]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"The tests need {', '.join(missing)}. On Debian: sudo apt install {' '.join(packages)}")
    print(f"Installing {', '.join(missing)} …", flush=True)
    install(packages)
    still = [name for name in missing if not has(name)]
    if still:
        sys.exit(f"{', '.join(still)} could not be installed: set CHROMIUM to a browser, or install it by hand.")


def has(name: str) -> bool:
    """Whether the program is here, where tests/servers.py and tests/browser look for it."""
    if name == "PostgreSQL":
        return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    if name == "Redis":
        return bool(shutil.which("redis-server"))
    return bool(os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser"))


def install(packages: list[str]) -> None:
    """apt-get, quietly, without questions, and without starting the machine's own PostgreSQL."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}")


if __name__ == "__main__":
    main()
