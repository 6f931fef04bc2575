"""An operator imports files by a command: a sentence a file, nothing half done."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.make import studies as make
from tutoring.models import Study

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out, err = StringIO(), StringIO()
    call_command("import_study", *args, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_each_file_gets_a_sentence(tomas):
    out, _err = run(*map(str, make.shipped_files()), by="TOMAS@example.org")
    assert out.count("\n") == len(make.shipped_files())
    assert "1/4 NCT02210780.json: NCT02210780 imported, " in out
    assert set(Study.objects.values_list("current__imported_by", flat=True)) == {tomas.pk}
    again, _err = run(str(make.shipped_files()[0]))
    assert "is here already, version 1; nothing changed" in again


def test_a_bad_file_does_not_hold_up_the_others(tmp_path):
    bad, missing = tmp_path / "bad.json", tmp_path / "missing.json"
    bad.write_bytes(make.shipped()[:3000])
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="2 of 3 files were not imported"):
        call_command("import_study", str(bad), str(missing), str(make.shipped_files()[0]), stdout=out, stderr=err)
    assert "1/3 bad.json: The file is cut off before its end." in err.getvalue()
    assert "2/3 missing.json: No such file or directory" in err.getvalue()
    assert Study.objects.count() == 1


def test_in_the_name_of_nobody_or_of_who_may_not(lena):
    with pytest.raises(CommandError, match="Nobody here"):
        run(str(make.shipped_files()[0]), by="ghost@example.org")
    with pytest.raises(CommandError):
        run(str(make.shipped_files()[0]), by=lena.email)
    assert not Study.objects.exists()
