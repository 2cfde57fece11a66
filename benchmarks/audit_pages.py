"""Server time of the audit pages over 200,000 entries, against the same pages over 2,000.

Both logs are real chains, half of the entries overrides. The ratio says what a hundred times the
history costs; queries must be as many.
"""

import random
import time
from datetime import UTC, date, datetime, timedelta

from benchmarks import pages

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


def run(count: int) -> "dict[str, pages.Measured]":
    """Fill the empty database and measure every page."""
    fill(count)
    pages.let_the_planner_count()
    return {page: pages.measured(page) for page in PAGES} | {CHECK: checked()}


def checked() -> "pages.Measured":
    """One recomputation of the whole log."""
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        assert check_and_keep().problem == ""
        return (time.perf_counter() - started) * 1000, len(queries)


if __name__ == "__main__":
    with pages.installation() as folder:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from jobs.audit_checks import check_and_keep
        from jobs.auditing import digest_of
        from jobs.models import AuditEntry, AuditHead, Batch, Job, Override, StoredFile

        pages.compare("audit pages", folder, SIZES, run)
