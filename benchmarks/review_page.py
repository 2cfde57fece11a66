"""Server time of the match review page for 300 layers and 100 placeholders.

The peer is the same page for a usual card, 12 layers and 4 placeholders, in the same run; saving
the draft, which also validates it, is measured beside it.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from extraction import Layer, Placeholder

ROUNDS = 7
SIZES = {"usual": (12, 4), "large": (300, 100)}


def waiting(name: str, layers: int, holes: int) -> None:
    """A job in match review of that size: every other layer a picture, each place filled."""
    psd = make_psd(*(a_layer(number) for number in range(layers)))
    template = make_template(*(a_place(number + 1) for number in range(holes)))
    matches = MatchDocument(tuple(a_match(number, number / holes) for number in range(holes)))
    file = make_stored_file("psd", name.encode())
    file.pictures = {"canvas": "canvas.png", "layers": {str(at): "x" for at in range(1, layers, 2)}}
    file.save()
    results = make_results(psd, template) | {"matches": to_json(matches)}
    make_job(job_id=name, psd_file=file, status=Status.AWAITING_REVIEW, stage1_results=results)


def a_layer(number: int) -> "Layer":
    """Texts and pictures by turns, each somewhere else."""
    box = Box(number * 2, number * 4, number * 2 + 400, number * 4 + 60)
    if number % 2:
        return make_layer(str(number), name=f"picture {number}", bbox=box)
    return make_text_layer(str(number), f"NAME {number}", bbox=box)


def a_place(number: int) -> "Placeholder":
    """Places for what `a_layer` makes, in the same order."""
    return make_placeholder(number) if number % 2 else make_image_placeholder(number)


def a_match(number: int, confidence: float) -> "Match":
    """A match with as much to say for itself as the matcher's own have."""
    kinds = ("wording", "numbering", "text_form", "place", "kinship", "memory")
    shares = tuple(EvidenceShare(kind, 1.5 - at) for at, kind in enumerate(kinds))
    second = RunnerUp(str(number + 2), 0.1, "its name says less")
    reasons = ("The names are alike.", "Both stand in the upper half.", "The numbers agree.")
    return Match(
        str(number), f"11:{number + 1}", confidence, reasons, evidence=shares, runner_up=second
    )


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

        from extraction import Box, Match, MatchDocument, to_json
        from extraction.matches import EvidenceShare, RunnerUp
        from jobs import drafting
        from jobs.models import Job
        from jobs.statuses import Status
        from tests.factories import (
            make_image_placeholder,
            make_job,
            make_layer,
            make_placeholder,
            make_psd,
            make_results,
            make_stored_file,
            make_template,
            make_text_layer,
        )

        main()
