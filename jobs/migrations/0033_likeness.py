"""What like cards have in common, for validation's look at the batch."""

from importlib import import_module

from django.db import migrations, models

audit_indexes = import_module("jobs.migrations.0010_audit_indexes")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0032_job_text")]
    operations = [
        migrations.AddField(
            "storedfile",
            "wording",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Of a Photoshop file: a hash of its texts.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            "storedfile",
            "look",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Of its canvas: what a like one has, too.",
                max_length=64,
            ),
        ),
        audit_indexes.AddIndexBesideWriters(
            "storedfile", models.Index(fields=["wording"], name="stored_file_wording")
        ),
    ]
