"""Lena's telephone shows what comes at once, while Compagnon is closed; nobody else can read it on its way."""

from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from core.accounts.actions import change_password, deactivate, sign_out
from core.acts import jobs
from core.config import environment
from core.library import actions as library
from core.notifications import actions, push_services
from core.notifications.models import Notice, PushDevice, PushOut
from core.notifications.tasks import send_due_pushes
from core.notifications.ways import Mail, Preset, Way
from tests.make import library as make
from tests.notifications.push_services import a_push_service, bytes_of

pytestmark = pytest.mark.django_db
URGENT = {"kind": "tests.moved", "facts": {"to": "ten"}, "effect_key": "class:1"}


@pytest.fixture
def service(settings):
    with a_push_service() as service:
        settings.PUSH_HOSTS = [service.host]
        settings.PUSH_KEY = environment.new_push_key()
        yield service


@pytest.fixture
def lenas(lena, signed_in):
    return signed_in(lena)


@pytest.fixture
def phone(service, lenas):
    """A browser on which Lena asked for it."""
    browser = service.browser("phone")
    assert lenas.post("/notices/devices/add/", browser.fields, HTTP_USER_AGENT="Firefox/1 Android").status_code == 204
    return browser


def shown(service, browser) -> list[dict]:
    """What the browser could read of what came."""
    return [browser.read(body) for path, _headers, body in service.came if browser.endpoint.endswith(path)]


def outcomes() -> list[str]:
    return list(PushOut.objects.order_by("pk").values_list("outcome", flat=True))


def test_what_comes_at_once_shows_on_the_device_and_only_it_can_read_it(service, phone, tell, lena, thing):
    tell(lena)
    jobs.drain()
    [message] = shown(service, phone)
    notice = Notice.objects.get()
    assert message == {
        "title": "Tomás Ferreira mentioned you",
        "body": "Why 84.0 % and not 82.9 %?\nThe interval runs from 69.5 to 92.4.",
        "url": thing.get_absolute_url(),
        "tag": f"notice-{notice.pk}",
        "lang": "en",
    }
    [(_path, headers, body)] = service.came
    assert b"mentioned" not in body
    assert headers["content-encoding"] == "aes128gcm"
    assert (headers["ttl"], headers["urgency"]) == ("3600", "normal")
    assert outcomes() == ["sent"]
    # However often a worker comes, once.
    send_due_pushes()
    tell(lena)
    jobs.drain()
    assert len(service.came) == 1


def test_the_push_service_knows_that_it_is_us(service, phone, tell, lena, settings):
    tell(lena)
    jobs.drain()
    [(_path, headers, _body)] = service.came
    said = dict(part.split("=", 1) for part in headers["authorization"].removeprefix("vapid ").split(", "))
    assert said["k"] == push_services.public_key()
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(said["k"]))
    # The library reads the machine's clock, which a story may have set.
    claims = jwt.decode(said["t"], key, algorithms=["ES256"], options={"verify_aud": False, "verify_exp": False})
    assert claims["aud"] == "http://127.0.0.1"
    assert claims["sub"] == f"mailto:{settings.PUSH_CONTACT}"
    assert claims["exp"] <= timezone.now().timestamp() + 24 * 3600


def test_in_the_language_of_its_person(service, phone, tell, lena):
    lena.language = "fr"
    lena.save()
    tell(lena)
    jobs.drain()
    assert shown(service, phone)[0]["lang"] == "fr"


def test_of_restricted_things_no_word(service, phone, tell, lena, ines, company, thing):
    kept = {"described": {"confidentiality": "restricted"}, "audience": [company.representative]}
    library.describe_object(learning_object=thing, editor=ines, **kept)
    tell(lena)
    jobs.drain()
    [message] = shown(service, phone)
    assert (message["title"], message["body"]) == ("Tomás Ferreira mentioned you", "")
    assert "84.0" not in str(message)


@pytest.mark.parametrize("way", [Way(True, Mail.DIGEST), Way(True, Mail.NEVER), Way(False, Mail.NEVER)])
def test_what_waits_for_the_digest_or_is_not_wished_for_shows_nowhere(way, service, phone, tell, lena):
    actions.choose_ways(person=lena, ways={"tests.mentioned": way})
    tell(lena)
    jobs.drain()
    assert service.came == []
    actions.choose_preset(person=lena, preset=Preset.EVERYTHING)
    tell(lena, kind="tests.published", effect_key="object:1")
    jobs.drain()
    assert len(service.came) == 1


def test_never_in_quiet_hours_or_a_pause_but_for_what_cannot_wait(service, phone, tell, lena, working_day):
    actions.pause(person=lena, lasting="hour")
    tell(lena)
    working_day.shift(timedelta(hours=10))
    tell(lena, effect_key="post:2")
    jobs.drain()
    assert service.came == []
    assert PushOut.objects.count() == 0
    tell(lena, **URGENT)
    jobs.drain()
    assert [message["title"] for message in shown(service, phone)] == ["Moved to ten"]
    assert service.came[0][1]["urgency"] == "high"


