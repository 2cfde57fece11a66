"""The audit log can be searched for words."""

from django.db import migrations

from jobs.audit_search import install, remove


def forwards(apps, schema_editor):
    install(schema_editor.connection)


def backwards(apps, schema_editor):
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL makes an index without locking only outside a transaction

    dependencies = [("jobs", "0008_saved_filters")]
    operations = [migrations.RunPython(forwards, backwards, atomic=False)]
