"""The index by which the figures find the jobs of the last days, made beside writers."""

from importlib import import_module

from django.db import migrations
from django.db.models import Index

MADE = Index(fields=["stage5_completed_at"], name="job_made")
audit_indexes = import_module("jobs.migrations.0010_audit_indexes")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0028_render_font_rights")]
    operations = [audit_indexes.AddIndexBesideWriters("job", MADE)]
