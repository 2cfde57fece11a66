"""Indexes of jobs, apart because the model is long.

Lists leave archived jobs out, so their indexes do too: counts and pages are found in them without
reading large documents.
"""

from django.db.models import Index, Q

from jobs.models.urgency import Urgency

SHOWN = Q(archived=False)

JOB_INDEXES = [
    Index(fields=["current_stage", "-created_at"], name="job_stage_created"),
    Index(fields=["client_name"], name="job_client"),
    Index(fields=["project_name"], name="job_project"),
    Index(fields=["status", "status_since", "id"], condition=SHOWN, name="job_shown_status"),
    Index(fields=["-created_at", "-id"], condition=SHOWN, name="job_shown_newest"),
    Index(fields=["status_since", "id"], condition=SHOWN, name="job_shown_waiting"),
    Index(fields=["client_name", "id"], condition=SHOWN, name="job_shown_client"),
    Index(fields=["job_id", "id"], condition=SHOWN, name="job_shown_name"),
    Index(Urgency("status", "priority"), "id", condition=SHOWN, name="job_shown_urgency"),
    Index(fields=["batch", "status", "status_since"], name="job_batch_status"),
    Index(fields=["stage5_completed_at"], name="job_made"),
    # Validation's look at the batch, for each job of it.
    Index(fields=["batch", "output_name"], name="job_batch_output"),
    Index(fields=["batch", "psd_file"], name="job_batch_psd"),
]
