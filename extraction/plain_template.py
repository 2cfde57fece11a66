"""The chunks of a project → its document.

A layer or composition that can't be understood is told under `unread` and the rest still read.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from extraction import project_chunks as chunks_of
from extraction.errors import UnreadableFile
from extraction.essential_graphics import exposed_properties
from extraction.exposed_uses import with_uses
from extraction.geometry import Box
from extraction.nesting import Users, main_composition, places_of, users_of
from extraction.placeholders import Decisions, LayerFacts, decide_layers
from extraction.plain_layers import PlainLayer, Sources, read_layer
from extraction.plain_sources import footage_of, source_of
from extraction.project_chunks import ItemKind, ProjectItem
from extraction.rest_position import MAX_POSES, Stage
from extraction.riff import ChunkList
from extraction.template import (
    PLAIN_SETTING,
    Composition,
    ExposedKind,
    ExposedProperty,
    Placeholder,
    TemplateDocument,
    Unread,
)
from extraction.template_values import clean, rounded

FILLABLE = frozenset({ExposedKind.TEXT, ExposedKind.MEDIA})
Layers = dict[str, list[PlainLayer]]
Labels = dict[tuple[str, str], str]
Stages = dict[str, Stage]


def read_plainly(root: ChunkList) -> TemplateDocument:
    """Read a whole project; layers top-most first, placeholders in the same order.

    Raises: UnreadableFile: where not even the items can be told.
    """
    unread: list[Unread] = []
    items = {item.id: item for item in chunks_of.items(root)}
    sources = _sources(items, unread)
    comps = [item for key, item in items.items() if item.kind == ItemKind.COMPOSITION]
    comps = [comp for comp in comps if comp.id in sources]
    layers = {str(comp.id): _layers(comp, sources, unread) for comp in comps}
    exposed = {str(comp.id): exposed_properties(comp.chunks) for comp in comps}
    labels = _labels(exposed)
    decisions = _decide(layers, labels)
    compositions = [_composition(comp, layers[str(comp.id)], decisions) for comp in comps]
    users = users_of(compositions)
    queued = {str(item_id) for item_id in chunks_of.queued_compositions(root)}
    main = main_composition(compositions, users, queued)
    stages = _stages(compositions, layers)
    document = TemplateDocument(
        compositions=tuple(
            replace(comp, main=comp.id == main, exposed=exposed[comp.id]) for comp in compositions
        ),
        placeholders=tuple(
            hole
            for comp in compositions
            for hole in _placeholders(stages[comp.id], layers[comp.id], decisions, labels)
        ),
        app_version=_version(root),
        footage=tuple(footage_of(item) for item in items.values() if item.kind == ItemKind.FOOTAGE),
        fonts=_fonts(layers),
        unread=tuple(unread),
    )
    return _with_places(with_uses(document, partial(_carried, stages, layers)), users)


def _with_places(document: TemplateDocument, users: Users) -> TemplateDocument:
    holes = document.placeholders
    placed = (replace(hole, places=places_of(hole.composition_id, users)) for hole in holes)
    return replace(document, placeholders=tuple(placed))


def _stages(compositions: list[Composition], layers: Layers) -> Stages:
    budget = iter(range(MAX_POSES))
    return {
        comp.id: Stage(comp, {plain.layer.id: plain.mover for plain in layers[comp.id]}, budget)
        for comp in compositions
    }


def _carried(
    stages: Stages, layers: Layers, composition_id: str, layer_id: str, box: Box
) -> Box | None:
    """The box of a layer's own pixels in its composition, at rest."""
    rests = (one.rest_seconds for one in layers[composition_id] if one.layer.id == layer_id)
    return stages[composition_id].box_at(layer_id, box, next(rests))


