"""Somebody meets an error: what happened, what is kept, what to do; in their language, without a database."""

import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation
from django.views.csrf import csrf_failure
from django.views.defaults import server_error

NAMES = ["403", "403_csrf", "404", "429", "500", "503"]


@pytest.mark.parametrize("name", NAMES)
def test_every_error_page_draws_without_request_or_database(name):
    html = get_template(f"{name}.html").render()
    assert '<html lang="en">' in html
    assert html.count("<h1>") == 1
    assert 'href="/"' in html


def test_our_own_fault_is_said_by_djangos_own_view():
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"Something went wrong on our side" in answer.content


def test_a_form_that_waited_too_long_says_that_the_words_are_kept():
    answer = csrf_failure(RequestFactory().post("/"))
    assert answer.status_code == 403
    assert b"What you wrote is kept" in answer.content


def test_a_refusal_that_no_form_caught_is_a_page_with_its_sentence(client):
    answer = client.get("/ui/errors/refused/")
    assert answer.status_code == 403
    assert "This thread is locked." in answer.content.decode()
    assert "Nothing was changed." in answer.content.decode()


def test_a_page_that_is_not_there_is_not_found(client):
    answer = client.get("/ui/errors/none/")
    assert answer.status_code == 404
    assert "We cannot find this page" in answer.content.decode()


def test_french_comes_in_french(french):
    with translation.override("fr"):
        html = get_template("404.html").render()
    assert '<html lang="fr">' in html
    assert "Cette page est introuvable" in html
