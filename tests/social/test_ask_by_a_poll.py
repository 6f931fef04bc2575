"""People ask by a poll: choose, change their mind, put in order; what is secret stays so."""

import json
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from core.acts.jobs import sweep
from core.acts.models import OnceKey
from core.acts.refusals import Refused
from core.notifications.models import Notice
from core.realtime.models import StreamEvent
from social import actions, rules
from social.models import Ballot, Poll, Post
from social.queries.polls import mine_of, told_to_all
from social.queries.standings import standing
from social.rules.counting import count, in_order, percent
from tests.make.talk import a_community, a_poll, a_space, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, marc, amara, tomas):
    return a_space(lena, marc, amara, by=tomas)


@pytest.fixture
def thread(space, lena):
    return a_thread(space, lena)


def vote(poll, person, *choices):
    return actions.vote(poll=Poll.objects.select_related("post").get(pk=poll.pk), person=person, choices=choices)


def refused(code, act, *arguments, **named):
    with pytest.raises(Refused) as refusal:
        act(*arguments, **named)
    assert refusal.value.code == code
    return str(refusal.value)


def carried(poll):
    return Post.objects.get(pk=poll.post_id).carries["poll"]


def test_lena_asks_and_everybody_chooses_one(thread, lena, marc, tomas):
    poll = a_poll(thread, lena)
    assert poll.post.source == "When do we meet?"
    vote(poll, marc, 2)
    vote(poll, tomas, 2)
    vote(poll, lena, 1)
    assert (carried(poll)["voters"], carried(poll)["points"]) == (3, [1, 2, 0])
    vote(poll, lena, 2)
    assert (carried(poll)["voters"], carried(poll)["points"]) == (3, [0, 3, 0])
    actions.withdraw_vote(poll=poll, person=lena)
    assert (carried(poll)["voters"], carried(poll)["points"]) == (2, [0, 2, 0])
    refused("social.bad_poll", vote, poll, lena, 1, 2)
    refused("social.bad_poll", vote, poll, lena, 4)
    refused("social.bad_poll", vote, poll, lena)
    refused("social.bad_poll", vote, poll, lena, 0)


def test_several_answers_at_most_two(thread, lena, marc):
    poll = a_poll(thread, lena, "A", "B", "C", kind="multiple", most=2)
    vote(poll, marc, 3, 1)
    assert carried(poll)["points"] == [1, 0, 1]
    assert "at most 2" in refused("social.bad_poll", vote, poll, lena, 1, 2, 3)


@pytest.mark.parametrize(
    ("ballots", "points", "order"),
    [
        ([[1, 2, 3], [1, 2, 3], [3, 2, 1]], [7, 6, 5], [1, 2, 3]),
        ([[2], [1, 2, 3]], [3, 3, 1], [1, 2, 3]),  # who orders one of three gives it one point
        ([[1, 3], [3, 1]], [3, 0, 3], [1, 3, 2]),  # equal in all: as listed
        ([[2, 1], [1, 3], [3, 2], [2, 3]], [3, 5, 4], [2, 3, 1]),
        ([[1, 1, 9]], [1, 0, 0], [1, 2, 3]),  # nonsense counts for nothing
        ([[]], [0, 0, 0], [1, 2, 3]),
    ],
)
def test_order_is_counted_by_points(ballots, points, order):
    came_out = count(ballots, 3, ranked=True)
    assert (came_out.points, in_order(came_out)) == (points, order)


def test_shares_are_of_voters_or_of_all_points():
    assert [percent(n, count([[1], [1], [2]], 2, ranked=False), ranked=False) for n in (2, 1)] == [67, 33]
    assert percent(2, count([[1, 2]], 2, ranked=True), ranked=True) == 67
    assert percent(0, count([], 2, ranked=False), ranked=False) == 0


@pytest.mark.parametrize(
    ("field", "wish"),
    [
        ("poll_question", {"question": "  "}),
        ("poll_question", {"question": "x" * 201}),
        ("poll_options", {"options": ("One",)}),
        ("poll_options", {"options": tuple(map(str, range(13)))}),
        ("poll_options", {"options": ("Yes", "yes")}),
        ("poll_options", {"options": ("Yes", "x" * 121)}),
        ("poll_kind", {"kind": "acclaim"}),
        ("poll_kind", {"shows": "never"}),
        ("poll_most", {"kind": "multiple", "most": 0}),
        ("poll_closes", {"closes_at": timezone.now() - timedelta(days=1)}),
    ],
)
def test_a_poll_that_asks_nothing_is_refused(thread, lena, field, wish):
    said = {"question": "Which?", "options": ("Yes", "No"), **wish}
    with pytest.raises(Refused) as refusal:
        actions.write_post(thread=thread, author=lena, source="Look", poll=actions.PollWish(**said))
    assert refusal.value.field == field
    assert not Post.objects.filter(source="Look").exists()


