"""Applies what staff decided about a template's layers to its document."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from extraction.geometry import Box
from extraction.still_transform import box_of_still, rigs_of
from extraction.template import (
    Composition,
    CompositionLayer,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
)

BY_STAFF = "decided by staff"


@dataclass(frozen=True, slots=True)
class LayerDecision:
    """What staff decided about one layer; an empty `name` keeps the layer's own."""

    is_placeholder: bool
    name: str = ""
    required: bool = True


def apply_decisions(
    document: TemplateDocument, decisions: Mapping[str, LayerDecision]
) -> TemplateDocument:
    """The document as decided; keys are "composition id:layer index", unknown ones are passed over.

    Placeholders stay in the order of compositions and layers.
    """
    if not decisions:
        return document
    known = {hole.id: hole for hole in document.placeholders if hole.control is None}
    of_uses = [hole for hole in document.placeholders if hole.control is not None]
    sizes = _sizes(document)
    holes = []
    for comp in document.compositions:
        for layer in comp.layers:
            key = f"{comp.id}:{layer.index}"
            decision, hole = decisions.get(key), known.get(key)
            if decision is not None:
                hole = _decided(hole or _new_placeholder(comp, layer, sizes), decision)
            if hole is not None:
                holes.append(hole)
            holes += [one for one in of_uses if one.id.rpartition(":")[0] == key]
    return replace(document, placeholders=tuple(holes))


def _decided(hole: Placeholder, decision: LayerDecision) -> Placeholder | None:
    if not decision.is_placeholder:
        return None
    label = decision.name or hole.label
    return replace(hole, label=label, required=decision.required, why=BY_STAFF)


def _new_placeholder(
    comp: Composition, layer: CompositionLayer, sizes: Mapping[str, tuple[int, int]]
) -> Placeholder:
    is_text = layer.type == "TextLayer"
    width, height = sizes.get(layer.source_id or "", (0, 0))
    rigs = rigs_of(comp)
    placed = width and height and not is_text
    return Placeholder(
        id=f"{comp.id}:{layer.index}",
        composition=comp.name,
        layer=layer.name,
        kind=PlaceholderKind.TEXT if is_text else PlaceholderKind.IMAGE,
        bbox=box_of_still(layer.id, rigs, Box(0, 0, width, height)) if placed else None,
        width=float(width) if placed else None,
        height=float(height) if placed else None,
        composition_id=comp.id,
        layer_id=layer.id,
    )


def _sizes(document: TemplateDocument) -> dict[str, tuple[int, int]]:
    footage = {item.id: (item.width, item.height) for item in document.footage}
    return footage | {comp.id: (comp.width, comp.height) for comp in document.compositions}