def test_a_pause_holds_what_is_on_its_way_and_a_push_service_does_not_keep_it_into_the_night(
    service, phone, tell, lena, working_day
):
    tell(lena)
    actions.pause(person=lena, lasting="hour")
    send_due_pushes()
    assert outcomes() == ["quiet"]
    # Ten minutes before her quiet hours begin, at 19:00 in Paris.
    working_day.move_to(timezone.now().replace(hour=16, minute=50))
    tell(lena, effect_key="post:2")
    send_due_pushes()
    assert [headers["ttl"] for _path, headers, _body in service.came] == ["300"]


def test_what_was_read_stopped_or_is_gone_meanwhile_shows_nowhere(service, phone, tell, lena, thing, ines):
    tell(lena)
    actions.read_all(person=lena)
    tell(lena, effect_key="post:2")
    actions.choose_ways(person=lena, ways={"tests.mentioned": Way(True, Mail.NEVER)})
    send_due_pushes()
    actions.choose_ways(person=lena, ways={"tests.mentioned": Way(True, Mail.NOW)})
    draft = make.written(ines)
    tell(lena, about=draft, effect_key="post:3")
    send_due_pushes()
    assert service.came == []
    assert outcomes() == ["read", "stopped", "gone"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(status, service, phone, tell, lena):
    service.answers = [(status, {})]
    tell(lena)
    jobs.drain()
    assert not PushDevice.objects.exists()
    assert not PushOut.objects.exists()


def test_what_is_not_taken_is_tried_again_with_patience_while_it_is_fresh(service, phone, tell, lena, working_day):
    service.answers = [(503, {}), (429, {"Retry-After": "300"}), (201, {})]
    tell(lena)
    send_due_pushes()
    push = PushOut.objects.get()
    assert (push.done_at, push.due_at - timezone.now()) == (None, timedelta(seconds=30))
    send_due_pushes()
    assert len(service.came) == 1
    working_day.shift(timedelta(seconds=31))
    send_due_pushes()
    push.refresh_from_db()
    assert push.due_at - timezone.now() == timedelta(seconds=300)
    working_day.shift(timedelta(seconds=301))
    send_due_pushes()
    assert outcomes() == ["sent"]
    assert len({headers["topic"] for _path, headers, _body in service.came}) == 1


def test_what_is_refused_or_stays_away_too_long_is_given_up(service, phone, tell, lena, working_day):
    service.answers = [(400, {})]
    tell(lena)
    send_due_pushes()
    assert outcomes() == ["failed"]
    service.answers = [(500, {})] * 9
    tell(lena, effect_key="post:2")
    for _turn in range(9):
        send_due_pushes()
        working_day.shift(timedelta(minutes=21))
    assert outcomes() == ["failed", "failed"]
    assert len(service.came) <= 6


def test_a_push_service_that_is_away_holds_up_nobody_else(service, phone, tell, lena, settings):
    settings.PUSH_HOSTS = [service.host, "127.0.0.1:9"]
    PushDevice.objects.update(endpoint="http://127.0.0.1:9/away")
    tell(lena)
    send_due_pushes()
    push = PushOut.objects.get()
    assert push.done_at is None
    assert "ConnectionRefused" in push.error


def test_signing_out_leaving_and_another_password_end_it(service, phone, lenas, lena, admin, tell):
    tell(lena)
    sign_out(session_key=lenas.session.session_key)
    jobs.drain()
    assert not PushDevice.objects.exists()
    assert service.came == []
    lenas.force_login(lena)
    lenas.post("/notices/devices/add/", phone.fields)
    change_password(person=lena, password="quite another phrase")
    assert not PushDevice.objects.exists()
    lenas.force_login(lena)
    lenas.post("/notices/devices/add/", phone.fields)
    deactivate(person=lena, by=admin, reason="Left")
    assert not PushDevice.objects.exists()


def test_when_the_session_has_run_out_nothing_shows(service, phone, tell, lena, working_day):
    tell(lena)
    from django.contrib.sessions.models import Session

    Session.objects.update(expire_date=timezone.now())
    send_due_pushes()
    assert service.came == []
    assert outcomes() == ["stopped"]


def test_who_signs_in_next_on_the_same_browser_gets_nothing_of_hers(service, phone, tell, lena, eve, signed_in):
    tell(lena)
    assert signed_in(eve).post("/notices/devices/add/", phone.fields).status_code == 204
    send_due_pushes()
    assert service.came == []
    assert PushDevice.objects.get().person == eve


def test_one_sees_ones_devices_and_turns_each_off(service, phone, lenas, eve, signed_in):
    page = lenas.get("/notices/settings/").content.decode()
    assert "Firefox on Android" in page
    assert "This device" in page
    assert push_services.public_key() in page
    device = PushDevice.objects.get()
    assert signed_in(eve).post(f"/notices/devices/{device.pk}/remove/").status_code == 404
    assert "Firefox on Android" not in signed_in(eve).get("/notices/settings/").content.decode()
    lenas.post(f"/notices/devices/{device.pk}/remove/")
    assert not PushDevice.objects.exists()


def test_so_many_devices_and_no_more(service, lenas):
    for n in range(actions.pushes.MOST_DEVICES + 2):
        lenas.post("/notices/devices/add/", service.browser(f"b{n}").fields)
    assert PushDevice.objects.count() == actions.pushes.MOST_DEVICES
    assert not PushDevice.objects.filter(endpoint__endswith="/b0").exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://evil.example/send/1",
        "http://fcm.googleapis.com/send/1",
        "https://fcm.googleapis.com:8443/send/1",
        "https://fcm.googleapis.com@evil.example/",
        "https://user@fcm.googleapis.com/",
        "https://fcm.googleapis.com.evil.example/",
        "https://evilpush.services.mozilla.com.example/",
        "https://notify.windows.com.evil/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "http://127.0.0.1:22/",
        "https://169.254.169.254/latest/",
        "file:///etc/passwd",
        "https://fcm.googleapis.com:99999999/",
        "https://fcm.googleapis.com/é",
        "https://fcm.googleapis.com/" + "x" * 1000,
        "",
    ],
)
def test_we_speak_to_push_services_that_are_named_and_to_nobody_else(endpoint, service, lenas, settings):
    settings.PUSH_HOSTS = environment.push_hosts(local=False)
    fields = service.browser().fields | {"endpoint": endpoint}
    assert lenas.post("/notices/devices/add/", fields).status_code == 422
    assert not PushDevice.objects.exists()
    with pytest.raises(push_services.Unreachable):
        push_services.send(endpoint, "", "", b"", seconds=1, topic="t", urgent=False)


