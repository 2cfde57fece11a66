"""Matches become an ordered list of operations; here it shows whether they can be carried out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from extraction.limits import DEFAULT_LIMITS
from extraction.matches import FontSubstitute, Match, MatchDocument
from extraction.numbers_in_text import number_in
from extraction.psd import Layer, PsdDocument
from extraction.template import Placeholder, PlaceholderKind, TemplateDocument
from scripting.colors import LayerColor
from scripting.errors import NothingToDo, PlanImpossible
from scripting.names import asset_name, project_name, safe_stem
from scripting.operations import (
    Operation,
    ReplaceFootage,
    SetColor,
    SetNumber,
    SetText,
    Target,
    number_of,
)

NO_COLORS: Mapping[str, LayerColor] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a script does, in the order of the template's placeholders.

    `fonts` are set in the place of the template's own in every text that is filled.
    """

    job_id: str
    revision: int
    stem: str
    project: str
    operations: tuple[Operation, ...]
    fonts: tuple[FontSubstitute, ...] = ()

    @property
    def images(self) -> tuple[ReplaceFootage, ...]:
        """The operations that need a picture in the package."""
        return tuple(one for one in self.operations if isinstance(one, ReplaceFootage))


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One row of "what the script will change"."""

    placeholder_id: str
    composition: str
    layer: str
    before: str
    after: str
    warnings: tuple[str, ...] = ()


def build_plan(
    psd: PsdDocument,
    template: TemplateDocument,
    matches: MatchDocument,
    *,
    job_id: str,
    output_name: str,
    revision: int = 1,
    colors: Mapping[str, LayerColor] = NO_COLORS,
) -> Plan:
    """Turn approved matches into operations. `colors` are those of layers, by id.

    Raises: NothingToDo; PlanImpossible, naming the placeholder.
    """
    by_placeholder = _by_placeholder(matches)
    operations: list[Operation] = []
    exposed = _exposed(template)
    for hole in template.placeholders:
        if match := by_placeholder.pop(hole.id, None):
            target = _target(hole, exposed)
            layer = _layer(hole, match, psd)
            if hole.takes_value:
                operations.append(_set_value(hole, target, match, layer, colors))
            else:
                number = len(operations) + 1
                operations.append(_operation(hole, target, match, layer, number=number))
    if by_placeholder:
        raise PlanImpossible(f"The template has no placeholder “{next(iter(by_placeholder))}”.")
    if not operations:
        raise NothingToDo("No placeholder is filled, so there is nothing for a script to do.")
    stem = safe_stem(output_name, otherwise=job_id)
    project = project_name(output_name, otherwise=job_id)
    fonts = matches.font_substitutes
    return Plan(job_id, revision, stem, project, tuple(operations), fonts)


def planned_changes(plan: Plan) -> list[PlannedChange]:
    """What the preview page shows: each placeholder, what is in it and what will be."""
    return [
        PlannedChange(
            placeholder_id=one.target.placeholder_id,
            composition=one.target.composition,
            layer=_name_of(one.target),
            before=one.before,
            after=_after(one),
            warnings=_warnings(one),
        )
        for one in plan.operations
    ]


def _by_placeholder(matches: MatchDocument) -> dict[str, Match]:
    found = {match.placeholder_id: match for match in matches.matches}
    if len(found) < len(matches.matches):
        raise PlanImpossible("Two layers are matched to one placeholder.")
    return found


def _name_of(target: Target) -> str:
    return f"{target.layer}: {target.control.name}" if target.control else target.layer


def _after(one: Operation) -> str:
    if isinstance(one, ReplaceFootage):
        return f"{one.psd_layer} ({one.width} × {one.height} px, {one.fit.value})"
    return one.color if isinstance(one, SetColor) else one.words


def _warnings(one: Operation) -> tuple[str, ...]:
    places = one.target.places
    told = {
        f"Its composition is used in {places} places; all of them change.": places > 1,
        "It needs After Effects 2021 or later.": one.target.control is not None,
    }
    if isinstance(one, SetColor):
        told["The layer has several colours; the most frequent one is taken."] = not one.only
    if isinstance(one, SetText):
        told |= {
            "The text is empty.": not one.words.strip(),
            "The text has several lines.": "\r" in one.words.strip(),
            "The text has several styles in Photoshop; it gets the template’s one.": one.styles > 1,
        }
    return tuple(sentence for sentence, applies in told.items() if applies)


def _layer(hole: Placeholder, match: Match, psd: PsdDocument) -> Layer:
    layer = psd.layer(match.layer_id)
    if layer is None:
        raise PlanImpossible(f"The layer for “{hole.layer}” is not in the Photoshop file.")
    return layer


def _operation(
    hole: Placeholder, target: Target, match: Match, layer: Layer, *, number: int
) -> Operation:
    if hole.kind is PlaceholderKind.TEXT:
        return _set_text(hole, target, match, layer)
    width, height = _size(hole)
    return ReplaceFootage(
        target=target,
        before=hole.layer,
        psd_layer_id=layer.id,
        psd_layer=layer.name,
        asset=asset_name(number, _name_of(target)),
        width=width,
        height=height,
        fit=match.fit,
        focus=match.focus,
    )


def _set_value(
    hole: Placeholder,
    target: Target,
    match: Match,
    layer: Layer,
    colors: Mapping[str, LayerColor],
) -> Operation:
    if hole.kind is PlaceholderKind.IMAGE:
        if layer.id not in colors:
            raise PlanImpossible(f"“{layer.name}” has no colour for “{hole.label}”.")
        found = colors[layer.id]
        return SetColor(target, before="", color=found.color, only=found.only)
    words = match.text if match.text is not None else layer.text.content if layer.text else ""
    number = number_in(words)
    if number is None:
        raise PlanImpossible(f"The text for “{hole.label}” is no number.")
    return SetNumber(target, before="", number=number)


def _size(hole: Placeholder) -> tuple[int, int]:
    sides = (hole.width or 0, hole.height or 0)
    if not all(side > 0 for side in sides):  # also where a side is no number
        raise PlanImpossible(f"The size of “{hole.layer}” is not known.")
    if sides[0] * sides[1] > DEFAULT_LIMITS.max_pixels:
        raise PlanImpossible(f"The place of “{hole.layer}” has too many pixels.")
    return max(1, round(sides[0])), max(1, round(sides[1]))


def _set_text(hole: Placeholder, target: Target, match: Match, layer: Layer) -> SetText:
    if layer.text is None:
        raise PlanImpossible(f"The layer for the text “{hole.layer}” has no text.")
    styles = len({(run.font, run.font_size, run.color) for run in layer.text.runs}) or 1
    return SetText(
        target=target,
        before=hole.text or "",
        text=layer.text.content if match.text is None else match.text,
        styles=styles,
        room_width=_known(hole.width),
        font_size=_known(hole.font_size),
        shrink=match.shrink and target.control is None,  # how large it is there can't be measured
    )


def _known(number: float | None) -> float:
    """The number, or 0 where it is missing or none that can be measured by."""
    return number if number is not None and 0 < number < math.inf else 0.0


def _exposed(template: TemplateDocument) -> frozenset[tuple[str, str]]:
    """Composition and layer id of all that Essential Graphics exposes."""
    return frozenset(
        (one.composition_id, one.layer_id) for comp in template.compositions for one in comp.exposed
    )


def _target(hole: Placeholder, exposed: frozenset[tuple[str, str]]) -> Target:
    place = hole.id if hole.control is None else hole.id.rpartition(":")[0]
    composition_id, _, index = place.rpartition(":")
    if not number_of(index):
        raise PlanImpossible(f"The placeholder id “{hole.id}” has no layer index.")
    return Target(
        placeholder_id=hole.id,
        composition_id=hole.composition_id or composition_id,
        composition=hole.composition,
        layer_id=hole.layer_id,
        layer_index=number_of(index),
        layer=hole.layer,
        places=len(hole.places),
        exposed=(hole.composition_id, hole.layer_id) in exposed,
        control=hole.control,
    )
