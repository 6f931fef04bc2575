"""Lena answers a mail of ours by mail: her words stand in the talk once, or come back to her with the reason."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from core.kinds.registry import Ref
from core.notifications import keys, receiving, tasks
from core.notifications.models import MailIn
from core.notifications.receiving import Came, receive
from social import actions
from social.models import Membership, Post, Thread
from tests.make.talk import a_community, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 4, 10, 0, tzinfo=UTC)
QUOTED = "\n\nOn Thu, 4 Jun 2026 at 12:00, Compagnon <compagnon@example.org> wrote:\n> @Lena could you look?\n"


@pytest.fixture(autouse=True)
def clock():
    """A working day, at noon in Paris."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def asked(lena, tomas):
    """The post in which Tomás mentions Lena, in a study group."""
    thread = a_thread(a_space(lena, by=tomas), tomas)
    return a_post(thread, tomas, f"@{lena.name} could you look?")


@pytest.fixture
def address(asked):
    """Where the mail about it is answered."""
    tasks.send_due_mails()
    [letter] = mail.outbox
    mail.outbox.clear()
    [address] = letter.reply_to
    return address


def answer(to: str, text: str = "I think it is the follow-up time.", *, sender: str = "lena@example.org", **headers):
    """The bytes of a mail."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Re: Tomás mentioned you"
    message["Message-ID"] = headers.pop("id", "<one@example.org>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def posts(thread_id: int) -> list[str]:
    return list(Post.objects.filter(thread=thread_id).order_by("number").values_list("source", flat=True))


def returned() -> str:
    """The one mail that went back."""
    [letter] = mail.outbox
    assert letter.to == ["lena@example.org"]
    return f"{letter.subject}\n{letter.body}"


def test_her_words_stand_beneath_what_she_answered(asked, address, lena):
    assert receive(answer(address, "I think so.\n- twice\n\nThanks, all!" + QUOTED).as_bytes()) is Came.POSTED
    post = Post.objects.latest("pk")
    assert (post.source, post.author, post.reply_to) == ("I think so.\n- twice\n\nThanks, all!", lena, asked)
    assert mail.outbox == []


def test_a_mail_delivered_twice_is_one_post(asked, address):
    raw = answer(address).as_bytes()
    assert [receive(raw), receive(raw)] == [Came.POSTED, Came.POSTED]
    assert len(posts(asked.thread_id)) == 3
    # Another worker took it while the first had not written down how it ended.
    MailIn.objects.all().delete()
    assert receive(raw) is Came.POSTED
    assert len(posts(asked.thread_id)) == 3
    assert receive(answer(address, "And another.", id="<two@example.org>").as_bytes()) is Came.POSTED
    assert len(posts(asked.thread_id)) == 4


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Oui.\n\nLe jeu. 4 juin 2026 à 12:00, Compagnon <a@b.c> a\u00a0écrit\u00a0:\n> Bonjour", "Oui."),
        ("Oui.\n\nLe jeu. 4 juin 2026 à 12:00, Compagnon de la société <\na@b.c> a écrit :\n> Bonjour", "Oui."),
        ("Oui.\n\nDe : C <a@b.c>\nEnvoyé : jeudi 4 juin\nÀ : Lena\nObjet : Re\n\nBonjour", "Oui."),
        ("Yes.\n\nFrom: C <a@b.c>\nSent: Thursday\nTo: Lena\nSubject: Re\n\nHello", "Yes."),
        ("Yes.\n\n-----Original Message-----\nHello", "Yes."),
        ("Yes.\n-- \nLena Hoffmann\nHelix", "Yes."),
        ("Yes.\n\nSent from my iPhone", "Yes."),
        ("Oui.\n\nEnvoyé de mon iPhone\n\n> Bonjour", "Oui."),
        ("Yes.\n\n> Write your answer above this line.\n> Tomás mentioned you.", "Yes."),
        ("Oui.\n\nÉcrivez votre réponse au-dessus de cette ligne.\nTomás vous cite", "Oui."),
        ("You wrote\n> forty\nbut I read fourteen.", "You wrote\n> forty\nbut I read fourteen."),
        ("On Monday I wrote: forty.\nToday I doubt.", "On Monday I wrote: forty.\nToday I doubt."),
    ],
)
def test_only_the_new_words_are_kept(asked, address, written, kept):
    assert receive(answer(address, written).as_bytes()) is Came.POSTED
    assert posts(asked.thread_id)[-1] == kept


def test_html_comes_in_through_the_gate_as_plain_words(asked, address):
    message = answer(address)
    message.set_content("<p>Forty <b>mg</b></p><script>alert(1)</script><p>twice</p>", subtype="html")
    assert receive(message.as_bytes()) is Came.POSTED
    post = Post.objects.latest("pk")
    assert post.format == "text"
    assert "Forty mg" in post.source
    assert "alert" not in post.html
    assert "<b>" not in post.source


def test_files_come_along_and_the_picture_of_a_signature_does_not(asked, address):
    message = answer(address)
    message.add_attachment(b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\n%%EOF", "application", "pdf", filename="a.pdf")
    message.add_attachment(b"GIF89a", "image", "gif", filename="logo.gif", disposition="inline", cid="<x>")
    raw = message.as_bytes()
    assert [receive(raw), receive(raw)] == [Came.POSTED, Came.POSTED]
    assert Post.objects.latest("pk").carries == {"files": 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"List_Id": "<people.example.org>"},
        {"X_Autoreply": "yes"},
        {"sender": "mailer-daemon@example.org"},
    ],
)
def test_what_no_person_wrote_is_left_aside_and_answered_by_nothing(asked, address, headers):
    assert receive(answer(address, **headers).as_bytes()) is Came.LEFT
    assert len(posts(asked.thread_id)) == 2
    assert mail.outbox == []


def test_our_own_explanation_comes_back_to_nobody(asked, address):
    receive(answer(address, sender="eve@example.org").as_bytes())
    own = mail.outbox[0].message()
    del own["To"]
    own["To"] = address
    mail.outbox.clear()
    assert receive(own.as_bytes()) is Came.LEFT
    assert mail.outbox == []


def test_another_sender_writes_nothing_and_only_lena_is_told(asked, address):
    raw = answer(address, "Words of Eve", sender="Eve <eve@example.org>").as_bytes()
    assert [receive(raw), receive(raw)] == [Came.RETURNED, Came.RETURNED]
    told = returned()
    assert "another address" in told
    assert "eve@example.org" in told
    assert "Words of Eve" in told
    assert len(posts(asked.thread_id)) == 2


def locked(post, lena, tomas):
    actions.lock_thread(thread=post.thread, by=tomas)


def lost(post, lena, tomas):
    Membership.objects.filter(space=post.thread.space, person=lena).delete()


def deleted(post, lena, tomas):
    actions.delete_post(post=post, by=tomas)


def restricted(post, lena, tomas):
    Thread.objects.filter(pk=post.thread_id).update(audience="study:1")


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [(locked, "locked"), (lost, "not open to you"), (deleted, "not there any more"), (restricted, "not open to you")],
)
def test_what_may_not_be_written_any_more_comes_back_with_its_words(asked, address, lena, tomas, meanwhile, reason):
    meanwhile(asked, lena, tomas)
    before = len(posts(asked.thread_id))
    assert receive(answer(address, "Long thought about.").as_bytes()) is Came.RETURNED
    told = returned()
    assert reason in told
    assert "Long thought about." in told
    assert len(posts(asked.thread_id)) == before


def test_what_is_too_long_or_empty_comes_back(asked, address):
    receive(answer(address, "x" * 200_000).as_bytes())
    assert "x" * 1000 in returned().replace("\n", "")
    mail.outbox.clear()
    receive(answer(address, f"{QUOTED}\nBelow the line", id="<two@example.org>").as_bytes())
    told = returned()
    assert "no words of yours" in told
    assert "Below the line" in told


def test_a_file_that_is_not_taken_comes_back_by_name(asked, address):
    message = answer(address)
    message.add_attachment(b"MZ\x90\x00" * 99, "application", "octet-stream", filename="setup.exe")
    assert receive(message.as_bytes()) is Came.RETURNED
    assert "setup.exe" in returned()


def test_it_comes_back_in_her_language(asked, address, lena):
    lena.language = "fr"
    lena.save()
    receive(answer(address, QUOTED).as_bytes())
    assert "Votre réponse par e-mail n’a pas été publiée" in returned()


def test_an_address_is_good_for_thirty_days(asked, address, clock):
    clock.shift(timedelta(days=32))
    assert receive(answer(address).as_bytes()) is Came.RETURNED
    assert "more than 30 days old" in returned()


def test_who_left_writes_nothing(asked, address, lena):
    lena.is_active = False
    lena.save()
    assert receive(answer(address).as_bytes()) is Came.LEFT
    assert len(posts(asked.thread_id)) == 2


def test_nobody_makes_an_address_of_their_own(asked, address, lena, settings):
    local, _at, domain = address.partition("@")
    assert len(local) <= 64
    assert keys.read_reply_address(f"{local.upper()}@{domain.upper()}").person_id == lena.pk
    for wrong in (f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{domain}", f"{local}@evil.org", f"reply+x@{domain}"):
        assert keys.read_reply_address(wrong) is None
        assert receive(answer(wrong).as_bytes()) is Came.LEFT
    settings.SECRET_KEY = "another"
    assert keys.read_reply_address(address) is None


def test_a_flood_is_tried_again_later(asked, address):
    for number in range(20):
        assert receive(answer(address, f"Nr {number}", id=f"<{number}@example.org>").as_bytes()) is Came.POSTED
    assert receive(answer(address, id="<21@example.org>").as_bytes()) is Came.LATER
    assert mail.outbox == []


def test_a_mail_about_a_restricted_talk_and_one_about_no_post_invite_no_answer(asked, lena, tomas, marc):
    space = a_community(by=tomas, openness="closed")
    actions.invite(space=space, member=tomas, person=marc)
    tasks.send_due_mails()
    [invitation] = [letter for letter in mail.outbox if letter.to == [marc.email]]
    assert invitation.reply_to == []
    assert "above this line" not in invitation.body
    assert keys.reply_address(lena.pk, Ref("space", space.pk), NOON) == ""


def test_the_mail_server_pipes_it_in_or_lays_it_in_a_folder(asked, address, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", type("Pipe", (), {"buffer": BytesIO(answer(address, "Piped").as_bytes())}))
    call_command("receive_mail", "-", stdout=StringIO())
    (tmp_path / "one.eml").write_bytes(answer("list@example.org", "Laid down", id="<two@example.org>").as_bytes())
    said = StringIO()
    call_command("receive_mail", str(tmp_path), recipient=address, stdout=said)
    assert posts(asked.thread_id)[-2:] == ["Piped", "Laid down"]
    assert "posted" in said.getvalue()


def test_when_we_cannot_take_it_the_mail_server_keeps_it(asked, address, tmp_path, monkeypatch):
    (tmp_path / "one.eml").write_bytes(answer(address).as_bytes())

    def lost_database(*_given, **_more):
        raise ConnectionError("gone away")

    monkeypatch.setattr(receiving.actions, "keep_outcome", lost_database)
    with pytest.raises(SystemExit) as ended:
        call_command("receive_mail", str(tmp_path), stderr=StringIO())
    assert ended.value.code == 75
