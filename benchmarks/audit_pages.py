"""Server time of the audit pages over 200,000 entries, against the same pages over 2,000.

Both logs are real chains in SQLite databases of their own, half of the entries overrides. The
ratio says what a hundred times the history costs; queries must be as many.
"""

import os
import random
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django

ROUNDS = 5
SIZES = (2_000, 200_000)
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
RULES = ("aspect_ratio_mismatch", "upscaled_too_far", "unfilled", "text_too_long", "font_missing")
WORDS = ("client", "agreed", "draft", "crop", "meant", "sponsor", "again", "phone", "looked")
CHECK = "the nightly check, no page"
PAGES = (
    "/audit",
    "/audit?before=1000",
    "/audit?client=Client+7",
    "/audit?rule=unfilled&person=person3",
    "/audit?since=2024-02-01&until=2024-02-09",
    "/audit?q=sponsor",
    "/audit?q=unheard",
    "/audit?client=Client+7&q=sponsor",
    "/audit/counts",
    "/audit/counts?client=Client+7",
    "/audit/counts?q=sponsor",
    "/audit/log",
    "/audit/log?action=issue_overridden",
    "/audit/log?q=sponsor",
    "/audit/log?since=2024-02-01&until=2024-02-09",
    "/audit/jobs/card-1",
    "/audit/chain",
    "/admin/jobs/auditentry/",
    "/admin/jobs/auditentry/?q=sponsor",
)


def fill(count: int) -> None:
    """A chain of that many entries over two years, every second of them an override."""
    chance = random.Random(count)  # noqa: S311 - the same log on every run, no secrets
    file = StoredFile.objects.create(sha256="0" * 64, kind="psd", name="a.psd", size=1)
    batch = Batch.objects.create(name="cards.csv", total_jobs=1)
    jobs = [
        Job(
            job_id=f"card-{number}",
            batch=batch,
            psd_file=file,
            template_file=file,
            client_name=f"Client {number % 40}",
            output_name="card.aep",
        )
        for number in range(count // 20)
    ]
    Job.objects.bulk_create(jobs, batch_size=500)
    entries = _chain(count, jobs, chance)
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    overrides = [_override(entry, jobs) for entry in entries if entry.action == "issue_overridden"]
    Override.objects.bulk_create(overrides, batch_size=500)
    AuditHead.objects.create(pk=1, entries=count, hash=entries[-1].hash)


def _chain(count: int, jobs: "list[Job]", chance: random.Random) -> "list[AuditEntry]":
    entries, previous = [], ""
    for number in range(count):
        job = jobs[chance.randrange(len(jobs))]
        is_override = number % 2 == 0
        entry = AuditEntry(
            pk=number + 1,
            stage=4 if is_override else 2,
            action="issue_overridden" if is_override else "stage_approved",
            message=" ".join(chance.choices(WORDS, k=6)),
            username=f"person{number % 9}",
            job_key=job.job_id,
            batch_key=str(job.batch_id),
            created_at=BEGIN + timedelta(days=730 * number / count),
            data=_kept(job, chance) if is_override else {"matches": 4},
            previous_hash=previous,
        )
        previous = entry.hash = digest_of(entry)
        entries.append(entry)
    return entries


def _kept(job: "Job", chance: random.Random) -> dict[str, object]:
    rule = chance.choice(RULES)
    issue = {"code": rule, "message": f"The shape of “cutout” differs by {chance.random():.0%}."}
    reason = {"reason": "", "reason_code": "client_agreed", "asked_by": ""}
    reason |= {"matches_hash": "0" * 64, "issue_hash": chance.randbytes(32).hex()}
    return {
        "issue": issue,
        "client": job.client_name,
        "threshold": 0.1,
        "rule_version": "",
        **reason,
    }


def _override(entry: "AuditEntry", jobs: "list[Job]") -> "Override":
    moment: datetime = entry.created_at
    number = int(entry.job_key.removeprefix("card-"))
    day: date = moment.date()
    return Override(
        entry=entry,
        job=jobs[number],
        matches_hash=entry.data["matches_hash"],
        issue_hash=entry.data["issue_hash"],
        rule=entry.data["issue"]["code"],
        client_name=jobs[number].client_name,
        username=entry.username,
        day=day,
    )


def measured(page: str) -> tuple[float, int]:
    """Milliseconds of the server (median), and queries."""
    client = Client()
    client.force_login(User.objects.get(username="mona"))
    times = []
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            answer = client.get(page)
            times.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, page
    return statistics.median(times), len(queries)


def run(count: int) -> dict[str, tuple[float, int]]:
    """Fill the (empty) database and measure every page."""
    call_command("migrate", verbosity=0)
    User.objects.create_superuser("mona")
    fill(count)
    return {page: measured(page) for page in PAGES} | {CHECK: checked()}


def checked() -> tuple[float, int]:
    """Milliseconds of one recomputation of the whole log, and queries."""
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        assert check_and_keep().problem == ""
        return (time.perf_counter() - started) * 1000, len(queries)


def main() -> None:
    """Print a line for each page: both times, their ratio, both numbers of queries."""
    found = []
    for count in SIZES:
        connection.close()
        connection.settings_dict["NAME"] = str(FOLDER / f"{count}.sqlite3")
        found.append(run(count))
    few, many = found
    print(f"audit pages{'':37}{SIZES[0]:>9,} ms{SIZES[1]:>9,} ms   ratio  queries")
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

        from jobs.audit_checks import check_and_keep
        from jobs.auditing import digest_of
        from jobs.models import AuditEntry, AuditHead, Batch, Job, Override, StoredFile

        main()
