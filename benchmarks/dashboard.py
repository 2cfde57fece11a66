"""Server time of the dashboard's pages over 100,000 jobs, against the same pages over 1,000.

The ratio says what a hundred times the jobs cost; queries must be as many.
"""

import random
from datetime import timedelta

from benchmarks import pages

SIZES = (1_000, 100_000)
PAGES = (
    "/dashboard",
    "/dashboard?before=500",
    "/dashboard?view=board",
    "/dashboard?stage=2",
    "/dashboard?sort=waiting",
    "/dashboard?sort=changed",
    "/dashboard?sort=client&before=500",
    "/dashboard?sort=job",
    "/dashboard?sort=priority",
    "/dashboard?client=Client+7",
    "/dashboard?client=Client+7&sort=waiting&stage=2",
    "/dashboard?project=Project+3&priority=high",
    "/dashboard?person=mona",
    "/dashboard?q=card-77",
    "/dashboard?q=card",
    "/dashboard?q=card&client=Client+7&stage=2",
    "/dashboard?q=unheard",
    "/dashboard/figures",
    "/batches/{batch}",
    "/batches/{batch}?before=20",
    "/completed-jobs",
    "/completed-jobs?q=card-77",
    "/completed-jobs?archived=yes",
    "/completed-jobs?q=card",
    "/admin/jobs/job/",
    "/admin/jobs/job/?current_stage=2",
    "/admin/jobs/job/?priority__exact=low",
    "/admin/jobs/job/?q=card",
    "/admin/jobs/batch/",
)


def fill(count: int) -> None:
    """That many jobs in batches of fifty, most of them completed, over a year."""
    chance = random.Random(count)  # noqa: S311 - the same jobs on every run, no secrets
    file = StoredFile.objects.create(sha256="0" * 64, kind="psd", name="a.psd", size=1)
    template = StoredFile.objects.create(sha256="1" * 64, kind="template", name="t.aep", size=1)
    names = [f"{number // 50}.csv" for number in range(0, count, 50)]
    batches = Batch.objects.bulk_create([Batch(name=name, total_jobs=50) for name in names])
    statuses = [*Status, *[Status.COMPLETED] * 20]
    jobs = [
        _job(number, chance, chance.choice(statuses), batches[number // 50])
        for number in range(count)
    ]
    people = [*User.objects.all(), *[None] * 9]
    for job in jobs:
        job.psd_file, job.template_file = file, template
        job.assigned_to = chance.choice(people)
    Job.objects.bulk_create(jobs, batch_size=500)
    texts = (JobText(job=job, text=f"{job.job_id}\n{job.client_name.lower()}") for job in jobs)
    JobText.objects.bulk_create(texts, batch_size=500)


def _job(number: int, chance: random.Random, status: "Status", batch: "Batch") -> "Job":
    since = timezone.now() - timedelta(minutes=chance.randrange(60 * 24 * 365))
    done = {f"stage{n}_completed_at": since for n in range(7) if status == Status.COMPLETED}
    job: Job = Job(
        job_id=f"card-{number}",
        batch=batch,
        client_name=f"Client {number % 40}",
        project_name=f"Project {number % 90}",
        priority=chance.choice(Job.Priority.values),
        output_name="card.aep",
        status=status,
        status_since=since,
        stage1_results={"psd": {"layers": ["x" * 100] * 20}},
        **done,
    )
    return job


def run(count: int) -> "dict[str, pages.Measured]":
    """Fill the empty database and measure every page."""
    fill(count)
    pages.let_the_planner_count()
    batch = Batch.objects.values_list("pk", flat=True)[0]
    return {page: pages.measured(page.format(batch=batch)) for page in PAGES}


if __name__ == "__main__":
    with pages.installation() as folder:
        from django.contrib.auth.models import User
        from django.utils import timezone

        from jobs.models import Batch, Job, JobText, StoredFile
        from jobs.statuses import Status

        pages.compare("pages of the desk", folder, SIZES, run)