def test_who_may_vote_and_close(cast, space, thread, lena, tomas):
    """Over the whole cast and every state: page, API and action ask this."""
    members = {"lena", "tomas", "amara", "marc"}
    for state, person in product(("open", "locked", "archived", "closed", "deleted"), cast):
        poll = a_poll(thread, lena)
        # Nobody asks so much in one breath.
        Post.objects.update(written_at=timezone.now() - timedelta(minutes=1))
        if state == "closed":
            actions.close_poll(poll=poll, by=lena)
        elif state == "deleted":
            actions.delete_post(post=poll.post, by=lena)
        poll = Poll.objects.with_post().get(pk=poll.pk)
        poll.post.thread.state = state if state in ("locked", "archived") else "open"
        where, name = standing(person, space), person.email.partition("@")[0]
        assert rules.may_vote(where, poll) == (name in members and state in ("open", "locked")), (state, name)
        may_close = name in {"lena", "tomas"} and state not in ("closed", "deleted")
        assert rules.may_close_poll(where, poll) == may_close, (state, name)
        assert Poll.objects.visible_to(person).filter(pk=poll.pk).exists() == (name in members and state != "deleted")


def test_votes_on_what_is_closed_foreign_or_deleted_are_answered_by_a_sentence(thread, lena, marc, eve, signed_in):
    poll = a_poll(thread, lena)
    assert signed_in(eve).post(f"/polls/{poll.pk}/vote/", {"choice": 1}).status_code == 404
    actions.close_poll(poll=poll, by=lena)
    page = signed_in(marc).post(f"/polls/{poll.pk}/vote/", {"choice": 1})
    assert (page.status_code, "came too late" in page.content.decode()) == (403, True)
    gone = a_poll(thread, lena)
    actions.delete_post(post=gone.post, by=lena)
    page = signed_in(marc).post(f"/polls/{gone.pk}/vote/", {"choice": 1})
    assert (page.status_code, "was deleted" in page.content.decode()) == (403, True)
    assert "was deleted" in signed_in(marc).get(f"/polls/{gone.pk}/").content.decode()
    assert "When do we meet" not in signed_in(marc).get(f"/polls/{gone.pk}/").content.decode()
    assert not Ballot.objects.exists()


def test_in_an_open_community_who_reads_votes(lena, tomas, eve):
    poll = a_poll(a_thread(a_community(by=tomas), tomas), tomas)
    vote(poll, eve, 1)
    assert carried(poll)["voters"] == 1


@pytest.mark.parametrize(
    ("shows", "before", "after_voting", "closed"),
    [("always", True, True, True), ("voted", False, True, True), ("closed", False, False, True)],
)
def test_the_result_is_shown_as_promised(thread, lena, marc, tomas, shows, before, after_voting, closed):
    poll = a_poll(thread, lena, shows=shows)
    vote(poll, tomas, 1)

    def sees():
        [own] = mine_of(marc, [Poll.objects.with_post().get(pk=poll.pk)])
        return own.told["points"] is not None

    assert sees() == before
    vote(poll, marc, 2)
    assert sees() == after_voting
    assert (carried(poll)["points"] is not None) == (shows == "always")
    actions.close_poll(poll=poll, by=lena)
    assert sees() == closed


def test_a_poll_closes_by_itself_once_and_tells_its_author(thread, lena, marc):
    poll = a_poll(thread, lena, closes_at=timezone.now() + timedelta(hours=1))
    vote(poll, marc, 3)
    sweep(everything=True)
    assert Poll.objects.get(pk=poll.pk).closed_at is None
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        refused("social.poll_closed", vote, poll, marc, 1)
        sweep(everything=True)
        first = Poll.objects.get(pk=poll.pk).closed_at
        sweep(everything=True)
        assert first is not None
        assert actions.close_due_poll(poll=poll).closed_at == first
    assert Poll.objects.get(pk=poll.pk).result == {"voters": 1, "points": [0, 0, 1], "firsts": [0, 0, 1]}
    [notice] = Notice.objects.filter(kind="social.poll_closed")
    assert (notice.person, notice.about_id) == (lena, poll.post_id)


def test_of_their_own_closing_nobody_is_told(thread, lena, tomas):
    actions.close_poll(poll=a_poll(thread, lena), by=lena)
    assert not Notice.objects.filter(kind="social.poll_closed").exists()
    actions.close_poll(poll=a_poll(thread, lena), by=tomas)
    assert Notice.objects.get(kind="social.poll_closed").person == lena