def _sources(items: dict[int, ProjectItem], unread: list[Unread]) -> Sources:
    sources: Sources = {}
    for key, item in items.items():
        if item.kind == ItemKind.FOLDER:
            continue
        try:
            sources[key] = source_of(item)
        except UnreadableFile as error:
            unread.append(Unread(f"composition “{clean(item.name)}”", str(error)))
    return sources


def _layers(comp: ProjectItem, sources: Sources, unread: list[Unread]) -> list[PlainLayer]:
    record = chunks_of.composition_record(comp)
    layers = []
    for index, chunks in enumerate(comp.chunks.lists("Layr"), 1):
        where = f"layer {index} of “{clean(comp.name)}”"
        try:
            layer = read_layer(index, chunks, sources, record)
        except UnreadableFile as error:
            unread.append(Unread(where, str(error)))
            continue
        layers.append(layer)
        if layer.trouble:
            unread.append(Unread(where, layer.trouble))
    return layers


def _fonts(layers: Layers) -> tuple[str, ...]:
    words = (layer.words for of in layers.values() for layer in of)
    return tuple(sorted({font for one in words if one is not None for font in one.fonts}))


def _labels(exposed: dict[str, tuple[ExposedProperty, ...]]) -> Labels:
    """Names in Essential Graphics by composition and layer; of several the first."""
    return {
        (one.composition_id, one.layer_id): one.name
        for of in exposed.values()
        for one in reversed(of)
        if one.kind in FILLABLE
    }


def _decide(layers: Layers, labels: Labels) -> Decisions:
    return decide_layers(
        {
            key: [_facts(layer, labels.get((key, layer.layer.id), "")) for layer in of]
            for key, of in layers.items()
        }
    )


def _facts(plain: PlainLayer, exposed: str) -> LayerFacts:
    return LayerFacts(
        index=plain.layer.index,
        name=plain.layer.name,
        is_text=plain.layer.type == "TextLayer",
        helper=plain.helper,
        source=plain.source,
        exposed=exposed,
    )


def _composition(item: ProjectItem, layers: list[PlainLayer], decisions: Decisions) -> Composition:
    record = chunks_of.composition_record(item)
    key = str(item.id)
    return Composition(
        id=key,
        name=clean(item.name),
        width=record.width,
        height=record.height,
        duration=rounded(record.duration),
        frame_rate=rounded(record.frame_rate),
        layers=tuple(
            replace(plain.layer, why=decisions[key, plain.layer.index].why) for plain in layers
        ),
        pixel_aspect=rounded(record.pixel_aspect),
    )


def _placeholders(
    stage: Stage, layers: list[PlainLayer], decisions: Decisions, labels: Labels
) -> Iterator[Placeholder]:
    comp = stage.comp
    for plain in layers:
        layer, (kind, why) = plain.layer, decisions[comp.id, plain.layer.index]
        if kind is None:
            continue
        size = plain.box
        yield Placeholder(
            id=f"{comp.id}:{layer.index}",
            composition=comp.name,
            layer=layer.name,
            kind=kind,
            bbox=(stage.box_at(layer.id, size, plain.rest_seconds) if size is not None else None),
            width=rounded(size.width) if size is not None else None,
            height=rounded(size.height) if size is not None else None,
            text=plain.words.text if plain.words is not None else None,
            font=plain.words.font if plain.words is not None else None,
            font_size=plain.words.font_size if plain.words is not None else None,
            composition_id=comp.id,
            layer_id=layer.id,
            required=layer.enabled,
            label=labels.get((comp.id, layer.id), ""),
            why=why,
            setting=plain.words.setting if plain.words is not None else PLAIN_SETTING,
        )


def _version(root: ChunkList) -> str:
    """After Effects' number and build, from the bits of one word."""
    head = root.find("head")
    word = int.from_bytes(head.data[4:8], "big") if head is not None else 0
    major = (word >> 26 & 0x1F) * 8 + (word >> 19 & 7)
    return f"{major}.{word >> 15 & 0xF}x{word & 0xFF}"
