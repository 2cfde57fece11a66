"""The index by which the dashboard sorts by urgency, made beside writers."""

from importlib import import_module

from django.db import migrations
from django.db.models import Index, Q

from jobs.models.urgency import Urgency

URGENCY = Index(
    Urgency("status", "priority"), "id", condition=Q(archived=False), name="job_shown_urgency"
)
audit_indexes = import_module("jobs.migrations.0010_audit_indexes")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0033_likeness")]
    operations = [audit_indexes.AddIndexBesideWriters("job", URGENCY)]
