"""What of a picture is lost: at its place's edges, or at the canvas's."""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from extraction.geometry import Box
from extraction.matches import Fit
from extraction.psd import Layer, PsdDocument
from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.rules.empty import has_nothing_to_show
from validation.wording import percent, quoted

CLEARLY: Final = Fraction(11, 10)  # how much longer one side must be to make a shape wide or tall


@rule("content_cropped", severity=Severity.WARNING, limits=("crop", "aspect"))
def content_cropped(context: Context) -> Iterator[Finding]:
    """Find pictures that lose more of what they show than the limit at their place's edges.

    Transparent parts don't count, where the pictures tell of them. Where the shapes differ too
    much, the rule for that reports it.
    """
    crop, aspect = (Fraction(str(one)) for one in (context.limits.crop, context.limits.aspect))
    for measured in context.measured_matches:
        one = measured.resolved
        if one.match.fit is not Fit.FILL or measured.distortion > aspect:
            continue
        if measured.cut_off > crop:
            seen = "what is seen of " if measured.opacity else ""
            yield one.finding(
                f"{percent(measured.cut_off)} of {seen}{quoted(one.layer.name)} would be cut off"
                f" at the edges of {quoted(one.placeholder.layer)}.",
                hint="Look whether anything that matters is lost; “fit” keeps the whole picture.",
                details={
                    "layer_size": [float(side) for side in measured.picture],
                    "placeholder_size": [float(side) for side in measured.place],
                    "cut_off": round(float(measured.cut_off), 4),
                    "limit": context.limits.crop,
                },
            )


@rule("orientation_differs", severity=Severity.WARNING)
def orientation_differs(context: Context) -> Iterator[Finding]:
    """Find wide pictures in tall places, and tall ones in wide places."""
    for measured in context.measured_matches:
        picture, place = _orientation(*measured.picture), _orientation(*measured.place)
        if {picture, place} == {"wide", "tall"}:
            one = measured.resolved
            yield one.finding(
                f"{quoted(one.layer.name)} is {picture}, its place"
                f" {quoted(one.placeholder.layer)} is {place}.",
                hint="Look for the same picture in the other orientation.",
                details={
                    "layer_size": [float(side) for side in measured.picture],
                    "placeholder_size": [float(side) for side in measured.place],
                },
            )


@rule("beyond_canvas", severity=Severity.WARNING)
def beyond_canvas(context: Context) -> Iterator[Finding]:
    """Find pictures that reach over the canvas, so that the template shows what the card hides."""
    for one in context.image_matches:
        edges = _edges(context.psd, one.layer, beyond=True)
        if edges and not has_nothing_to_show(one.layer):
            yield one.finding(
                f"{quoted(one.layer.name)} reaches over the card's {_listed(edges)} edge;"
                " in the template the whole of it will show.",
                hint="Look whether the hidden part may be seen.",
                details=_canvas_details(context.psd, one.layer, edges),
            )


@rule("touches_canvas_edge", severity=Severity.INFO)
def touches_canvas_edge(context: Context) -> Iterator[Finding]:
    """Find pictures that end exactly at some of the canvas's edges, where they may be cut."""
    for one in context.image_matches:
        edges = _edges(context.psd, one.layer, beyond=False)
        over = _edges(context.psd, one.layer, beyond=True)
        if 0 < len(edges) < 4 and not over and not has_nothing_to_show(one.layer):
            yield one.finding(
                f"{quoted(one.layer.name)} ends at the card's {_listed(edges)} edge and may be"
                " cut there; in the template the cut can show.",
                hint="Look whether the place hides this edge.",
                details=_canvas_details(context.psd, one.layer, edges),
            )


def _orientation(width: Fraction, height: Fraction) -> str:
    if width >= CLEARLY * height:
        return "wide"
    return "tall" if height >= CLEARLY * width else "square"


def _edges(psd: PsdDocument, layer: Layer, *, beyond: bool) -> list[str]:
    """Names of the canvas's edges at which the layer ends, or over which it reaches."""
    box = layer.bbox
    if not all(map(math.isfinite, box)):
        return []
    distances = {
        "left": box.left,
        "top": box.top,
        "right": psd.width - box.right,
        "bottom": psd.height - box.bottom,
    }
    return [name for name, gap in distances.items() if (gap < 0 if beyond else gap == 0)]


def _canvas_details(psd: PsdDocument, layer: Layer, edges: list[str]) -> dict[str, object]:
    canvas = Box(0, 0, psd.width, psd.height)
    return {"layer_box": _floats(layer.bbox), "canvas_box": _floats(canvas), "edges": edges}


def _floats(box: Box) -> list[float]:
    return [float(edge) for edge in box]


def _listed(names: list[str]) -> str:
    return " and ".join(names)
