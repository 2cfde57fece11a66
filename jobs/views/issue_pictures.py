"""Where an issue's layer comes from and where it would stand, as boxes for the page to draw.

An approximation: places are their boxes at rest, texts keep the picture that Photoshop made.
"""

import math
from dataclasses import dataclass

from extraction import (
    Box,
    Fit,
    Layer,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
)


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
    """

    comp: Frame
    place: Box
    layer: Box | None
    cuts: bool
    stretches: bool


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
    fit: Fit,
) -> IssuePicture | None:
    """Draw the issue, or None where neither side has a box."""
    before = _before(psd, layer) if layer else None
    after = _after(template, layer, hole, fit) if hole else None
    return IssuePicture(before, after) if before or after else None


def _can_be_drawn(box: Box) -> bool:
    return all(map(math.isfinite, box)) and box.area > 0


def _before(psd: PsdDocument, layer: Layer) -> Before | None:
    if not _can_be_drawn(layer.bbox):
        return None
    return Before(Frame("Photoshop file", psd.width, psd.height), layer.bbox)


def _after(
    template: TemplateDocument, layer: Layer | None, hole: Placeholder, fit: Fit
) -> After | None:
    comp = next((comp for comp in template.compositions if comp.id == hole.composition_id), None)
    place = hole.bbox
    if comp is None or place is None or not _can_be_drawn(place):
        return None
    is_picture = hole.kind is PlaceholderKind.IMAGE
    lies = None
    if layer is not None and _can_be_drawn(layer.bbox):
        lies = _fitted(layer.bbox, place, fit) if is_picture else _typed(layer, hole, place)
    frame = Frame(comp.name, comp.width, comp.height)
    return After(frame, place, lies, is_picture and fit is Fit.FILL, fit is Fit.STRETCH)


def _fitted(layer: Box, place: Box, fit: Fit) -> Box:
    if fit is Fit.STRETCH:
        return place
    ratios = place.width / layer.width, place.height / layer.height
    scale = min(ratios) if fit is Fit.FIT else max(ratios)
    return _centred(layer.width * scale, layer.height * scale, place)


def _centred(width: float, height: float, place: Box) -> Box:
    left = (place.left + place.right - width) / 2
    top = (place.top + place.bottom - height) / 2
    return Box(left, top, left + width, top + height)


def _typed(layer: Layer, hole: Placeholder, place: Box) -> Box:
    """The text at the size that the template sets it in, from the place's left edge."""
    set_in = layer.text.font_size if layer.text else None
    scale = hole.font_size / set_in if hole.font_size and set_in else 1.0
    box = _centred(layer.bbox.width * scale, layer.bbox.height * scale, place)
    return Box(place.left, box.top, place.left + box.width, box.bottom)