def test_only_who_asked_or_leads_closes(thread, lena, marc):
    poll = a_poll(thread, lena)
    refused("social.may_not_close_poll", actions.close_poll, poll=poll, by=marc)
    actions.close_poll(poll=poll, by=lena)
    assert actions.close_poll(poll=poll, by=marc).closed_by == lena


def traces(poll) -> list[str]:
    """All that is kept anywhere about votes in a poll, without what two polls never share: keys, times, the salt."""
    events = StreamEvent.objects.filter(name="social.poll_changed", subject_id=poll.post_id).order_by("pk")
    ballots = Ballot.objects.filter(poll=poll).order_by("pk")
    return [
        *(f"event by {event.actor_id}: {sorted(event.data)}" for event in events),
        *(f"ballot of {ballot.person_id}: {ballot.choices}" for ballot in ballots),
        json.dumps(Poll.objects.get(pk=poll.pk).result),
        json.dumps({name: value for name, value in carried(poll).items() if name not in ("id", "closed_at")}),
        f"{OnceKey.objects.count()} keys",
    ]


def test_nobody_finds_out_who_voted_what(thread, lena, marc, amara, tomas, signed_in):
    """Two polls in which Lena and Marc voted the other way round leave the same traces once they have closed."""

    def outcome(lenas, marcs) -> list[str]:
        poll = a_poll(thread, lena, is_anonymous=True)
        for person, choice in ((amara, 3), (tomas, 3), (lena, lenas), (marc, marcs)):
            vote(poll, person, choice)
        seals = set(Ballot.objects.filter(poll=poll).values_list("person", "seal"))
        assert (len(seals), {person for person, _seal in seals}) == (4, {None})
        pages = [signed_in(tomas).get(f"/polls/{poll.pk}/"), signed_in(tomas).get(f"/threads/{thread.pk}/?at=last")]
        assert all(f">{lena.name}</th>" not in page.content.decode() for page in pages)
        assert "Who voted" not in pages[0].content.decode()
        actions.close_poll(poll=poll, by=lena)
        kept = Poll.objects.get(pk=poll.pk)
        assert (kept.salt, kept.ballots.count()) == ("", 0)
        assert "your vote" not in signed_in(lena).get(f"/polls/{poll.pk}/").content.decode()
        return traces(poll)

    assert outcome(1, 2) == outcome(2, 1)


def test_neither_event_nor_key_says_who_voted(thread, lena, marc):
    secret, named = a_poll(thread, lena, is_anonymous=True), a_poll(thread, lena)
    before = OnceKey.objects.count()
    for poll in (secret, named):
        vote(poll, marc, 1)
    events = StreamEvent.objects.filter(name="social.poll_changed").order_by("pk")
    assert [event.actor_id for event in events] == [None, marc.pk]
    assert OnceKey.objects.count() == before
    assert Ballot.objects.get(poll=secret).person is None


def test_an_anonymous_vote_can_be_changed_until_the_poll_closes(thread, lena, marc, tomas, amara):
    poll = a_poll(thread, lena, is_anonymous=True)
    vote(poll, marc, 1)
    vote(poll, marc, 2)
    assert Ballot.objects.filter(poll=poll).count() == 1
    [own] = mine_of(marc, [Poll.objects.with_post().get(pk=poll.pk)])
    assert own.choices == [2]
    # Of one or two voters each could be worked out.
    assert carried(poll)["points"] is None
    vote(poll, tomas, 2)
    vote(poll, amara, 3)
    assert carried(poll)["points"] == [0, 2, 1]


def test_a_named_poll_names_whom_it_counts(thread, lena, marc, signed_in):
    poll = a_poll(thread, lena, shows="voted")
    vote(poll, marc, 3)
    assert "Who voted" not in signed_in(lena).get(f"/polls/{poll.pk}/").content.decode()
    vote(poll, lena, 1)
    page = signed_in(lena).get(f"/polls/{poll.pk}/").content.decode()
    assert (marc.name in page, "Friday" in page) == (True, True)


def test_without_scripts_one_asks_votes_and_closes(thread, lena, marc, signed_in):
    lenas, marcs = signed_in(lena), signed_in(marc)
    new = f"/threads/{thread.pk}/polls/new/"
    assert lenas.get(new).status_code == 200
    assert lenas.post(new, {"poll_question": "Which?", "poll_options": "Only one"}).status_code == 422
    said = {"poll_question": "In which order?", "poll_options": "A\nB\nC", "poll_kind": "ranked", "key": str(uuid4())}
    assert lenas.post(new, said).status_code == 302
    assert lenas.post(new, said).status_code == 302
    poll = Poll.objects.get(question="In which order?")
    assert poll.options == ["A", "B", "C"]
    place = f"/polls/{poll.pk}/"
    assert "place-3" in marcs.get(place).content.decode()
    twice = marcs.post(f"{place}vote/", {"place-1": "1", "place-2": "1"})
    assert (twice.status_code, "given once" in twice.content.decode()) == (422, True)
    assert marcs.post(f"{place}vote/", {"place-3": "1", "place-1": "2", "place-2": ""}).url == place
    assert Ballot.objects.get(poll=poll).choices == [3, 1]
    assert marcs.post(f"{place}close/").status_code == 403
    assert lenas.post(f"{place}close/").url == place
    assert "What came out" in marcs.get(place).content.decode()
    for deed in ("vote", "withdraw", "close"):
        assert marcs.get(f"{place}{deed}/").status_code == 405


