"""A file of people: created, updated, deactivated; each fault a clear sentence by line; all or nothing."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import translation

from core.accounts import people_file
from core.accounts.actions import import_people
from core.accounts.facts import PeopleJoined, PersonDeactivated, PersonMoved
from core.accounts.models import Invitation, JobRole, Person, RoleGrant, Unit
from core.accounts.roles import ADMINISTRATOR, TRAINER, TUTOR
from core.acts import facts
from core.audit.models import AuditEntry
from core.audit.verification import verify
from tests.make.people import administrator, colleague, send_mail_that_waits, token

pytestmark = pytest.mark.django_db


def lines(text, encoding="utf-8"):
    return list(people_file.read(text.encode(encoding))[1])


def bring(text, **options):
    return import_people(lines=lines(text), **options)


def faults(report):
    return {line.number: " ".join(line.faults) for line in report.lines if line.faults}


@pytest.fixture
def file_of(tmp_path):
    """Writes a file and gives its path."""

    def write(text, encoding="utf-8"):
        path = tmp_path / "people.csv"
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write


@pytest.fixture
def stated():
    seen = []
    reactions = []
    for fact in (PeopleJoined, PersonMoved, PersonDeactivated):

        def react(fact=fact, **fields):
            seen.append((fact.__name__, *fields.values()))

        facts.when(fact, react)
        reactions.append((fact, react))
    yield seen
    for fact, react in reactions:
        facts._when[fact].remove(react)


COMPANY = """email,name,language,zone,unit,country,job_role,job_title,manager,joined,roles,external
CLERK@example.org,Clara Clerk,fr,Europe/Paris,HELIX/FR/FR-CARD,FR,REP,Rep | Délégué,chief@example.org,2024-03-01,,
chief@example.org,Chloé Chief,fr-FR,,HELIX=Helix Pharma/FR=Helix France/FR-CARD=Cardiology,,,,boss@example.org,,tutor,no
boss@example.org,Boris Boss,en,UTC,HELIX,,,,,,administrator,
guest@supplier.example,Gus Guest,,,,,,,,,,yes
"""


def test_a_company_from_nothing(stated):
    report = bring(COMPANY)
    assert faults(report) == {}
    assert report.count("created") == 4
    clerk = Person.objects.get(email="clerk@example.org")
    assert (clerk.name, clerk.language, clerk.zone, str(clerk.joined)) == (
        "Clara Clerk",
        "fr",
        "Europe/Paris",
        "2024-03-01",
    )
    assert (clerk.manager.name, clerk.manager.manager.name) == ("Chloé Chief", "Boris Boss")
    assert not clerk.has_usable_password()
    assert Person.objects.named("chloe").get() == clerk.manager
    tree = {unit.code: (unit.name, unit.country, unit.kind, unit.depth) for unit in Unit.objects.all()}
    # A unit takes the first name that any line gives it.
    assert tree == {
        "HELIX": ("Helix Pharma", "FR", "affiliate", 1),
        "FR": ("Helix France", "FR", "affiliate", 2),
        "FR-CARD": ("Cardiology", "FR", "department", 3),
    }
    assert JobRole.objects.get().title_fr == "Délégué"
    assert {grant.role for grant in clerk.manager.grants} == {TUTOR}
    assert Person.objects.get(email="boss@example.org").has_role_everywhere(ADMINISTRATOR)
    assert Person.objects.get(email="guest@supplier.example").is_external
    assert [name for name, *_rest in stated] == ["PeopleJoined"] * 3
    assert sum(len(ids) for _name, ids in stated) == 4
    assert verify().fault == ""
    assert AuditEntry.objects.filter(what="accounts.person_added", who=None, role="system").count() == 4


def test_the_same_file_again_changes_nothing(stated):
    bring(COMPANY)
    before = AuditEntry.objects.count()
    stated.clear()
    report = bring(COMPANY)
    assert report.count("same") == 4
    assert (AuditEntry.objects.count(), stated) == (before, [])


def test_what_changed_is_updated_and_what_is_not_said_stays(lena, marc, tomas, company, stated):
    lena.set_password("x")
    lena.save()
    before = lena.password
    report = bring(
        "Email;Name;Manager;Job role\n"
        "LENA@example.org;Lena Roy;tomas@example.org;\n"
        "marc@example.org;;-;MSL\n"
        "tomas@example.org;Tomás Ferreira;;-\n"
    )
    assert faults(report) == {}
    assert report.outcomes == {2: "updated", 3: "updated", 4: "updated"}
    for person in (lena, marc, tomas):
        person.refresh_from_db()
    assert (lena.name, lena.sought, lena.manager, lena.job_role) == (
        "Lena Roy",
        " lena roy",
        tomas,
        company.representative,
    )
    assert (lena.unit, lena.password) == (company.field, before)
    assert (marc.job_role, tomas.job_role) == (company.liaison, None)
    assert sorted(stated) == sorted(("PersonMoved", person.pk) for person in (lena, marc, tomas))
    entry = AuditEntry.objects.get(what="accounts.person_changed", about_id=str(lena.pk))
    assert entry.changes == [
        ("manager", "marc@example.org", "tomas@example.org"),
        ("name", "Lena Hoffmann", "Lena Roy"),
    ]


def test_leaving_and_coming_back(lena, admin, signed_in, stated):
    browser = signed_in(lena)
    token(lena)
    report = bring("email,active\nlena@example.org,no\nnobody@example.org,no\n")
    assert report.outcomes == {2: "deactivated", 3: "same"}
    lena.refresh_from_db()
    assert not lena.is_active
    assert not lena.api_tokens.kept().exists()
    assert browser.get("/me/settings/").status_code == 302
    assert stated == [("PersonDeactivated", lena.pk)]
    assert bring("email,active\nlena@example.org,oui\n").outcomes == {2: "reactivated"}
    lena.refresh_from_db()
    assert lena.is_active
    assert not Person.objects.filter(email="nobody@example.org").exists()


def test_roles_of_the_file_replace_those_that_hold_everywhere(tomas, company):
    RoleGrant.objects.create(person=tomas, role=TRAINER, unit=company.field)
    bring("email,roles\ntomas@example.org,expert author\n")
    assert {(g.role, g.unit_id) for g in RoleGrant.objects.filter(person=tomas)} == {
        ("expert", None),
        ("author", None),
        (TRAINER, company.field.pk),
    }
    bring("email,roles\ntomas@example.org,-\n")
    assert RoleGrant.objects.filter(person=tomas).count() == 1


BAD = [
    ("email,name\na@example.org,A\nA@Example.org,B", {3: "a@example.org stands on line 2 already."}),
    ("email,name\nnonsense,A", {2: "“nonsense” is not an e-mail address."}),
    ("email,name\n,A", {2: "The e-mail address is missing."}),
    ("email,name\na@example.org,", {2: "A new person needs a name."}),
    ("email,name\na@example.org," + "x" * 121, {2: "The name is longer than 120 characters."}),
    (
        "email,name,zone\na@example.org,A,Mars/Olympus",
        {2: "Unknown time zone “Mars/Olympus”: write its IANA name, such as Europe/Paris."},
    ),
    ("email,name,language\na@example.org,A,de", {2: "Unknown language “de”: write en or fr."}),
    ("email,name,joined\na@example.org,A,31/01/2026", {2: "“31/01/2026” is not a date: write 2026-01-31."}),
    ("email,name,external\na@example.org,A,maybe", {2: "“maybe” is neither yes nor no."}),
    ("email,name,roles\na@example.org,A,king", {2: "Unknown role “king”"}),
    ("email,name,unit\na@example.org,A,NOWHERE", {2: "There is no unit NOWHERE."}),
    ("email,name,unit\na@example.org,A,HELIX/FR-CARD", {2: "The unit FR-CARD does not stand beneath HELIX."}),
    ("email,name,unit\na@example.org,A,HELIX/X/HELIX", {2: "names a unit twice"}),
    ("email,name,unit\na@example.org,A,HELIX/a b", {2: "is not a unit’s code"}),
    ("email,name,country\na@example.org,A,France", {2: "is not a country"}),
    ("email,name,job_role\na@example.org,A,PILOT", {2: "There is no job role PILOT."}),
    ("email,name,manager\na@example.org,A,ghost@example.org", {2: "There is no ghost@example.org to be manager."}),
    ("email,name,manager\na@example.org,A,a@example.org", {2: "Circular managers: a@example.org → a@example.org."}),
    (
        "email,name,manager\na@example.org,A,b@example.org\nb@example.org,B,a@example.org",
        {2: "Circular managers: a@example.org → b@example.org → a@example.org.", 3: "Circular managers"},
    ),
    (
        "email,manager\nmarc@example.org,lena@example.org",
        {2: "Circular managers: marc@example.org → lena@example.org → marc@example.org."},
    ),
    (
        "email,name,manager\nbad,B,\nb@example.org,B,bad@example.org\nc@example.org,C,b@example.org",
        {2: "“bad” is not an e-mail address.", 3: "There is no bad@example.org", 4: "There is no b@example.org"},
    ),
    ("email,name\na@example.org,Smith, Anna", {2: "3 values for 2 columns"}),
    ("email,active\nadmin@example.org,no", {2: "This is the last administrator."}),
    ("email,roles\nadmin@example.org,tutor", {2: "This is the last administrator."}),
    ('email,name\na@example.org,"A" x\nb@example.org,B', {2: "The line cannot be read, nor what follows it"}),
]


@pytest.mark.parametrize(("text", "expected"), BAD)
def test_each_fault_is_a_sentence_by_line_and_nothing_is_written(text, expected, lena, marc, admin):
    before = (Person.objects.count(), Unit.objects.count(), AuditEntry.objects.count())
    report = bring(text)
    said = faults(report)
    assert set(said) == set(expected)
    for number, words in expected.items():
        assert words in said[number]
    assert not report.was_written
    assert (Person.objects.count(), Unit.objects.count(), AuditEntry.objects.count()) == before


def test_leaving_bad_lines_out_does_not_let_an_old_circle_close(lena, marc):
    """Marc under Lena is fine only if Lena leaves Marc; her line is bad, so his must not be followed either."""
    report = bring(
        "email,manager,zone\nlena@example.org,eve@example.org,Mars/X\nmarc@example.org,lena@example.org,\n",
        skip_bad=True,
    )
    assert set(faults(report)) == {2, 3}
    marc.refresh_from_db()
    assert marc.manager is None


def test_good_lines_are_followed_when_bad_ones_are_skipped(company):
    report = bring(
        "email,name,unit\na@example.org,A,HELIX/NEW\nb@example.org,B,HELIX/OTHER/BAD CODE\nc@example.org,C,NEW\n",
        skip_bad=True,
    )
    assert report.outcomes == {2: "created", 3: "bad", 4: "created"}
    assert Unit.objects.filter(code="NEW").exists()
    assert not Unit.objects.filter(code="OTHER").exists()
    assert {person.unit.code for person in Person.objects.filter(email__in=["a@example.org", "c@example.org"])} == {
        "NEW"
    }


def test_a_trial_writes_nothing(company):
    report = bring("email,name,unit\na@example.org,A,HELIX/NEW\n", dry_run=True)
    assert (report.outcomes, report.units, report.was_written) == ({2: "created"}, ["NEW"], False)
    assert not Person.objects.filter(email="a@example.org").exists()


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("cp1252", ","), ("utf-8", "\t")],
)
def test_files_as_spreadsheets_write_them(encoding, delimiter):
    text = "email,name\r\nzoe@example.org,Zoé Crœsus\r\n\r\n,\r\n".replace(",", delimiter)
    read = lines(text, encoding)
    assert [(line.email, line.says["name"]) for line in read] == [("zoe@example.org", "Zoé Crœsus")]


def test_a_value_over_two_lines_keeps_the_numbers_right():
    read = lines('email,name\na@example.org,"Anna\nMaria"\nb@example.org,B\n')
    assert [(line.number, line.says["name"]) for line in read] == [(2, "Anna Maria"), (4, "B")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "must name the columns"),
        (b"name,unit\n", "must name the columns"),
        (b"email,salary\n", "Unknown column"),
        (b"email,email\n", "named twice"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        (b'"email\n', "must name the columns|cannot be read"),
    ],
)
def test_what_is_no_file_of_people_is_refused_whole(data, words):
    with pytest.raises(people_file.Unreadable, match=words):
        people_file.read(data)


def test_the_command_reports_by_line(file_of, capsys, tmp_path):
    report = tmp_path / "report.csv"
    call_command("import_people", file_of(COMPANY), verbosity=2, report=str(report))
    out = capsys.readouterr()
    assert "Line 2: clerk@example.org · created" in out.out
    assert "created: 4 · updated: 0" in out.out
    assert "created: 4 / 4" in out.err
    assert "2,clerk@example.org,created" in report.read_text("utf-8-sig")


def test_the_command_fails_when_a_line_is_bad_and_says_so_in_the_operators_language(file_of, capsys):
    path = file_of("email,name\nnonsense,A\nb@example.org,B\n")
    with pytest.raises(CommandError, match="Rien n’a été écrit"):
        call_command("import_people", path, language="fr")
    assert "Ligne 2\u00a0: «\u00a0nonsense\u00a0» n’est pas une adresse e-mail." in capsys.readouterr().err
    assert translation.get_language() == "en"
    assert not Person.objects.exists()
    call_command("import_people", path, skip_bad=True)
    assert Person.objects.get().email == "b@example.org"


def test_a_missing_file(capsys):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_people", "/nowhere/people.csv")


def test_who_is_created_may_be_invited_at_once(file_of):
    colleague(email="old@example.org")
    call_command("import_people", file_of("email,name\nnew@example.org,N\nold@example.org,O\n"), invite=True)
    send_mail_that_waits()
    assert [message.to for message in mail.outbox] == [["new@example.org"]]
    assert Invitation.objects.count() == 1


def test_the_first_administrator_comes_from_a_file(file_of, signed_in):
    call_command("import_people", file_of("email,name,roles\nada@example.org,Ada,administrator\n"))
    ada = Person.objects.get()
    assert signed_in(ada).get("/administration/people/").status_code == 200


def many(number, name="Person"):
    rows = [f"p{i}@example.org,{name} {i},HELIX/T{i % 5},p{i // 10}@example.org" for i in range(1, number)]
    return "email,name,unit,manager\np0@example.org,First,HELIX/T0,\n" + "\n".join(rows)


def test_many_cost_few_statements(django_assert_max_num_queries):
    """A statement carries as many rows as the database lets it; none is written one by one."""
    administrator()
    with django_assert_max_num_queries(260):
        bring(many(1000))
    with django_assert_max_num_queries(160):
        bring(many(1000, name="Renamed"))
    with django_assert_max_num_queries(25):
        bring(many(1000, name="Renamed"))
    assert Person.objects.filter(name__startswith="Renamed").count() == 999
    assert verify().fault == ""
