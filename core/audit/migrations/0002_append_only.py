"""The database itself refuses to change or drop what the trail holds; the chain gets its head."""

from django.db import migrations

from core.audit import triggers
from core.audit.chain import GENESIS


def close(apps, schema_editor):
    apps.get_model("audit", "AuditHead").objects.get_or_create(pk=1, defaults={"hash": GENESIS})
    triggers.close(schema_editor.connection)


def reopen(apps, schema_editor):
    triggers.reopen(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(close, reopen)]