def test_a_thread_is_opened_with_a_poll(space, lena, signed_in):
    said = {"title": "Our next study", "source": "", "space": space.pk, "kind": "discussion", "language": "en"}
    more = {"poll_question": "Which study?", "poll_options": "HARMONIE\nMAP-2", "poll_anonymous": "on"}
    assert signed_in(lena).post("/threads/new/", {**said, **more}).status_code == 302
    assert Poll.objects.get(question="Which study?").is_anonymous
    bad = signed_in(lena).post("/threads/new/", {**said, **more, "poll_options": "HARMONIE"})
    assert (bad.status_code, "HARMONIE" in bad.content.decode()) == (422, True)


def test_my_part_of_a_pages_polls_comes_by_one_request(
    thread, lena, marc, eve, signed_in, django_assert_max_num_queries
):
    polls = [a_poll(thread, lena, is_anonymous=bool(n % 2), shows="voted") for n in range(3)]
    for poll in polls:
        vote(poll, marc, 2)
    address = f"/polls/mine/?ids={','.join(str(poll.pk) for poll in polls)},nonsense"
    marcs = signed_in(marc)
    with django_assert_max_num_queries(8):
        marcs.get(f"/polls/mine/?ids={polls[0].pk}")
    with django_assert_max_num_queries(8):
        page = marcs.get(address).content.decode()
    assert page.count("data-poll-mine") == 3
    assert page.count(" checked") == 3
    assert b"data-poll-mine" not in signed_in(eve).get(address).content


def test_the_drawing_is_the_same_for_everybody(thread, lena, marc, signed_in):
    poll = a_poll(thread, lena, shows="voted")
    vote(poll, marc, 2)

    def drawn(person):
        page = signed_in(person).get(f"/threads/{thread.pk}/?at=last").content.decode()
        return page[page.index("<post-poll") : page.index("</post-poll>")]

    assert drawn(lena) == drawn(marc)
    assert "poll-result" not in drawn(marc)


def test_a_program_asks_votes_and_closes(thread, lena, marc, eve, signed_in):
    def ask(person, method, path, body=None, **headers):
        client = signed_in(person)
        return getattr(client, method)(f"/api/v1{path}", body, content_type="application/json", headers=headers)

    wish = {"question": "Which?", "options": ["A", "B"], "kind": "multiple", "closes_at": "2099-01-01T10:00:00+02:00"}
    post = ask(lena, "post", f"/threads/{thread.pk}/posts", {"source": "", "poll": wish}).json()
    place = f"/polls/{post['poll']['id']}"
    assert (post["poll"]["most"], post["source"]) == (2, "Which?")
    key = {"Idempotency-Key": str(uuid4())}
    for _again in range(2):
        mine = ask(marc, "put", f"{place}/vote", {"choices": [2]}, **key).json()
    assert (mine["my_choices"], mine["voters"], mine["points"]) == ([2], 1, [0, 1])
    assert ask(marc, "put", f"{place}/vote", {"choices": [7]}).status_code == 422
    assert ask(marc, "delete", f"{place}/vote").json()["voters"] == 0
    assert ask(marc, "post", f"{place}/close").status_code == 403
    assert ask(lena, "post", f"{place}/close").json()["closed_at"]
    late = ask(marc, "put", f"{place}/vote", {"choices": [2]})
    assert (late.status_code, late.json()["code"]) == (403, "social.poll_closed")
    for method, path in (("get", place), ("put", f"{place}/vote"), ("post", f"{place}/close")):
        assert ask(eve, method, path, {"choices": [1]}).status_code == 404
    opened = {"title": "T", "source": "S", "poll": {"question": "Q?", "options": ["A", "B"]}}
    assert ask(lena, "post", f"/spaces/{thread.space_id}/threads", opened).status_code == 201


def test_what_is_told_to_all_agrees_with_the_ballots(thread, lena, marc):
    poll = a_poll(thread, lena)
    vote(poll, marc, 1)
    assert carried(poll) == told_to_all(Poll.objects.get(pk=poll.pk))
