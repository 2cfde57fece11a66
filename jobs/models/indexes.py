"""Indexes of jobs, apart because the model is long."""

from django.db.models import Index, Q

JOB_INDEXES = [
    Index(fields=["current_stage", "-created_at"], name="job_stage_created"),
    Index(fields=["client_name"], name="job_client"),
    # The dashboard's own: its counts and its newest jobs, found without reading large documents.
    Index(fields=["status"], condition=Q(archived=False), name="job_shown_by_status"),
    Index(fields=["-created_at", "-id"], condition=Q(archived=False), name="job_shown_newest"),
]
