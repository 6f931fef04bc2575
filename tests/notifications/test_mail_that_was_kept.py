"""Without a mail server, mail goes into a folder that administrators of this machine read on a page."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def post(subject, text, **more):
    letter = EmailMultiAlternatives(subject=subject, body=text, to=["lena@example.org"], connection=get_connection())
    letter.attach_alternative("<p>As <script>alert(1)</script> HTML</p>", "text/html")
    letter.attach("invite.ics", "BEGIN:VCALENDAR", "text/calendar")
    letter.send()


def test_an_administrator_reads_what_was_kept(admin, folder, signed_in):
    browser = signed_in(admin)
    assert "No mail yet" in browser.get("/mail/").content.decode()
    post("Première réunion", "Bonjour,\n\n<script>alert(1)</script> https://example.org/a")
    page = browser.get("/mail/")
    assert "Première réunion" in page.content.decode()
    [kept] = page.context["mails"]
    shown = browser.get(f"/mail/{kept.name}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown
    assert 'href="https://example.org/a"' in shown
    assert "invite.ics" in shown


def test_several_mails_of_one_file_are_told_apart(admin, folder, signed_in):
    connection = get_connection()
    letters = [EmailMultiAlternatives(f"Nr {n}", f"Text {n}", to=["a@x.org"], connection=connection) for n in range(3)]
    connection.send_messages(letters)
    mails = signed_in(admin).get("/mail/").context["mails"]
    assert sorted(mail.subject for mail in mails) == ["Nr 0", "Nr 1", "Nr 2"]
    for mail in mails:
        text = signed_in(admin).get(f"/mail/{mail.name}/").content.decode()
        assert mail.subject.replace("Nr", "Text") in text


def test_nobody_else_finds_the_page(lena, tomas, folder, signed_in):
    post("Secret", "Words")
    for person in (lena, tomas):
        assert signed_in(person).get("/mail/").status_code == 404


@pytest.mark.parametrize("name", ["x.0", "..%2F..%2Fsecret_key.0", "../secret_key.0", "x", "x.99999", "x.-1", "%00.0"])
def test_no_name_leads_out_of_the_folder(admin, folder, signed_in, name):
    (folder.parent / "secret_key.log").write_text("Subject: x\n\nsecret")
    assert signed_in(admin).get(f"/mail/{name}/").status_code == 404


@pytest.mark.parametrize("change", [{"LOCAL": False}, {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}])
def test_elsewhere_there_is_no_such_page(admin, folder, signed_in, settings, change):
    for name, value in change.items():
        setattr(settings, name, value)
    assert signed_in(admin).get("/mail/").status_code == 404
