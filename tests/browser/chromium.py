"""Finds the machine's Chromium, and how it is started without a screen or a network."""

import os
import shutil

# Without the background switches it asks its makers' hosts, many at a time, on a network that refuses.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]


def path() -> str:
    """The program: CHROMIUM names another one. Raises FileNotFoundError with the remedy."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise FileNotFoundError("Chromium is missing. On Debian: apt install chromium; or name one by CHROMIUM.")
    return found
