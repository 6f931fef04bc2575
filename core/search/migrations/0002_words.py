from django.db import migrations

from core.search.backends import postgres, sqlite


def of(schema_editor):
    return postgres if schema_editor.connection.vendor == "postgresql" else sqlite


def install(apps, schema_editor):
    for statement in of(schema_editor).INSTALL:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in of(schema_editor).REMOVE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Each database's own index over the stems."""

    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(install, remove, elidable=False)]
