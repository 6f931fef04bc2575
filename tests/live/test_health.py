"""Operators and load balancers are told the truth, and people when to come back."""

import json

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from core.config import health


@pytest.mark.django_db
def test_a_server_that_can_serve_says_so(client):
    assert client.get("/healthz").content == b"ok\n"
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["database"]) == (200, "ok")
    assert client.post("/readyz").status_code == 405


@pytest.mark.parametrize("path", ["/threads/1/", "/api/v1/threads/1"])
def test_without_a_database_people_are_told_when_to_come_back(path):
    request = RequestFactory().post(path)
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        answer = health.failed(request)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    if path.startswith("/api/"):
        assert json.loads(answer.content)["code"] == "config.database_away"
    else:
        assert b"try again" in answer.content
