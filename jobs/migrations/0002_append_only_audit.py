"""The database itself refuses to change or delete audit entries."""

from django.db import migrations

from jobs.audit_triggers import install, remove


def forwards(apps, schema_editor):
    install(schema_editor.connection)


def backwards(apps, schema_editor):
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_jobs_batches_and_audit")]
    operations = [migrations.RunPython(forwards, backwards)]
