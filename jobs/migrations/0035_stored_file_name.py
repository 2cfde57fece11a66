"""An index by which a newer file of the same name is found."""

from importlib import import_module

from django.db import migrations, models

audit_indexes = import_module("jobs.migrations.0010_audit_indexes")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0034_urgency_index")]
    operations = [
        audit_indexes.AddIndexBesideWriters(
            "storedfile", models.Index(fields=["name"], name="stored_file_name")
        ),
    ]
