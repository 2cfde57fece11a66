"""What a rule may see: both documents, the matches with their two ends, limits, other jobs."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from extraction.geometry import Box
from extraction.matches import Fit, Match, MatchDocument
from extraction.matching.candidates import kind_fits
from extraction.opacity import Opacity
from extraction.psd import Layer, PsdDocument
from extraction.template import (
    CompositionLayer,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
)
from validation.fonts import NO_FONTS_KNOWN, Fonts
from validation.issue import Finding
from validation.limits import DEFAULT, Limits
from validation.surroundings import ALONE, Surroundings

OPAQUE: Final[Mapping[str, Opacity]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ResolvedMatch:
    """A match whose layer and placeholder both exist."""

    match: Match
    layer: Layer
    placeholder: Placeholder

    @property
    def fits_kind(self) -> bool:
        """Whether the placeholder can hold a layer of this kind at all."""
        return kind_fits(self.layer.kind, self.placeholder.kind)

    @property
    def words(self) -> str:
        """The text that goes in: put right by hand, else the layer's own."""
        if self.match.text is not None:
            return self.match.text
        return self.layer.text.content if self.layer.text else ""

    @property
    def shown_words(self) -> str:
        """The words as they are seen: in capitals where the template sets them so."""
        return self.words.upper() if self.placeholder.setting.all_caps else self.words

    def finding(
        self, message: str, *, hint: str, details: Mapping[str, Any] | None = None
    ) -> Finding:
        """Say something of this match."""
        ids = self.match.placeholder_id, self.match.layer_id
        return Finding(message, hint, *ids, details=details or {})


@dataclass(frozen=True, slots=True)
class MeasuredMatch:
    """An image match with its sizes (width, height) in exact pixels, all above 0.

    `place` is the size of the placeholder's own source, never that of its composition; `shown`
    is how large that stands in the composition, scale and parents included. `opacity` is None
    where the picture is equally opaque all over, or not told of.
    """

    resolved: ResolvedMatch
    picture: tuple[Fraction, Fraction]
    place: tuple[Fraction, Fraction]
    shown: tuple[Fraction, Fraction]
    opacity: Opacity | None = None

    @property
    def distortion(self) -> Fraction:
        """By which share the picture's shape differs from its place's, wider or narrower."""
        (width, height), (place_width, place_height) = self.picture, self.place
        return abs(width * place_height / (height * place_width) - 1)

    @property
    def scale(self) -> Fraction:
        """How many times the picture is enlarged as it is shown; below 1 it is made smaller."""
        ratios = [to / of for of, to in zip(self.picture, self.place, strict=True)]
        fitted = min(ratios) if self.resolved.match.fit is Fit.FIT else max(ratios)
        return fitted * max(to / of for of, to in zip(self.place, self.shown, strict=True))

    @property
    def cut_off(self) -> Fraction:
        """Share of what is seen of the picture that stands over its place when it fills it."""
        across, down = (to / of for of, to in zip(self.picture, self.place, strict=True))
        share = 1 - min(across, down) / max(across, down)
        if self.opacity is None:
            return share
        x, y = map(Fraction, self.resolved.match.focus)
        if across < down:
            return self.opacity.lost_across(share * x, share * (1 - x))
        return self.opacity.lost_down(share * y, share * (1 - y))


@dataclass(frozen=True, slots=True)
class Context:
    """One card to be checked. Matches with an unknown end are in `matches` only."""

    psd: PsdDocument
    template: TemplateDocument
    matches: MatchDocument
    limits: Limits
    layers: Mapping[str, Layer]
    placeholders: Mapping[str, Placeholder]
    resolved: tuple[ResolvedMatch, ...]
    places: Mapping[tuple[str, str], CompositionLayer]
    fonts: Fonts
    surroundings: Surroundings
    opacity: Mapping[str, Opacity]

    @classmethod
    def of(
        cls,
        psd: PsdDocument,
        template: TemplateDocument,
        matches: MatchDocument,
        limits: Limits = DEFAULT,
        fonts: Fonts = NO_FONTS_KNOWN,
        surroundings: Surroundings = ALONE,
        opacity: Mapping[str, Opacity] = OPAQUE,
    ) -> "Context":
        """Look up both ends of every match once."""
        layers = {layer.id: layer for layer in reversed(psd.layers)}
        holes = {hole.id: hole for hole in reversed(template.placeholders)}
        resolved = tuple(
            ResolvedMatch(match, layers[match.layer_id], holes[match.placeholder_id])
            for match in matches.matches
            if match.layer_id in layers and match.placeholder_id in holes
        )
        places = {
            (comp.id, layer.id): layer for comp in template.compositions for layer in comp.layers
        }
        rest = places, fonts, surroundings, opacity
        return cls(psd, template, matches, limits, layers, holes, resolved, *rest)

    @property
    def image_matches(self) -> tuple[ResolvedMatch, ...]:
        """Pictures in places for pictures."""
        return self._of_kind(PlaceholderKind.IMAGE)

    @property
    def text_matches(self) -> tuple[ResolvedMatch, ...]:
        """Texts in places for text."""
        return self._of_kind(PlaceholderKind.TEXT)

    def font_of(self, one: ResolvedMatch) -> str | None:
        """The font that a text is set in: the template's, or what stands in for it."""
        return self.matches.font_for(one.placeholder.font)

    @property
    def placed_matches(self) -> Iterator[tuple[ResolvedMatch, CompositionLayer | None]]:
        """Matches with the template's layer that they fill, None where it isn't told of."""
        for one in self.resolved:
            hole = one.placeholder
            yield one, self.places.get((hole.composition_id, hole.layer_id))

    @property
    def measured_matches(self) -> tuple[MeasuredMatch, ...]:
        """Image matches whose sizes are all known; `rules.measurable` reports the others."""
        measured = (measure(one, self.opacity.get(one.layer.id)) for one in self.image_matches)
        return tuple(one for one in measured if one is not None)

    def _of_kind(self, kind: PlaceholderKind) -> tuple[ResolvedMatch, ...]:
        return tuple(
            one
            for one in self.resolved
            if one.placeholder.kind is kind and one.fits_kind and not one.placeholder.takes_value
        )


def measure(resolved: ResolvedMatch, opacity: Opacity | None = None) -> MeasuredMatch | None:
    """Take the sizes of an image match, or None where one is not known or nothing."""
    picture = _size_of_box(resolved.layer.bbox)
    place = exact_size(resolved.placeholder.width, resolved.placeholder.height)
    if picture is None or place is None:
        return None
    shown = shown_size(resolved.placeholder) or place
    return MeasuredMatch(resolved, picture, place, shown, opacity)


def shown_size(hole: Placeholder) -> tuple[Fraction, Fraction] | None:
    """How large a place stands in its composition, at rest; None where it is not known."""
    return _size_of_box(hole.bbox) if hole.bbox is not None else None


def _size_of_box(box: Box) -> tuple[Fraction, Fraction] | None:
    if not all(map(math.isfinite, box)):
        return None
    return exact_size(box.width, box.height)


def exact_size(width: float | None, height: float | None) -> tuple[Fraction, Fraction] | None:
    """Give a size without rounding, or None unless both sides are finite and above 0."""
    if width is None or height is None or not (math.isfinite(width) and math.isfinite(height)):
        return None
    return (Fraction(width), Fraction(height)) if width > 0 and height > 0 else None
