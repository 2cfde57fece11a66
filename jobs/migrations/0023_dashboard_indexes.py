"""Indexes by which the dashboard counts jobs and finds the newest without reading documents."""

from importlib import import_module

from django.db import migrations
from django.db.models import Index, Q

SHOWN = [
    Index(fields=["status"], condition=Q(archived=False), name="job_shown_by_status"),
    Index(fields=["-created_at", "-id"], condition=Q(archived=False), name="job_shown_newest"),
]
audit_indexes = import_module("jobs.migrations.0010_audit_indexes")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0022_incoming_uploads")]
    operations = [audit_indexes.AddIndexBesideWriters("job", index) for index in SHOWN]
