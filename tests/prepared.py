"""What stories copy instead of making it: prepared by the first who asks, for all sessions of a run.

`setup/trial.py` names the run's folder in KEPT_DIR; without it each session prepares its own.
"""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path


def is_shared() -> bool:
    """Whether other sessions use what this one prepares."""
    return "KEPT_DIR" in os.environ


def once(name: str, fill: Callable[[Path], None], *, own: Path) -> Path:
    """A folder that `fill` has filled, once; whoever asks for it meanwhile waits. It lies in `own` where not shared."""
    within = Path(os.environ.get("KEPT_DIR", own))
    folder, half = within / name, within / f"{name}.half"
    with (within / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            fill(half)
            half.rename(folder)
    return folder
