"""Lets the database know what it holds, after very many rows were made at once."""

from django.db import connection


def look_at_the_tables() -> None:
    """PostgreSQL does so by itself within a minute, and plans its questions by what it saw; a story does not wait."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
