"""Where an issue's layer comes from and where it would stand, as boxes for the page to draw.

An approximation: places are their boxes at rest, texts keep the picture that Photoshop made.
"""

import math
from dataclasses import dataclass

from extraction import (
    Box,
    Fit,
    Layer,
    Match,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
)
from jobs.views.placing import placed


@dataclass(frozen=True, slots=True)
class Frame:
    """A canvas or a composition, in its own pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Before:
    """The layer on its canvas."""

    canvas: Frame
    layer: Box


@dataclass(frozen=True, slots=True)
class After:
    """The place in its composition, and where the layer would lie on it (None: nothing would).

    `cuts`: what stands over the place is cut off. `stretches`: the picture loses its shape.
    `words` were put right by hand, so that the layer's own picture shows others.
    """

    comp: Frame
    place: Box
    layer: Box | None
    cuts: bool
    stretches: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class IssuePicture:
    """Both sides of one issue; either may be unknown."""

    before: Before | None
    after: After | None


def issue_picture(
    psd: PsdDocument,
    template: TemplateDocument,
    *,
    layer: Layer | None,
    hole: Placeholder | None,
    match: Match | None,
) -> IssuePicture | None:
    """Draw the issue, or None where neither side has a box."""
    before = _before(psd, layer) if layer else None
    after = _after(template, layer, hole, match or Match("", "")) if hole else None
    return IssuePicture(before, after) if before or after else None


def _can_be_drawn(box: Box) -> bool:
    return all(map(math.isfinite, box)) and box.area > 0


def _before(psd: PsdDocument, layer: Layer) -> Before | None:
    if not _can_be_drawn(layer.bbox):
        return None
    return Before(Frame("Photoshop file", psd.width, psd.height), layer.bbox)


def _after(
    template: TemplateDocument, layer: Layer | None, hole: Placeholder, match: Match
) -> After | None:
    comp = next((comp for comp in template.compositions if comp.id == hole.composition_id), None)
    place = hole.bbox
    if comp is None or place is None or not _can_be_drawn(place):
        return None
    fit, words = match.fit, match.text or ""
    is_picture = hole.kind is PlaceholderKind.IMAGE
    lies = None
    if layer is not None and _can_be_drawn(layer.bbox):
        shown = placed(layer.bbox, place, fit, match.focus)
        lies = shown if is_picture else _typed(layer, hole, place, words)
    frame = Frame(comp.name, comp.width, comp.height)
    return After(frame, place, lies, is_picture and fit is Fit.FILL, fit is Fit.STRETCH, words)


def _typed(layer: Layer, hole: Placeholder, place: Box, words: str) -> Box:
    """The text at the size that the template sets it in, from the place's left edge.

    Words put right by hand take up as much more or less as they have more or fewer characters.
    """
    own = layer.text.content if layer.text else ""
    set_in = layer.text.font_size if layer.text else None
    scale = hole.font_size / set_in if hole.font_size and set_in else 1.0
    longer = _longest_line(words) / _longest_line(own) if words else 1.0
    height = layer.bbox.height * scale
    top = (place.top + place.bottom - height) / 2
    return Box(place.left, top, place.left + layer.bbox.width * scale * longer, top + height)


def _longest_line(words: str) -> int:
    return max(1, *map(len, words.splitlines()), 1)
