"""What an action announces is numbered, kept and told once it is true."""

from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.template import Context, Template

from core.accounts.facts import PasswordChanged, PersonDeactivated, SignedOut
from core.accounts.models import Person
from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.kinds.registry import Ref
from core.realtime import bells
from core.realtime.actions import access_changed, announce, hang_up, whisper
from core.realtime.catalogue import Event, event
from core.realtime.models import AccessScope, Stream, StreamEvent
from core.realtime.streams import StreamRef, last_number, may_listen
from tests.wireroom import actions
from tests.wireroom.events import NoteWritten, Typing

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """Every bell that rings in this process."""
    bells_heard = []
    bells.listen_here(bells_heard.append)
    yield bells_heard
    bells.stop_listening(bells_heard.append)


@pytest.fixture
def people(db):
    return [Person.objects.make(email=f"p{n}@example.org", name=f"P{n}") for n in range(3)]


@pytest.fixture
def room(people):
    return actions.open_room(name="Ward round", people=people[:2])


def test_a_note_gets_the_next_number_and_rings_after_the_commit(
    room, people, heard, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = actions.write_note(room=room, author=people[0], text="one")
        actions.write_note(room=room, author=people[1], text="two")
        assert heard == []
    rows = list(StreamEvent.objects.order_by("seq").values_list("stream__name", "seq", "name", "actor_id", "data"))
    assert rows == [
        (f"room:{room.pk}", 1, "wireroom.note_written", people[0].pk, {"note_id": first.pk}),
        (f"room:{room.pk}", 2, "wireroom.note_written", people[1].pk, {"note_id": first.pk + 1}),
    ]
    assert [bell.streams for bell in heard] == [{f"room:{room.pk}": 1}, {f"room:{room.pk}": 2}]
    assert last_number(f"room:{room.pk}") == 2


def test_an_action_that_fails_leaves_no_number(room, people):
    @action
    def write_and_fail():
        actions.write_note(room=room, author=people[0], text="one")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert not StreamEvent.objects.exists()
    actions.write_note(room=room, author=people[0], text="two")
    assert last_number(room.stream.name) == 1


def test_an_inner_act_that_is_refused_is_not_heard_of(room, people):
    @action
    def write_and_be_refused():
        actions.write_note(room=room, author=people[0], text="taken back")
        access_changed("hall:77")
        raise Refused("test.no", "No.")

    @action
    def write_both():
        with suppress(Refused):
            write_and_be_refused()
        actions.write_note(room=room, author=people[0], text="kept")

    write_both()
    [told] = StreamEvent.objects.all()
    assert room.notes.get().text == "kept"
    assert (told.seq, told.data) == (1, {"note_id": room.notes.get().pk})
    assert not AccessScope.objects.filter(name="hall:77").exists()


def test_an_act_over_several_streams_numbers_each_without_a_gap(people):
    first, second = StreamRef("room:1", "hall:1"), StreamRef("room:2", "hall:2")

    @action
    def tell_both():
        for _ in range(3):
            announce(Typing(), to=second)
            announce(Typing(), to=first)

    tell_both()
    tell_both()
    for stream in Stream.objects.all():
        assert list(stream.events.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_an_announcement_costs_two_statements_however_many_members_there_are(room, people, django_assert_num_queries):
    actions.write_note(room=room, author=people[0], text="one")

    @action
    def tell(times):
        for number in range(times):
            announce(NoteWritten(number + 1), to=room.stream)

    with django_assert_num_queries(4):  # number, write; a savepoint and its release
        tell(1)
    for number in range(20):
        actions.add_member(room=room, person=Person.objects.make(email=f"q{number}@example.org", name="Q"))
    with django_assert_num_queries(4):
        tell(20)


def test_losing_access_raises_the_scopes_version_in_the_same_act(room, people):
    actions.write_note(room=room, author=people[0], text="one")
    before = AccessScope.objects.get().version
    actions.remove_member(room=room, person=people[1])
    assert AccessScope.objects.get().version == before + 1
    assert not may_listen(people[1], room.stream.name)
    assert may_listen(people[0], room.stream.name)


def test_a_scope_that_nobody_listens_to_yet_gets_its_version_too():
    action(lambda: access_changed("hall:99"))()
    assert AccessScope.objects.get(name="hall:99").version == 2


def test_a_stream_that_moves_takes_its_numbers_along(people):
    action(lambda: announce(Typing(), to=StreamRef("room:1", "hall:1")))()
    action(lambda: announce(Typing(), to=StreamRef("room:1", "hall:2")))()
    stream = Stream.objects.get(name="room:1")
    assert (stream.last_seq, stream.scope.name) == (2, "hall:2")


def test_a_whisper_and_a_hanging_up_leave_no_row(people, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        whisper(Typing(), to=StreamRef("room:1", "hall:1"), by=people[0])
        hang_up(person_id=people[1].pk)
    assert heard == [
        bells.Whisper(stream="room:1", name="wireroom.typing", data={}, by=people[0].pk),
        bells.HangUp(person_id=people[1].pk),
    ]
    assert not Stream.objects.exists()


def test_who_is_deactivated_or_signed_out_is_hung_up(people, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        action(lambda: state(PersonDeactivated(people[0].pk)))()
        action(lambda: state(PasswordChanged(people[1].pk)))()
        action(lambda: state(SignedOut("key")))()
    hung_up = [bell for bell in heard if isinstance(bell, bells.HangUp)]
    assert hung_up == [bells.HangUp(people[0].pk), bells.HangUp(people[1].pk), bells.HangUp(session_key="key")]


def test_nothing_is_announced_outside_an_action():
    with pytest.raises(RuntimeError):
        announce(Typing(), to=StreamRef("room:1", "hall:1"))


def test_the_catalogue_refuses_what_json_cannot_carry_and_a_name_twice():
    with pytest.raises(TypeError):

        @event("test.bad", version=1)
        @dataclass(frozen=True)
        class Bad(Event):
            what: object

    with pytest.raises(ValueError, match="Two events"):

        @event("wireroom.typing", version=2)
        @dataclass(frozen=True)
        class Again(Event):
            pass

    with pytest.raises(TypeError):

        @event("test.loose", version=1)
        class Loose(Event):
            pass


def test_an_event_is_too_small_for_a_text(room):
    @event("test.texty", version=1)
    @dataclass(frozen=True)
    class Texty(Event):
        text: str

    with pytest.raises(ValueError, match="pointer"):
        action(lambda: announce(Texty("x" * 3000), to=room.stream))()


def test_a_page_prints_where_its_stream_stands(room, people):
    actions.write_note(room=room, author=people[0], text="one")
    html = Template("{% load wire %}<div {% listen room.stream %}></div>").render(Context({"room": room}))
    assert html == f'<div data-stream="room:{room.pk}" data-seq="1"></div>'


@pytest.mark.parametrize(
    "bell", [bells.Rows({"room:1": 4}, ["hall:1"]), bells.HangUp(3), bells.Whisper("a:1", "b.c", {})]
)
def test_a_bell_arrives_as_it_left_but_not_at_home(bell):
    assert bells.read(bells.written(bell, process="a"), process="b") == bell
    assert bells.read(bells.written(bell, process="a"), process="a") is None
    assert bells.read(b'{"kind": "Unknown", "from": "x"}', process="b") is None


def test_only_a_kind_and_a_number_can_be_listened_to(people):
    assert not may_listen(people[0], "room:1; drop table")
    assert not may_listen(people[0], "nothing:1")
    assert str(Ref("room", 1)) == "room:1"
