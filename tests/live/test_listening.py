"""Who listens hears what happens: once, in order, with the words of now; who may not hears nothing."""

import json
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from core.acts.actions import action
from core.realtime.actions import rights_changed
from tests.live.wire import Socket, refused_with, request
from tests.wireroom import actions

pytestmark = pytest.mark.live


@pytest.fixture
def lena(world):
    return world.person()


@pytest.fixture
def tomas(world):
    return world.person(language="fr")


@pytest.fixture
def eve(world):
    return world.person()


@pytest.fixture
def room(world, lena, tomas):
    return world.room(lena, tomas)


def write(site, person, room, text):
    status, body = request(site, "POST", f"/wireroom/{room.pk}/notes/", person.cookie, {"text": text})
    assert status == 201
    return body["note"]


def test_a_note_reaches_who_listens_in_their_language(site, room, lena, tomas):
    stream = room.stream.name
    one = Socket(site, lena.cookie).hello({stream: 0})
    two = Socket(site, tomas.cookie).hello({stream: 0})
    note = write(site, lena, room, "Résultat < 0.05")
    heard, entendu = one.event("wireroom.note_written"), two.event("wireroom.note_written")
    assert heard["html"] == '<p lang="en">Résultat &lt; 0.05</p>'
    assert entendu["html"] == '<p lang="fr">Résultat &lt; 0.05</p>'
    assert (heard["seq"], heard["by"], heard["data"], heard["v"]) == (1, lena.pk, {"note_id": note}, 1)
    assert {key: heard[key] for key in heard if key != "html"} == {
        key: entendu[key] for key in entendu if key != "html"
    }


def test_who_comes_later_gets_what_was_missed_and_nothing_twice(site, room, lena):
    for number in range(5):
        write(site, lena, room, f"note {number}")
    socket = Socket(site, lena.cookie).hello({room.stream.name: 2})
    write(site, lena, room, "note 5")
    while len(socket.events()) < 4:
        socket.expect("event")
    assert [frame["seq"] for frame in socket.events()] == [3, 4, 5, 6]


def test_nobody_reads_deleted_words_from_an_old_number(site, room, lena):
    socket = Socket(site, lena.cookie).hello({room.stream.name: 0})
    note = write(site, lena, room, "SECRET")
    socket.event("wireroom.note_written")
    request(site, "POST", f"/wireroom/notes/{note}/delete/", lena.cookie)
    socket.event("wireroom.note_deleted")
    later = Socket(site, lena.cookie).hello({room.stream.name: 0})
    assert [frame["seq"] for frame in later.events()] == [1, 2]
    assert "SECRET" not in json.dumps(later.heard)
    _, body = request(site, "GET", f"/api/v1/streams/{room.stream.name}/events?since=0", lena.cookie)
    assert "SECRET" not in json.dumps(body)


def test_the_log_answers_without_a_socket_with_the_same_frames(site, room, lena, eve):
    write(site, lena, room, "one")
    socket = Socket(site, lena.cookie).hello({room.stream.name: 0})
    path = f"/api/v1/streams/{room.stream.name}/events"
    status, body = request(site, "GET", f"{path}?since=0", lena.cookie)
    assert status == 200
    assert body["frames"][:-1] == socket.events()
    assert body["frames"][-1] == {"op": "listening", "stream": room.stream.name, "seq": 1}
    assert request(site, "GET", path, eve.cookie)[0] == 404
    assert request(site, "GET", f"{path}?since=-1", lena.cookie)[0] == 422
    assert request(site, "GET", "/api/v1/streams/nothing:1/events", lena.cookie)[0] == 404


def test_a_stranger_is_told_that_there_is_nothing(site, room, lena, eve):
    socket = Socket(site, eve.cookie).hello({room.stream.name: 0})
    assert socket.heard[-1] == {"op": "gone", "stream": room.stream.name}
    write(site, lena, room, "not for Eve")
    assert socket.heard_before("gone", "listen", stream=room.stream.name, since=0) == []


def test_who_is_removed_hears_nothing_more_though_the_bell_is_lost(site, room, lena, tomas):
    one, two = (Socket(site, who.cookie).hello({room.stream.name: 0}) for who in (lena, tomas))
    # Written in this process: no bell tells the server.
    actions.remove_member(room=room, person=tomas)
    write(site, lena, room, "after the removal")
    one.event("wireroom.note_written")
    assert two.expect("gone")["stream"] == room.stream.name
    assert two.events() == []


def test_what_another_process_wrote_without_a_bell_arrives_by_the_sweep(site, room, lena):
    socket = Socket(site, lena.cookie).hello({room.stream.name: 0})
    actions.write_note(room=room, author=lena, text="quiet")
    assert socket.event("wireroom.note_written")["html"] == '<p lang="en">quiet</p>'


def test_a_thousand_missed_events_mean_fetching_the_page_again(site, room, lena):
    for number in range(300):
        actions.write_note(room=room, author=lena, text=str(number))
    socket = Socket(site, lena.cookie).hello({room.stream.name: 3})
    assert socket.heard[-2:] == [
        {"op": "resync", "stream": room.stream.name, "seq": 300},
        {"op": "listening", "stream": room.stream.name, "seq": 300, "present": [lena.pk]},
    ]
    ahead = Socket(site, lena.cookie).hello({room.stream.name: 900})
    assert [frame["op"] for frame in ahead.heard[1:3]] == ["resync", "listening"]


