"""Placeholders of one use: what a composition exposes in Essential Graphics, where it is used.

A composition that is used once has its texts and pictures filled itself. One that is used more
often has them filled for each use apart, and numbers and colours always belong to the use.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from extraction.geometry import Box
from extraction.template import (
    Composition,
    CompositionLayer,
    Control,
    ExposedKind,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
)

MOST: Final = 1000  # placeholders of uses; a template with more is filled as if it had none
VALUES: Final = {
    ExposedKind.SLIDER: PlaceholderKind.TEXT,
    ExposedKind.COLOR: PlaceholderKind.IMAGE,
}
CONTENTS: Final = {
    ExposedKind.TEXT: PlaceholderKind.TEXT,
    ExposedKind.MEDIA: PlaceholderKind.IMAGE,
}
FOR_EACH_USE: Final = "filled for each use of its composition, by Essential Graphics"

LayerKey = tuple[str, str]  # ids of composition and layer
Carry = Callable[[str, str, Box], Box | None]


def with_uses(document: TemplateDocument, carry: Carry) -> TemplateDocument:
    """The document with a placeholder for each property that a use lets be set.

    `carry` brings a box from a layer's own pixels to its composition's, by both ids.
    """
    comps = {comp.id: comp for comp in document.compositions}
    uses = Counter(
        layer.source_id
        for comp in document.compositions
        for layer in comp.layers
        if layer.source_id is not None and layer.source_id in comps
    )
    if sum(count * len(comps[key].exposed) for key, count in uses.items()) > MOST:
        return document
    holes = {(hole.composition_id, hole.layer_id): hole for hole in document.placeholders}
    shared = _shared(document, holes, uses)
    kept = {  # by its own id: in a damaged project two layers may have the same
        hole.id: hole
        for hole in document.placeholders
        if (hole.composition_id, hole.layer_id) not in shared
    }
    return replace(
        document,
        compositions=tuple(_told(comp, shared) for comp in document.compositions),
        placeholders=tuple(
            hole
            for comp in document.compositions
            for layer in comp.layers
            for hole in _of_layer(comp, layer, kept, comps, shared, carry)
        ),
    )


def _shared(
    document: TemplateDocument, holes: Mapping[LayerKey, Placeholder], uses: Counter[str]
) -> dict[LayerKey, Placeholder]:
    """The placeholders that each of several uses has for itself."""
    return {
        key: holes[key]
        for comp in document.compositions
        if uses[comp.id] > 1
        for one in comp.exposed
        if (key := (one.composition_id, one.layer_id)) in holes
        and CONTENTS.get(one.kind) is holes[key].kind
    }


def _told(comp: Composition, shared: Mapping[LayerKey, Placeholder]) -> Composition:
    layers = (
        replace(layer, why=FOR_EACH_USE) if (comp.id, layer.id) in shared else layer
        for layer in comp.layers
    )
    return replace(comp, layers=tuple(layers))


def _of_layer(
    comp: Composition,
    layer: CompositionLayer,
    kept: Mapping[str, Placeholder],
    comps: Mapping[str, Composition],
    shared: Mapping[LayerKey, Placeholder],
    carry: Carry,
) -> Iterator[Placeholder]:
    hole, used = kept.get(f"{comp.id}:{layer.index}"), comps.get(layer.source_id or "")
    if hole is not None:
        yield hole
    elif used is not None:
        yield from _of_use(comp, layer, used, shared, carry)


def _of_use(
    comp: Composition,
    layer: CompositionLayer,
    used: Composition,
    shared: Mapping[LayerKey, Placeholder],
    carry: Carry,
) -> Iterator[Placeholder]:
    seen: Counter[str] = Counter()
    for place, one in enumerate(used.exposed, 1):
        seen[one.name] += 1
        inner = shared.get((one.composition_id, one.layer_id))
        kind = VALUES.get(one.kind) or (CONTENTS.get(one.kind) if inner is not None else None)
        if kind is None:
            continue
        hole = Placeholder(
            id=f"{comp.id}:{layer.index}:{place}",
            composition=comp.name,
            layer=layer.name,
            kind=kind,
            composition_id=comp.id,
            layer_id=layer.id,
            required=False,
            label=one.name,
            why=f"exposed in Essential Graphics as “{one.name}”",
            control=Control(one.kind, one.name, seen[one.name]),
        )
        if hole.takes_value or inner is None:
            yield hole
            continue
        box = inner.bbox if inner.composition_id == used.id else None
        bbox = carry(comp.id, layer.id, box) if box is not None else None
        yield _alike(hole, inner, bbox, required=inner.required and layer.enabled)


def _alike(
    hole: Placeholder, inner: Placeholder, bbox: Box | None, *, required: bool
) -> Placeholder:
    """The use's placeholder with what is known of the composition's own."""
    return replace(
        hole,
        bbox=bbox,
        width=inner.width,
        height=inner.height,
        text=inner.text,
        font=inner.font,
        font_size=inner.font_size,
        required=required,
        setting=inner.setting,
    )
