"""An author writes, publishes, changes, retires: what was published stays as it was."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, ProtectedError

from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.library import actions
from core.library.models import Draft, LearningObject, Version
from tests.make import library as make

pytestmark = pytest.mark.django_db


def again(thing):
    return LearningObject.objects.get(pk=thing.pk)


def test_an_object_begins_with_an_empty_draft_of_its_author(ines):
    thing = make.begun(ines, code="CARD-ONB-012")
    assert (thing.state, thing.owner, thing.draft.html) == ("draft", ines, "")
    assert [each.person for each in thing.contributors.all()] == [ines]


def test_publishing_makes_version_one_and_ends_the_draft(ines):
    thing = make.written(ines, "First words.")
    version = actions.publish_draft(learning_object=thing, author=ines)
    thing = again(thing)
    assert (thing.state, thing.published, version.number) == ("published", version, 1)
    assert thing.draft_or_none is None
    assert version.html == "<p>First words.</p>"
    assert version.credits == [{"person": ines.pk, "part": "author"}]


def test_a_change_forks_a_draft_and_readers_keep_what_was_published(ines):
    thing = make.published(ines, "First words.")
    make.write(thing, ines, "Second words.")
    thing = again(thing)
    assert (thing.published.html, thing.draft.html) == ("<p>First words.</p>", "<p>Second words.</p>")
    second = actions.publish_draft(learning_object=thing, author=ines, change_note="New words")
    assert second.number == 2
    assert [version.html for version in thing.versions.all()] == ["<p>Second words.</p>", "<p>First words.</p>"]


def test_a_second_version_says_what_changed(ines):
    thing = make.published(ines)
    make.write(thing, ines, "Second words.")
    with pytest.raises(Refused) as refusal:
        actions.publish_draft(learning_object=again(thing), author=ines)
    assert (refusal.value.code, refusal.value.field) == ("library.not_finished", "change_note")


def test_what_is_missing_is_named_before_anything_is_published(ines):
    thing = make.begun(ines, kind="video")
    with pytest.raises(Refused) as refusal:
        actions.publish_draft(learning_object=thing, author=ines)
    for words in ("Write the page.", "how long", "objective", "captions"):
        assert words in str(refusal.value)
    assert not Version.objects.exists()


def test_a_restricted_object_needs_job_roles(ines, company):
    thing = make.written(ines, confidentiality="restricted")
    with pytest.raises(Refused, match="job roles"):
        actions.publish_draft(learning_object=thing, author=ines)
    actions.describe_object(learning_object=thing, editor=ines, described={}, audience=[company.liaison])
    assert actions.publish_draft(learning_object=thing, author=ines).number == 1


@pytest.mark.parametrize("change", [{"html": "<p>Forged.</p>"}, {"title": "Forged"}, {"number": 7}, {"url": "x"}])
def test_no_queryset_changes_a_published_version(ines, change):
    version = make.published(ines).published
    with pytest.raises(TypeError, match="publish another version"):
        Version.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(TypeError):
        Version.objects.all().delete()
    version.html = "<p>Forged.</p>"
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.delete()
    with pytest.raises(TypeError):
        Version.objects.bulk_update([version], ["html"])


@pytest.mark.parametrize("column", ["html", "title", "source", "change_note", "url", "published_by_id"])
def test_the_database_itself_refuses_a_changed_word(ines, lena, column):
    version = make.published(ines).published
    value = lena.pk if column == "published_by_id" else "forged"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE library_version SET {column} = %s WHERE id = %s", [value, version.pk])
    assert Version.objects.get(pk=version.pk).is_intact


def test_the_trail_holds_the_proof_of_what_was_published(ines):
    version = make.published(ines).published
    entry = AuditEntry.objects.get(what="library.version_published")
    assert version.digest in entry.new
    assert version.digest == version.reckoned_digest()


def test_a_published_version_cannot_be_dropped_with_its_object(ines):
    thing = make.published(ines)
    with pytest.raises((ProtectedError, TypeError)):
        thing.delete()


def test_a_draft_that_a_colleague_saved_meanwhile_is_not_overwritten(ines, paul):
    thing = make.written(ines, "Mine.")
    revision = again(thing).draft.revision
    make.write(thing, paul, "His.")
    with pytest.raises(Refused) as refusal:
        actions.write_draft(
            learning_object=thing,
            editor=ines,
            words=actions.Words(content="page", source="Mine again."),
            revision=revision,
        )
    assert refusal.value.status == 409
    assert "Paul Berger" in str(refusal.value)
    assert Draft.objects.get(learning_object=thing).html == "<p>His.</p>"


def test_discarding_the_draft_of_a_published_object_keeps_the_object(ines):
    thing = make.published(ines)
    make.write(thing, ines, "Not so good.")
    assert actions.discard_draft(learning_object=thing, editor=ines) == thing
    assert again(thing).draft_or_none is None


def test_discarding_an_object_that_was_never_published_drops_it(ines):
    thing = make.written(ines)
    assert actions.discard_draft(learning_object=thing, editor=ines) is None
    assert not LearningObject.objects.exists()
    assert AuditEntry.objects.filter(what="library.object_discarded").count() == 1


def test_retiring_names_the_replacement_and_can_be_taken_back(ines):
    old, new = make.published(ines), make.published(ines)
    actions.retire_object(learning_object=old, keeper=ines, reason="New guideline", superseded_by=new)
    assert (again(old).state, again(old).superseded_by) == ("retired", new)
    assert list(LearningObject.objects.visible_to(ines).in_catalogue()) == [new]
    actions.bring_object_back(learning_object=old, keeper=ines, reason="Wrong one")
    assert (again(old).state, again(old).superseded_by) == ("published", None)
    assert list(
        AuditEntry.objects.filter(what__startswith="library.object_").values_list("what", "reason").order_by("seq")
    )[-2:] == [("library.object_retired", "New guideline"), ("library.object_brought_back", "Wrong one")]


def test_an_object_is_not_replaced_by_itself_or_by_a_draft(ines):
    thing, draft = make.published(ines), make.written(ines)
    for wrong in (thing, draft):
        with pytest.raises(Refused, match="Choose another"):
            actions.retire_object(learning_object=thing, keeper=ines, reason="Old", superseded_by=wrong)


def test_a_retired_object_is_not_changed(ines):
    thing = make.published(ines)
    actions.retire_object(learning_object=thing, keeper=ines, reason="Old")
    with pytest.raises(Refused, match="Bring it back"):
        make.write(thing, ines, "More.")


def test_the_code_of_a_published_object_stays(ines):
    thing = make.published(ines)
    with pytest.raises(Refused) as refusal:
        actions.describe_object(learning_object=thing, editor=ines, described={"code": "OTHER-1"})
    assert refusal.value.field == "code"


@pytest.mark.parametrize(
    ("described", "field"),
    [
        ({"code": "small letters"}, "code"),
        ({"code": "CARD-1\n"}, "code"),
        ({"title": ""}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"language": "de"}, "language"),
        ({"kind": "podcast"}, "kind"),
        ({"minutes": 0}, "minutes"),
    ],
)
def test_a_wrong_field_is_named(ines, described, field):
    with pytest.raises(Refused) as refusal:
        make.begun(ines, **described)
    assert (refusal.value.field, refusal.value.status) == (field, 422)


def test_a_code_is_given_once(ines):
    make.begun(ines, code="CARD-1")
    with pytest.raises(Refused) as refusal:
        make.begun(ines, code="CARD-1")
    assert refusal.value.field == "code"


@pytest.mark.parametrize("url", ["http://example.org/a", "javascript:alert(1)", "ftp://example.org"])
def test_a_link_leads_out_by_https_only(ines, url):
    thing = make.begun(ines)
    with pytest.raises(Refused) as refusal:
        actions.write_draft(
            learning_object=thing, editor=ines, words=actions.Words(content="link", url=url), revision=1
        )
    assert refusal.value.field == "url"


def test_hostile_words_come_out_harmless(ines):
    thing = make.begun(ines)
    make.write(thing, ines, '<p onclick="x()">Hi<script>alert(1)</script></p>', format="html")
    assert again(thing).draft.html == "<p>Hi</p>"


def test_the_trail_tells_what_changed_about_a_published_object(ines):
    thing = make.published(ines, minutes=4)
    actions.describe_object(learning_object=thing, editor=ines, described={"minutes": 6, "level": "foundation"})
    entry = AuditEntry.objects.get(what="library.object_described")
    assert ('"minutes":4' in entry.old.replace(" ", ""), '"minutes":6' in entry.new.replace(" ", "")) == (True, True)
    assert "level" not in entry.new


def test_a_state_without_its_version_is_refused_by_the_database(ines):
    thing = make.begun(ines)
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningObject.objects.filter(pk=thing.pk).update(state="published")
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningObject.objects.filter(pk=thing.pk).update(superseded_by=F("pk"))
