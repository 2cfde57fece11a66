"""Indexes by which the desk's long lists are sorted and counted, made beside writers."""

from importlib import import_module

from django.db import migrations
from django.db.models import Index, Q

SHOWN = Q(archived=False)
INDEXES = [
    Index(fields=["project_name"], name="job_project"),
    Index(fields=["status", "status_since", "id"], condition=SHOWN, name="job_shown_status"),
    Index(fields=["status_since", "id"], condition=SHOWN, name="job_shown_waiting"),
    Index(fields=["client_name", "id"], condition=SHOWN, name="job_shown_client"),
    Index(fields=["job_id", "id"], condition=SHOWN, name="job_shown_name"),
    Index(fields=["batch", "status", "status_since"], name="job_batch_status"),
]
audit_indexes = import_module("jobs.migrations.0010_audit_indexes")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0024_when_and_who")]
    operations = [
        *(audit_indexes.AddIndexBesideWriters("job", index) for index in INDEXES),
        migrations.RemoveIndex("job", "job_shown_by_status"),
    ]
