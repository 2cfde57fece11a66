"""Jobs in match review of any size, with as much on their pages as real ones have."""

from extraction import Box, Layer, Match, MatchDocument, Placeholder, to_json
from extraction.matches import EvidenceShare, RunnerUp
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


def a_layer(number: int) -> Layer:
    """Texts and pictures by turns, each somewhere else."""
    box = Box(number * 2, number * 4, number * 2 + 400, number * 4 + 60)
    if number % 2:
        return make_layer(str(number), name=f"picture {number}", bbox=box)
    return make_text_layer(str(number), f"NAME {number}", bbox=box)


def a_place(number: int) -> Placeholder:
    """Places for what `a_layer` makes, in the same order."""
    return make_placeholder(number) if number % 2 else make_image_placeholder(number)


def a_match(number: int, confidence: float) -> Match:
    """A match with as much to say for itself as the matcher's own have."""
    kinds = ("wording", "numbering", "text_form", "place", "kinship", "memory")
    shares = tuple(EvidenceShare(kind, 1.5 - at) for at, kind in enumerate(kinds))
    second = RunnerUp(str(number + 2), 0.1, "its name says less")
    reasons = ("The names are alike.", "Both stand in the upper half.", "The numbers agree.")
    return Match(
        str(number), f"11:{number + 1}", confidence, reasons, evidence=shares, runner_up=second
    )
