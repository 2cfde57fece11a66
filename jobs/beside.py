"""Looks up what validation may know of a job's batch, in four queries however large it is."""

from django.db.models import Exists, OuterRef

from extraction import difference
from jobs.models import Job
from jobs.models.querysets import JobQuerySet
from jobs.statuses import Status
from validation import Surroundings

MOST_NAMED = 5
MOST_COMPARED = 50


def surroundings_of(job: Job) -> Surroundings:
    """The other jobs of the batch with the same files, texts or output name.

    One query more where the job's Photoshop file was not loaded with it.
    """
    others = _others(job)
    return Surroundings(
        output_name=job.output_name,
        same_card=_first_ids(
            others.filter(psd_file=job.psd_file_id, template_file=job.template_file_id)
        ),
        same_output=_first_ids(others.filter(output_name=job.output_name)),
        same_words=_with_the_same_words(job, others),
        newer_card=newer_cards(job),
    )


def newer_cards(job: Job) -> tuple[str, ...]:
    """Jobs of any batch for the same template and output, with a later file of the same name.

    The name of the file alone would not do: some studios call every card “card.psd”. One query.
    """
    own = job.psd_file
    of_the_card = Job.objects.filter(
        template_file=job.template_file_id,
        output_name=job.output_name,
        psd_file__name=own.name,
        psd_file__gt=own.pk,
    )
    return _first_ids(_standing(of_the_card.exclude(psd_file__sha256=own.sha256)))


def _with_the_same_words(job: Job, others: JobQuerySet) -> tuple[tuple[str, float], ...]:
    own = job.psd_file
    if not (own.wording and own.look):
        return ()
    alike = others.filter(template_file=job.template_file_id, psd_file__wording=own.wording)
    found = alike.exclude(psd_file=own).exclude(psd_file__look="").order_by("job_id")
    told = found.values_list("job_id", "psd_file__look")[:MOST_COMPARED]
    return tuple((job_id, difference(own.look, look)) for job_id, look in told)


def _others(job: Job) -> JobQuerySet:
    return _standing(Job.objects.filter(batch=job.batch_id).exclude(pk=job.pk))


def _standing(jobs: JobQuerySet) -> JobQuerySet:
    """Without those that were cancelled, and those that a later revision corrects."""
    corrected = Job.objects.filter(revision_of=OuterRef("pk")).exclude(status=Status.CANCELLED)
    return jobs.exclude(status=Status.CANCELLED).exclude(Exists(corrected))


def _first_ids(jobs: JobQuerySet) -> tuple[str, ...]:
    return tuple(jobs.order_by("job_id").values_list("job_id", flat=True)[:MOST_NAMED])
