"""Somebody who builds looks at the gallery: every component, valid, small, in both languages."""

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
HTML_VALIDATE = ROOT / "node_modules" / ".bin" / "html-validate"


@pytest.fixture
def gallery(client):
    answer = client.get("/ui/")
    assert answer.status_code == 200
    return answer


def test_nothing_inline(gallery):
    html = gallery.content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick=" not in html
    assert html.count("<script") == html.count('<script type="module" src="/static/')


def test_one_heading_and_the_landmarks(gallery):
    html = gallery.content.decode()
    assert html.count("<h1>") == 1
    assert all(html.count(f"<{tag} ") == 1 for tag in ("main", "aside", "header"))
    assert 'href="#content"' in html


def test_the_page_is_in_the_readers_language(french, client):
    html = client.get("/ui/", headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="fr"' in html
    assert "Aller au contenu" in html


@pytest.mark.skipif(not HTML_VALIDATE.exists() or not shutil.which("node"), reason="npm ci was not run here")
@pytest.mark.parametrize("path", ["/ui/", "/ui/errors/404/", "/ui/errors/refused/"])
def test_the_html_is_valid(client, tmp_path, path):
    page = tmp_path / "page.html"
    page.write_bytes(client.get(path).content)
    config = ROOT / ".htmlvalidate.json"
    command = ["node", str(HTML_VALIDATE), "--config", str(config), str(page)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_what_every_page_loads_is_small():
    static = Path(settings.STATIC_ROOT)
    names = json.loads((static / "manifest.json").read_text())["names"]
    kilobytes = {name: (static / f"{names[name]}.br").stat().st_size / 1024 for name in ("main.js", "main.css")}
    assert kilobytes["main.js"] < 40
    assert kilobytes["main.css"] < 20


def test_what_is_built_is_squeezed_beforehand():
    static = Path(settings.STATIC_ROOT)
    for script in static.glob("*.js"):
        assert gzip.decompress(script.with_name(f"{script.name}.gz").read_bytes()) == script.read_bytes()
        assert script.with_name(f"{script.name}.br").exists()
