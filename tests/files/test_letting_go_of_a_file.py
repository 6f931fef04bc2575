"""What nobody hung on anything goes away; what hangs somewhere stays."""

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from core.accounts.models import JobRole
from core.acts.refusals import Refused
from core.files import actions, storage
from core.files.models import Attachment, StoredFile
from tests.make.files import PDF, picture, stored

pytestmark = pytest.mark.django_db


def age(file, days=2):
    """Lets a file and its bytes grow old."""
    StoredFile.objects.filter(pk=file.pk).update(at=timezone.now() - timedelta(days=days))
    for suffix in ("", storage.THUMBNAIL):
        path = storage.path_of(file.sha256, suffix)
        if path.exists():
            os.utime(path, (time.time() - days * 86400,) * 2)


def test_an_orphan_goes_after_a_day_with_its_bytes(lena, lying):
    file = stored(lena, picture(), "a.png")
    assert actions.sweep_orphans() == 0
    age(file)
    assert actions.sweep_orphans() == 1
    assert not StoredFile.objects.exists()
    assert lying() == []


def test_what_hangs_on_something_stays(lena, desk, lying):
    file = stored(lena)
    actions.attach(file=file, to=desk)
    age(file)
    assert actions.sweep_orphans() == 0
    assert lying() == [file.sha256]


def test_bytes_that_another_file_names_stay(lena, tomas, desk, lying):
    orphan, hung = stored(lena), stored(tomas)
    actions.attach(file=hung, to=desk)
    age(orphan)
    age(hung)
    actions.sweep_orphans()
    assert list(StoredFile.objects.all()) == [hung]
    assert lying() == [hung.sha256]


def test_bytes_that_somebody_brings_again_while_they_are_swept_stay(lena, lying):
    file = stored(lena)
    age(file)
    StoredFile.objects.all().delete()
    stored(lena)
    assert not storage.drop_if_old(file.sha256, "", seconds=86400)
    assert lying() == [file.sha256]


def test_a_thing_that_is_gone_holds_no_file(lena, company, lying):
    role = JobRole.objects.create(code="TMP", title_en="x", title_fr="x")
    file = stored(lena)
    actions.attach(file=file, to=role)
    role.delete()
    age(file)
    actions.sweep_orphans()
    assert not Attachment.objects.exists()
    assert lying() == []


def test_what_a_killed_upload_left_goes(shelf, lying):
    stranded = shelf / "incoming" / "tmpx"
    stranded.parent.mkdir(parents=True)
    stranded.write_bytes(b"x")
    actions.sweep_orphans()
    assert lying() == ["tmpx"]
    os.utime(stranded, (time.time() - 2 * 86400,) * 2)
    actions.sweep_orphans()
    assert lying() == []


def test_hanging_a_file_twice_is_hanging_it_once(lena, desk):
    file = stored(lena)
    assert actions.attach(file=file, to=desk) == actions.attach(file=file, to=desk)


def test_a_file_that_is_taken_off_is_its_owner_s_again(lena, tomas, desk, signed_in):
    file = stored(lena)
    actions.attach(file=file, to=desk)
    actions.detach(file=file, from_=desk)
    assert signed_in(tomas).get(file.url).status_code == 404
    assert signed_in(lena).get(file.url).status_code == 200


def test_only_its_owner_takes_an_upload_back_and_only_before_it_hangs(lena, eve, desk, signed_in):
    file = stored(lena)
    assert signed_in(eve).post(f"/files/{file.pk}/delete/").status_code == 404
    with pytest.raises(Refused):
        actions.delete_upload(file=file, owner=eve)
    assert signed_in(lena).post(f"/files/{file.pk}/delete/").status_code == 204
    assert signed_in(lena).get(file.url).status_code == 404
    with pytest.raises(Refused, match="was deleted"):
        actions.attach(file=StoredFile.objects.get(), to=desk)
    hung = stored(lena, PDF + b"2")
    actions.attach(file=hung, to=desk)
    assert signed_in(lena).post(f"/files/{hung.pk}/delete/").status_code == 409
