"""Indexes by which validation finds twins in a batch without reading all of it."""

from importlib import import_module

from django.db import migrations
from django.db.models import Index

LOOKED_UP = [
    Index(fields=["batch", "output_name"], name="job_batch_output"),
    Index(fields=["batch", "psd_file"], name="job_batch_psd"),
]
audit_indexes = import_module("jobs.migrations.0010_audit_indexes")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0029_figures_index")]
    operations = [audit_indexes.AddIndexBesideWriters("job", index) for index in LOOKED_UP]
