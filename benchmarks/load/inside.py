"""What the load needs inside an installation, in a process with its settings."""

import resource
import time
from importlib import import_module
from typing import Any

import django_rq
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User

from jobs.models import Batch, Job
from jobs.reviewing import approve_matches, proposed_or_approved
from jobs.statuses import Status
from tests.factories import make_batch, make_results, make_stored_file
from tests.faults import inside

STATUSES = (Status.AWAITING_REVIEW, Status.AWAITING_REVIEW, Status.PROCESSING, Status.COMPLETED)


def many_people_and_jobs(people: int, jobs: int) -> list[str]:
    """Reviewers who have signed in, and jobs of every age; the reviewers' sessions."""
    batch, results = make_batch(), make_results()
    psd, template = make_stored_file("psd"), make_stored_file("template")
    made = [
        Job(
            job_id=f"card-{number}",
            batch=batch,
            psd_file=psd,
            template_file=template,
            output_name=f"{number}.aep",
            client_name=f"Client {number % 40}",
            status=STATUSES[number % len(STATUSES)],
            stage1_results=results,
        )
        for number in range(jobs)
    ]
    Job.objects.bulk_create(made, batch_size=500)
    return [_signed_in(f"person-{number}") for number in range(people)]


def _signed_in(name: str) -> str:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name="reviewers"))
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    key: str = session.session_key
    return key


def ingest_and_start(jobs: int) -> dict[str, float]:
    """Seconds for keeping and for starting one batch, and this process's most memory in MB."""
    begun = time.perf_counter()
    inside.ingest_jobs(jobs)
    kept = time.perf_counter()
    inside.start()
    started = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"keep": kept - begun, "start": started - kept, "megabytes": peak}


def approve_all() -> int:
    """Approve every job that waits for it."""
    ada = User.objects.create_superuser("ada")
    jobs = Job.objects.filter(status=Status.AWAITING_REVIEW)
    for job in jobs:
        approve_matches(job.job_id, matches=proposed_or_approved(job), by=ada)
    return len(jobs)


def wait_for(status: str, seconds: float) -> bool:
    """Whether all jobs get there in that time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not Job.objects.exclude(status=status).exists():
            return True
        time.sleep(0.5)
    return False


def rate(stage: int) -> float:
    """Jobs a second at which that stage was done, from the first to the last."""
    field = f"stage{stage}_completed_at"
    done: list[Any] = sorted(Batch.objects.get().jobs.values_list(field, flat=True))
    seconds: float = (done[-1] - done[0]).total_seconds()
    return (len(done) - 1) / seconds


def queue_length() -> int:
    """How many tasks wait in the queue."""
    count: int = django_rq.get_queue("default").count
    return count
