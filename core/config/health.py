"""Tells operators and load balancers whether we live, whether we can serve, and everybody when we cannot."""

import logging
import sys
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.defaults import server_error

from core.realtime import switchboard

logger = logging.getLogger("compagnon")
RETRY_SECONDS = 5
_migrated: list[bool] = []


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers with every migration applied, and so does Redis where there is one; else 503.

    From this machine it also counts what the live wire does.
    """
    checks = {"database": _database(), "migrations": _migrations()}
    if settings.REDIS_URL:
        checks["redis"] = _redis()
    is_ready = all(answer == "ok" for answer in checks.values())
    body: dict[str, Any] = {"ready": is_ready, **checks}
    board = switchboard.existing()
    if board and request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and not request.headers.get("X-Forwarded-For"):
        body["wire"] = board.status()
    response = JsonResponse(body, status=200 if is_ready else 503)
    if not is_ready:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """The answer to an error nobody caught: 503 with Retry-After while the database is away, else the page for 500."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return server_error(request)
    title = _("Compagnon cannot reach its database.")
    text = _("Nothing you sent was lost or done twice: try again in a few seconds.")
    if request.path.startswith("/api/"):
        body = {"type": "about:blank", "title": title, "detail": text, "status": 503, "code": "config.database_away"}
        response: HttpResponse = JsonResponse(body, status=503, content_type="application/problem+json")
    else:
        response = HttpResponse(
            format_html('<!doctype html><meta charset="utf-8"><title>{0}</title><h1>{0}</h1><p>{1}</p>', title, text),
            status=503,
        )
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "away"
    return "ok"


def _migrations() -> str:
    """Looked at until they are applied, then no more."""
    if _migrated:
        return "ok"
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "missing: run manage.py migrate"
    except DatabaseError:
        return "unknown"
    _migrated.append(True)
    return "ok"


def _redis() -> str:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=None)
    try:
        client.ping()
    except redis.RedisError:
        return "away"
    finally:
        client.close()
    return "ok"
