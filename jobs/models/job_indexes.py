"""What the lists of jobs are found and sorted by.

Lists leave archived jobs out, so most of these do too and stay small. They name what they hold as
the lists' queries do, or no database would use them.
"""

from django.db.models import Index, Q

SHOWN = Q(archived=False)

INDEXES = [
    Index(fields=["current_stage", "-created_at"], name="job_stage_created"),
    Index(fields=["client_name"], name="job_client"),
    Index(fields=["project_name"], name="job_project"),
    Index(fields=["-created_at", "-id"], condition=SHOWN, name="job_shown_newest"),
    Index(fields=["status_since", "id"], condition=SHOWN, name="job_shown_waiting"),
    Index(fields=["client_name", "id"], condition=SHOWN, name="job_shown_client"),
    Index(fields=["job_id", "id"], condition=SHOWN, name="job_shown_name"),
    Index(fields=["status", "status_since", "id"], condition=SHOWN, name="job_shown_status"),
    Index(fields=["batch", "status", "status_since"], name="job_batch_status"),
]