def test_whispers_pass_and_leave_nothing(site, room, lena, tomas):
    one, two = (Socket(site, who.cookie).hello({room.stream.name: 0}) for who in (lena, tomas))
    one.say("whisper", stream=room.stream.name, name="wireroom.typing", data={})
    heard = two.expect("whisper", where=lambda frame: frame["name"] == "wireroom.typing")
    assert heard == {
        "op": "whisper",
        "stream": room.stream.name,
        "name": "wireroom.typing",
        "by": lena.pk,
        "data": {},
    }
    one.say("whisper", stream=room.stream.name, name="wireroom.unknown", data={})
    assert one.expect("error")["code"] == "unknown_whisper"
    one.say("leave", stream=room.stream.name)
    one.say("whisper", stream=room.stream.name, name="wireroom.typing", data={})
    assert one.expect("error")["code"] == "not_listening"


def test_small_streams_tell_who_is_here(site, room, lena, tomas):
    one = Socket(site, lena.cookie).hello({room.stream.name: 0})
    assert one.heard[-1]["present"] == [lena.pk]
    two = Socket(site, tomas.cookie).hello({room.stream.name: 0})
    assert two.heard[-1]["present"] == sorted([lena.pk, tomas.pk])
    both = sorted([lena.pk, tomas.pk])
    one.expect("whisper", where=lambda frame: frame["data"].get("present") == both)
    two.close()
    one.expect("whisper", where=lambda frame: frame["data"].get("present") == [lena.pk])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not json", "bad_frame"),
        ("[]", "bad_frame"),
        ('{"op": "websocket_connect"}', "unknown_op"),
        ('{"op": "listen", "stream": "room:1", "since": "x"}', "bad_frame"),
        ('{"op": "listen", "stream": "room:1", "since": -1}', "bad_frame"),
        ('{"op": "listen", "stream": "nothing:1", "since": 0}', "unknown_stream"),
        ('{"op": "hello"}', "hello_again"),
        ("[" * 5000, "bad_frame"),
    ],
)
def test_a_bad_frame_is_answered_and_the_socket_stays(site, lena, text, code):
    socket = Socket(site, lena.cookie).hello()
    socket.connection.send(text)
    assert socket.expect("error")["code"] == code
    socket.say("listen", stream="room:999999", since=0)
    socket.expect("gone")


def test_sockets_are_for_our_own_pages_and_people(site, lena):
    assert refused_with(site, lena.cookie, origin=None) == 403
    assert refused_with(site, lena.cookie, origin="null") == 403
    assert refused_with(site, lena.cookie, origin="https://evil.example") == 403
    assert refused_with(site, lena.cookie, origin=site.content_origin) == 403
    assert refused_with(site, lena.cookie) == 101
    assert Socket(site).say("hello").closed_with() == 4401
    assert Socket(site, {"session": "x" * 32}).say("hello").closed_with() == 4401
    assert Socket(site, lena.cookie).closed_with() == 4408  # no hello within 5 s


def test_too_much_of_everything(site, world, room):
    busy = world.person()
    actions.add_member(room=room, person=busy)
    sockets = [Socket(site, busy.cookie).hello() for _ in range(10)]
    Socket(site, busy.cookie).hello()
    assert sockets.pop(0).closed_with() == 4429
    sockets[0].say("listen", stream=room.stream.name, since=0).expect("listening")
    for _ in range(21):
        sockets[0].say("whisper", stream=room.stream.name, name="wireroom.typing", data={})
    assert sockets[0].expect("error")["code"] == "too_fast"
    with suppress(ConnectionClosed):
        for _ in range(45):
            sockets[0].say("whisper", stream=room.stream.name, name="wireroom.typing", data={})
    assert sockets[0].closed_with() == 4429
    sockets[1].connection.send("x" * 70_000)
    assert sockets[1].closed_with() in (1006, 1009)


def test_signing_out_closes_the_sockets_of_that_session(site, lena):
    from django.contrib.sessions.models import Session

    socket = Socket(site, lena.cookie).hello()
    Session.objects.filter(session_key=next(iter(lena.cookie.values()))).delete()
    assert socket.closed_with() == 4401


def test_a_deactivated_person_is_shut_out(site, lena):
    socket = Socket(site, lena.cookie).hello()
    type(lena).objects.filter(pk=lena.pk).update(is_active=False)
    assert socket.closed_with() == 4401


def test_who_lost_a_right_is_asked_again_without_a_bell(site, room, lena):
    socket = Socket(site, lena.cookie).hello({room.stream.name: 0})
    # As when a role that the permission looks at is taken away: no word of this room.
    room.members.filter(person=lena).delete()
    action(rights_changed)(lena.pk)
    assert socket.expect("gone")["stream"] == room.stream.name


def test_the_fast_writer_is_the_one_in_use(site, lena):
    socket = Socket(site, lena.cookie).hello()
    _, ready = request(site, "GET", "/readyz", {})
    assert ready["ready"] is True
    assert ready["wire"]["writer_daphne"] >= 1
    assert "writer_plain" not in ready["wire"]
    socket.close()