def test_those_that_are_named():
    hosts = ["https://fcm.googleapis.com/fcm/send/1", "https://updates.push.services.mozilla.com/wpush/v2/1"]
    hosts += ["https://web.push.apple.com/1", "https://db5p.notify.windows.com/w/?token=1"]
    assert all(map(push_services.is_allowed, hosts))


def test_a_named_host_that_points_into_the_house_is_not_reached(service, settings, monkeypatch):
    settings.PUSH_HOSTS = ["push.example.org"]
    inside = [(2, 1, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr(push_services.socket, "getaddrinfo", lambda *asked, **more: inside)
    browser = service.browser()
    keys = [browser.fields[name] for name in ("p256dh", "auth")]
    with pytest.raises(push_services.Unreachable, match="open internet"):
        push_services.send("https://push.example.org/1", *keys, b"{}", seconds=1, topic="t", urgent=False)


@pytest.mark.parametrize("wrong", [{"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "é"}, {"p256dh": ""}])
def test_keys_that_are_none(wrong, service, lenas):
    assert lenas.post("/notices/devices/add/", service.browser().fields | wrong).status_code == 422


def test_where_there_is_no_key_there_is_no_push(lenas, lena, tell, settings):
    settings.PUSH_KEY = ""
    assert "On this device" not in lenas.get("/notices/settings/").content.decode()
    tell(lena)
    assert not PushOut.objects.exists()


def test_the_key_is_made_once_and_read_by_nobody_else(tmp_path, monkeypatch):
    monkeypatch.delenv("PUSH_KEY", raising=False)
    file = tmp_path / "push_key"
    key = environment.push_key(file, local=True)
    assert environment.push_key(file, local=True) == key
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(bytes_of(key)) == 32
    assert environment.push_key(tmp_path / "other", local=False) == ""


@pytest.mark.parametrize("key", ["short", "A" * 43, "_" * 43, "é" * 43, "+" * 43])
def test_a_key_that_is_none_stops_the_start(key, monkeypatch, tmp_path):
    monkeypatch.setenv("PUSH_KEY", key)
    with pytest.raises(ImproperlyConfigured):
        environment.push_key(tmp_path / "k", local=False)


@pytest.mark.parametrize("hosts", ["127.0.0.1:9", "https://fcm.googleapis.com", "*", "localhost", "10.0.0.7", "a b/c"])
def test_hosts_that_are_none_stop_the_start(hosts, monkeypatch):
    monkeypatch.setenv("PUSH_HOSTS", hosts)
    with pytest.raises(ImproperlyConfigured):
        environment.push_hosts(local=False)


def test_the_script_in_the_browser_is_public_and_never_stale(client):
    answer = client.get("/service-worker.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert b"showNotification" in answer.content
