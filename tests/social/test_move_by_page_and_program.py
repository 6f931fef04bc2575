"""The pages by which Tomás moves talk, without scripts too, and the API."""

import pytest
from django.core.cache import cache

from social import actions
from social.models import Membership, Thread
from tests.make.moved import post
from tests.make.talk import a_community, a_post, a_thread, many_posts

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def thread(six_posts) -> Thread:
    return six_posts


# Pages and programs


def test_pages_lead_through_it_without_scripts(thread, home, away, tomas, lena, marc, eve, signed_in):
    tomass = signed_in(tomas)
    listed = tomass.get(f"/threads/{thread.pk}/split/").content.decode()
    assert listed.count('name="pick"') == 5
    pick = post(thread, 2).pk
    base = f"/threads/{thread.pk}/split/?pick={pick}"
    assert "A talk of their own" in tomass.get(base).content.decode()
    preview = tomass.get(f"{base}&title=Parking&to={away.pk}&kind=discussion").content.decode()
    for words in ("3 posts</strong> go along", f"No longer readable for: {marc.name}.", "Nobody else reads it then."):
        assert words in preview
    said = {"pick": [pick], "title": "Parking", "to": away.pk, "kind": "discussion", "reason": "Aside"}
    done = tomass.post(f"/threads/{thread.pk}/split/", said, follow=True)
    assert "Moved 3 posts." in done.content.decode()
    new = Thread.objects.get(title="Parking")
    assert f'value="thread:{new.pk}"' in tomass.get(f"/threads/{thread.pk}/merge/?where=parking").content.decode()
    joined = tomass.post(f"/threads/{thread.pk}/merge/", {"where": f"thread:{new.pk}"})
    assert joined["Location"] == f"/threads/{new.pk}/"
    moved = tomass.get(f"/threads/{new.pk}/move/?to={home.pk}").content.decode()
    assert f"Readable from then on for: {marc.name}." in moved
    assert tomass.post(f"/threads/{new.pk}/move/", {"to": home.pk})["Location"] == f"/threads/{new.pk}/"
    theirs = a_thread(a_community(tomas, by=marc, openness="closed"), marc, "Parking of theirs")
    offered = tomass.get(f"/threads/{new.pk}/merge/?where=parking").content.decode()
    assert f'value="thread:{theirs.pk}"' not in offered
    for who in (lena, eve):
        for page in ("move", "split", "merge"):
            assert signed_in(who).get(f"/threads/{new.pk}/{page}/").status_code == 404


def test_some_posts_go_to_another_talk_by_the_page(thread, home, tomas, signed_in):
    other, tomass = a_thread(home, tomas, "Trains and parking"), signed_in(tomas)
    path, pick = f"/threads/{thread.pk}/split/", post(thread, 2).pk
    assert f'value="thread:{other.pk}"' in tomass.get(f"{path}?pick={pick}&where=trains").content.decode()
    assert "3 posts</strong> go along" in tomass.get(f"{path}?pick={pick}&where=thread:{other.pk}").content.decode()
    assert tomass.post(path, {"pick": [pick], "where": f"thread:{other.pk}"})["Location"] == f"/threads/{other.pk}/"
    assert (
        "this talk itself" in tomass.get(f"{path}?pick={post(thread, 5).pk}&where=thread:{thread.pk}").content.decode()
    )


def test_a_program_moves_splits_and_joins(thread, home, away, tomas, lena, signed_in):
    client = signed_in(tomas)

    def ask(method, path, body):
        return getattr(client, method)(f"{API}/threads/{path}", body, content_type="application/json")

    new = ask("post", f"{thread.pk}/split", {"posts": [post(thread, 2).pk], "title": "Parking"}).json()
    assert (new["title"], new["post_count"]) == ("Parking", 3)
    more = ask("post", f"{thread.pk}/split", {"posts": [post(thread, 5).pk], "into": new["id"]}).json()
    assert more["last_number"] == 4
    assert ask("put", f"{new['id']}/space", {"space": away.pk}).json()["space_id"] == away.pk
    assert ask("post", f"{thread.pk}/merge", {"into": new["id"]}).json()["post_count"] == 6
    assert client.get(f"{API}/threads/{thread.pk}").status_code == 404
    assert signed_in(lena).post(
        f"{API}/threads/{new['id']}/merge", {"into": new["id"]}, content_type="application/json"
    ).status_code in (403, 422)


@pytest.mark.parametrize("count", [1, 3])
def test_a_talk_with_gaps_costs_the_same(count, home, away, tomas, lena, signed_in, django_assert_num_queries):
    thread = a_thread(home, tomas)
    for n in range(count):
        aside = a_post(thread, lena, f"Aside {n}")
        a_post(thread, tomas, f"Said {n}")
        actions.split_thread(thread=thread, by=tomas, posts=[aside.pk], title=f"Aside {n}", space=away)
    client = signed_in(lena)
    client.get(f"/threads/{thread.pk}/")
    cache.clear()
    # One for the names of where they went; nothing where nothing went.
    with django_assert_num_queries(8):
        page = client.get(f"/threads/{thread.pk}/").content.decode()
    assert page.count('data-testid="post-left"') == count


def test_a_move_does_not_cost_more_with_more_members(home, away, tomas, lena, django_assert_max_num_queries):
    thread = a_thread(home, tomas)
    many_posts(thread, [tomas, lena], 400)
    target = a_thread(home, tomas, "Target")
    with django_assert_max_num_queries(80):
        actions.merge_threads(thread=thread, by=tomas, into=target)
    assert Membership.objects.filter(space=home).count() == 3
