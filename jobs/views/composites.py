"""A card's compositions with its proposed pictures and texts in place: a preview, not a render."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from extraction import (
    Box,
    Match,
    MatchDocument,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    from_json,
)
from jobs.extracting import documents_of, pictures_of
from jobs.models import Job
from jobs.reviewing import proposed_or_approved
from jobs.views.comps import drawn_comps
from jobs.views.placing import placed

CAP = 0.8  # of a text box's height, as on the review page


@dataclass(frozen=True, slots=True)
class Piece:
    """One place with a picture (its address and box within the place), with words, or empty."""

    place: Box
    picture: str = ""
    lies: Box | None = None
    words: str = ""

    @property
    def size(self) -> float:
        """The height of its letters."""
        return CAP * self.place.height


@dataclass(frozen=True, slots=True)
class Composite:
    """One composition of a card; sizes in its pixels."""

    name: str
    width: int
    height: int
    pieces: tuple[Piece, ...]


def composites_of(job: Job) -> tuple[Composite, ...]:
    """Every composition that has something to fill, with the proposal. No queries."""
    psd, template = documents_of(job)
    proposal = from_json(MatchDocument, {"matches": proposed_or_approved(job)["matches"]})
    matches = {match.placeholder_id: match for match in proposal.matches}
    addresses = _addresses(job)
    return tuple(
        Composite(
            comp.name,
            comp.width,
            comp.height,
            tuple(_pieces(psd, comp.holes, matches, addresses)),
        )
        for comp in drawn_comps(template)
    )


def _addresses(job: Job) -> dict[str, str]:
    """Where the layers' pictures are, by layer id."""
    base = reverse("job-picture", args=[job.job_id, "0"]).removesuffix("0")
    return {layer_id: f"{base}{layer_id}" for layer_id in pictures_of(job)["layers"]}


def _pieces(
    psd: PsdDocument,
    holes: Iterable[Placeholder],
    matches: Mapping[str, Match],
    addresses: Mapping[str, str],
) -> Iterable[Piece]:
    for hole in holes:
        if hole.bbox is None:
            continue
        match = matches.get(hole.id)
        layer = psd.layer(match.layer_id) if match else None
        if match is None or layer is None:
            yield Piece(hole.bbox)
        elif hole.kind is PlaceholderKind.TEXT:
            own = layer.text.content if layer.text else ""
            yield Piece(hole.bbox, words=match.text or own)
        elif layer.bbox.area > 0:
            inside = Box(0, 0, hole.bbox.width, hole.bbox.height)
            lies = placed(layer.bbox, inside, match.fit, match.focus)
            yield Piece(hole.bbox, addresses.get(layer.id, ""), lies)
