"""Looks up what validation may know of a job's batch, in two queries however large it is."""

from django.db.models import Exists, OuterRef

from jobs.models import Job
from jobs.models.querysets import JobQuerySet
from jobs.statuses import Status
from validation import Surroundings

MOST_NAMED = 5


def surroundings_of(job: Job) -> Surroundings:
    """The other jobs of the batch with the same files, and those with the same output name."""
    others = _others(job)
    return Surroundings(
        output_name=job.output_name,
        same_card=_first_ids(
            others.filter(psd_file=job.psd_file_id, template_file=job.template_file_id)
        ),
        same_output=_first_ids(others.filter(output_name=job.output_name)),
    )


def _others(job: Job) -> JobQuerySet:
    """Without those that were cancelled, and those that a later revision corrects."""
    corrected = Job.objects.filter(revision_of=OuterRef("pk")).exclude(status=Status.CANCELLED)
    others = Job.objects.filter(batch=job.batch_id).exclude(pk=job.pk)
    standing: JobQuerySet = others.exclude(status=Status.CANCELLED).exclude(Exists(corrected))
    return standing


def _first_ids(jobs: JobQuerySet) -> tuple[str, ...]:
    return tuple(jobs.order_by("job_id").values_list("job_id", flat=True)[:MOST_NAMED])
