"""A photo of a phone is shown at once, upright, without where it was taken, and later in the size of each screen."""

import io

import pytest
from PIL import Image

from core.acts import jobs
from core.acts.refusals import Refused
from core.files import actions, storage
from core.files.models import PictureSizes, StoredFile
from core.files.tasks import draw_due_sizes
from tests.make.files import picture, stored
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db
ORIENTATION, GPS, TURNED = 0x0112, 0x8825, 6


def photo(size=(2400, 1800)) -> bytes:
    """What a phone held upright makes: lying pixels, with the turn and the place written beside them."""
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED
    exif.get_ifd(GPS)[2] = (48.0, 51.0, 24.0)
    return picture("JPEG", size, exif=exif.tobytes())


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_community(lena, by=tomas, openness="closed"), tomas)


@pytest.fixture
def shown(lena, thread):
    file = stored(lena, photo(), "IMG_2041.jpg")
    actions.describe_picture(file=file, owner=lena, words="  A poster\nwith a forest plot ")
    a_post(thread, lena, "The poster", files=[file])
    return StoredFile.objects.get()


def opened(answer) -> Image.Image:
    return Image.open(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_post_shows_it_at_once_with_its_room_and_its_description(shown, thread, signed_in, tomas):
    page = signed_in(tomas).get(f"/threads/{thread.pk}/").content.decode()
    assert 'width="1800" height="2400"' in page
    assert 'alt="A poster with a forest plot"' in page
    assert f"/files/{shown.pk}/thumbnail/ 480w, /files/{shown.pk}/picture/1280/ 960w" in page
    answer = signed_in(tomas).get(f"/files/{shown.pk}/picture/1280/")
    assert opened(answer).size == (480, 640)


def test_a_job_draws_it_for_screens(shown, signed_in, tomas):
    jobs.drain()
    assert PictureSizes.objects.get().done_at
    client = signed_in(tomas)
    assert opened(client.get(f"/files/{shown.pk}/picture/1280/")).size == (960, 1280)
    assert opened(client.get(f"/files/{shown.pk}/picture/1920/")).size == (1440, 1920)
    assert client.get(f"/files/{shown.pk}/picture/999/").status_code == 404


def test_where_it_was_taken_travels_in_none_of_them(shown, signed_in, tomas):
    jobs.drain()
    client = signed_in(tomas)
    for path in ("", "thumbnail/", "picture/1280/", "picture/1920/"):
        image = opened(client.get(f"/files/{shown.pk}/{path}"))
        assert not image.getexif()
        assert image.height > image.width


def test_it_can_be_kept_in_full(shown, signed_in, tomas):
    assert opened(signed_in(tomas).get(f"/files/{shown.pk}/")).size == (1800, 2400)


def test_eve_sees_no_size_of_it(shown, signed_in, eve):
    jobs.drain()
    for path in ("", "thumbnail/", "picture/1280/", "picture/1920/"):
        assert signed_in(eve).get(f"/files/{shown.pk}/{path}").status_code == 404


def test_two_who_bring_it_have_it_drawn_once(shown, lena, tomas, thread):
    a_post(thread, tomas, "Mine too", files=[stored(tomas, photo(), "same.jpg")])
    assert PictureSizes.objects.count() == 1


def test_what_is_small_or_moves_is_not_drawn_again(lena, thread, signed_in):
    film = io.BytesIO()
    frames = [Image.new("RGB", (1400, 900), colour) for colour in ("red", "blue")]
    frames[0].save(film, "WEBP", save_all=True, append_images=frames[1:])
    moving = stored(lena, film.getvalue(), "film.webp")
    files = [stored(lena, picture(size=(600, 400)), "small.png"), moving]
    a_post(thread, lena, "Two", files=files)
    assert PictureSizes.objects.count() == 1
    jobs.drain()
    assert not storage.path_of(moving.sha256, storage.size_suffix(1280)).exists()
    assert signed_in(lena).get(f"/files/{moving.pk}/picture/1280/").status_code == 200
    assert signed_in(lena).get(f"/files/{files[0].pk}/picture/1280/").status_code == 404


def test_what_cannot_be_drawn_is_given_up_and_shown_small(shown, signed_in, lena):
    storage.path_of(shown.sha256).write_bytes(b"\xff\xd8 no picture")
    for _turn in range(5):
        PictureSizes.objects.update(claimed_until=None)
        draw_due_sizes()
    row = PictureSizes.objects.get()
    assert (row.tries, row.done_at) == (3, None)
    assert signed_in(lena).get(f"/files/{shown.pk}/picture/1280/").status_code == 200


def test_older_pictures_are_drawn_too(shown):
    PictureSizes.objects.all().delete()
    assert actions.have_all_drawn() == 1
    assert actions.have_all_drawn() == 0
    assert draw_due_sizes() == 1


def test_who_brought_it_says_what_it_shows_until_it_hangs_on_something(shown, lena, tomas, signed_in):
    mine = stored(lena, picture(), "b.png")
    assert signed_in(lena).post(f"/files/{mine.pk}/describe/", {"alt": "A box"}).status_code == 204
    assert signed_in(tomas).post(f"/files/{mine.pk}/describe/", {"alt": "Mine"}).status_code == 404
    changed = signed_in(lena).patch(f"/api/v1/files/{mine.pk}", {"alt": "A red box"}, content_type="application/json")
    assert (changed.status_code, changed.json()["alt"]) == (200, "A red box")
    for file in (shown, stored(lena)):
        with pytest.raises(Refused):
            actions.describe_picture(file=file, owner=lena, words="Other")
    assert signed_in(lena).post(f"/files/{shown.pk}/describe/", {"alt": "Other"}).status_code == 409
