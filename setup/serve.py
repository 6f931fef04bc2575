"""Brings the database up to date, fills an empty one with the demo company, serves it on this machine."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Ends as `manage.py serve`, in this very process: signals reach the server, and Django is loaded once."""
    port = os.environ.get("PORT", "8000")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.config.settings")
    os.environ.setdefault("ORIGIN", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CONTENT_ORIGIN", f"http://localhost:{port}")
    os.chdir(ROOT)
    sys.path[0] = str(ROOT)
    bring_the_database_up_to_date()
    print(f"Compagnon: {os.environ['ORIGIN']}/  (Ctrl-C stops it)", flush=True)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", "serve", "--port", port])


def bring_the_database_up_to_date() -> None:
    """Migrates, and writes the demo company where there is nobody yet."""
    import django
    from django.core.management import call_command, get_commands
    from django.db import connections

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from django.contrib.auth import get_user_model

    if "demo" in get_commands() and not get_user_model()._default_manager.exists():
        print("Writing the demo company …", flush=True)
        call_command("demo")
    connections.close_all()


if __name__ == "__main__":
    main()
