"""Server time of the match review page for 300 layers and 100 placeholders.

The peer is the same page for a usual card, 12 layers and 4 placeholders, in the same run; saving
the draft, which also validates it, is measured beside it.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable

import django

ROUNDS = 7
SIZES = {"usual": (12, 4), "large": (300, 100)}


def milliseconds(call: Callable[[], object]) -> float:
    """The median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def measured(name: str, by: "User") -> tuple[float, float]:
    """Times of the page and of one save of its draft."""
    client = Client()
    client.force_login(by)
    page = milliseconds(lambda: client.get(f"/review-matching/{name}"))
    job = Job.objects.get(job_id=name)
    matches = (job.stage1_results or {})["matches"]["matches"]

    def save() -> None:
        version = drafting.draft_of(job).version
        drafting.save(name, matches=matches, skipped=[], version=version, by=by)

    return page, milliseconds(save)


def main() -> None:
    """Print both times for both sizes, and how many times longer the large one takes."""
    call_command("migrate", verbosity=0)
    by = User.objects.create_superuser("rui")
    found = {}
    for name, size in SIZES.items():
        waiting(name, *size)
        found[name] = measured(name, by)
    print(f"match review{'usual':>14} ms{'large':>9} ms   ratio")
    for at, what in enumerate(("page", "save")):
        short, long = found["usual"][at], found["large"][at]
        print(f"{what:<12} {short:>13.1f}   {long:>9.1f}   {long / short:>6.2f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="sixstage-bench-") as folder:
        os.environ |= {"SIXSTAGE_VAR": folder, "DJANGO_SETTINGS_MODULE": "pipeline_site.settings"}
        os.environ["ALLOWED_HOSTS"] = "testserver"
        django.setup()
        from django.contrib.auth.models import User
        from django.core.management import call_command
        from django.test import Client

        from jobs import drafting
        from jobs.models import Job
        from tests.samples.review_jobs import waiting

        main()
