"""`make bench`: every figure, or those that are named (`make bench ONLY=fanout`)."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.rig.settings")

MEASUREMENTS = ["fanout", "latency", "pages", "crowded_space", "finding", "million"]


def main() -> None:
    """Runs them one after the other; each says what it measured and which goals it met."""
    import django
    from django.conf import settings

    django.setup()
    # Made people never sign in by password here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    wanted = sys.argv[1:] or MEASUREMENTS
    unknown = set(wanted) - set(MEASUREMENTS)
    if unknown:
        sys.exit(f"No such measurement: {', '.join(sorted(unknown))}. There are: {', '.join(MEASUREMENTS)}.")
    print(f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}; all on this machine's loopback.")
    from importlib import import_module

    for name in wanted:
        import_module(f"benchmarks.{name}").run()


if __name__ == "__main__":
    main()
