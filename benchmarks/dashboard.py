"""Server time of the dashboard's pages over 100,000 jobs, against the same pages over 1,000.

Both lie in SQLite databases of their own, or in the PostgreSQL that `DATABASE_URL` names. The ratio
says what a hundred times the jobs cost; queries must be as many.
"""

import os
import random
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import django

ROUNDS = 5
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
    "/dashboard?client=Client+7",
    "/dashboard?client=Client+7&sort=waiting&stage=2",
    "/dashboard?project=Project+3&priority=high",
    "/dashboard?person=mona",
    "/dashboard?q=card-77",
    "/dashboard?q=unheard",
    "/dashboard/figures",
    "/batches/{batch}",
    "/batches/{batch}?before=20",
    "/completed-jobs",
    "/completed-jobs?q=card-77",
    "/admin/jobs/job/",
    "/admin/jobs/job/?current_stage=2",
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
    for job in jobs:
        job.psd_file, job.template_file = file, template
    Job.objects.bulk_create(jobs, batch_size=500)


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


def measured(page: str) -> tuple[float, int]:
    """Milliseconds of the server (median), and queries."""
    client = Client()
    client.force_login(User.objects.get(username="mona"))
    address = page.format(batch=Batch.objects.values_list("pk", flat=True)[0])
    times = []
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            answer = client.get(address)
            times.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, page
    return statistics.median(times), len(queries)


def run(count: int) -> dict[str, tuple[float, int]]:
    """Fill the (empty) database and measure every page."""
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    User.objects.create_superuser("mona")
    fill(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {page: measured(page) for page in PAGES}


def main() -> None:
    """Print a line for each page: both times, their ratio, both numbers of queries."""
    found = []
    for count in SIZES:
        if connection.vendor == "sqlite":
            connection.close()
            connection.settings_dict["NAME"] = str(FOLDER / f"{count}.sqlite3")
        found.append(run(count))
    few, many = found
    print(f"pages of the desk, {connection.vendor:<27}{SIZES[0]:>9,} ms{SIZES[1]:>9,} ms   ratio")
    for page in few:
        (short, few_queries), (long, many_queries) = few[page], many[page]
        print(
            f"{page:<47} {short:>9.1f}   {long:>9.1f}   {long / short:>6.2f}"
            f"  {few_queries} / {many_queries}"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="sixstage-bench-") as folder:
        FOLDER = Path(folder)
        os.environ |= {"SIXSTAGE_VAR": folder, "DJANGO_SETTINGS_MODULE": "pipeline_site.settings"}
        os.environ["ALLOWED_HOSTS"] = "testserver"
        django.setup()
        from django.contrib.auth.models import User
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext
        from django.utils import timezone

        from jobs.models import Batch, Job, StoredFile
        from jobs.statuses import Status

        main()
