"""Compiles every requirements/*.in into a hash-pinned *.txt for Python 3.11 to 3.13; no file names an index."""

import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
]


def main() -> None:
    """Compiles the three purposes, and refuses a result that says where it was fetched."""
    for purpose in ("run", "node", "test"):
        target = FOLDER / f"{purpose}.txt"
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            *OPTIONS,
            f"{purpose}.in",
            f"--output-file={target.name}",
        ]
        subprocess.run(command, cwd=FOLDER, check=True)
        if re.search(r"://|file:|--(index|find|extra)", target.read_text()):
            sys.exit(f"requirements/{target.name} names a place: pins and hashes only.")
        print(f"requirements/{target.name}: {target.read_text().count('==')} libraries")


if __name__ == "__main__":
    main()
