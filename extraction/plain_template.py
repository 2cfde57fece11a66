"""Reads a project that py-aep can't take: compositions, layers, sources and words, no positions.

`bbox` stays None, and so do a text's width and height: validation then says that it couldn't
check them. Of a text that changes over time the first words count.
"""

from collections.abc import Iterator

from extraction import project_chunks as chunks_of
from extraction.cos import cos_at, parse_cos
from extraction.errors import UnreadableFile
from extraction.placeholders import LayerFacts, Source, SourceKind, find_holes
from extraction.project_chunks import ItemKind, LayerRecord, ProjectItem
from extraction.riff import Chunk, ChunkList
from extraction.template import (
    Composition,
    CompositionLayer,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
)
from extraction.template_values import clean, rounded

MAX_PARENTS = 200  # above a layer; real rigs have some dozens
TEXT_LAYER = 3
TYPES = {1: "LightLayer", 2: "CameraLayer", TEXT_LAYER: "TextLayer", 4: "ShapeLayer"}
TYPES |= {5: "ThreeDModelLayer", 7: "ParametricMeshLayer"}
UNNAMED = {"LightLayer": "Light", "CameraLayer": "Camera", "ShapeLayer": "Shape Layer"}
UNNAMED |= {"TextLayer": "Text", "ParametricMeshLayer": "Mesh Layer"}

Sources = dict[int, Source]


def read_plainly(root: ChunkList) -> TemplateDocument:
    """Read what stands at fixed places; layers top-most first, holes in the same order.

    Raises: UnreadableFile.
    """
    items = {item.id: item for item in chunks_of.items(root)}
    comps = [item for item in items.values() if item.kind == ItemKind.COMPOSITION]
    layers = {str(comp.id): chunks_of.layer_records(comp) for comp in comps}
    sources = {key: _source(item) for key, item in items.items() if item.kind != ItemKind.FOLDER}
    holes = find_holes({key: list(_facts(of, sources)) for key, of in layers.items()})
    return TemplateDocument(
        compositions=tuple(_composition(comp, layers[str(comp.id)], sources) for comp in comps),
        placeholders=tuple(
            _placeholder(comp, index, layer, kind, sources)
            for comp in comps
            for index, layer in enumerate(layers[str(comp.id)], 1)
            if (kind := holes.get((str(comp.id), index))) is not None
        ),
        app_version=_version(root),
    )


def parents_end(root: ChunkList) -> bool:
    """Whether above no layer stand more than `MAX_PARENTS`, or for ever the same ones.

    After Effects allows no circle of parents, and py-aep would go round in it without an end.

    Raises: UnreadableFile.
    """
    return all(
        _end_soon({layer.id: layer.parent_id for layer in chunks_of.layer_records(item)})
        for item in chunks_of.items(root)
    )


def _end_soon(parents: dict[int, int]) -> bool:
    """Each layer is stepped on once: how many stand above those seen before is kept."""
    above: dict[int, int] = {}
    for first in parents:
        chain: list[int] = []
        layer = first
        while layer in parents and layer not in above and len(chain) <= MAX_PARENTS:
            chain.append(layer)
            layer = parents[layer]
        known = above.get(layer, 0)
        if len(chain) + known > MAX_PARENTS:
            return False
        above |= {one: known + count for count, one in enumerate(reversed(chain), 1)}
    return True


def _source(item: ProjectItem) -> Source:
    if item.kind == ItemKind.COMPOSITION:
        record = chunks_of.composition_record(item)
        size, kind, name = (record.width, record.height), SourceKind.COMPOSITION, item.name
    else:
        size_bytes, kind_bytes = chunks_of.source_chunks(item)
        size = chunks_of.picture_size(size_bytes)
        kind, name = _kind_and_name(item, kind_bytes)
    return Source(str(item.id), clean(name), kind, *size)


def _kind_and_name(item: ProjectItem, kind: bytes) -> tuple[SourceKind, str]:
    if kind.startswith(b"Soli"):
        return SourceKind.SOLID, chunks_of.fixed_text(kind, chunks_of.SOLID_NAME)
    if kind.startswith(chunks_of.PLACEHOLDER_SIGN):
        return SourceKind.PLACEHOLDER, chunks_of.fixed_text(kind, chunks_of.PLACEHOLDER_NAME)
    return SourceKind.FILE, item.name or chunks_of.file_name(item, kind)


def _composition(item: ProjectItem, layers: list[LayerRecord], sources: Sources) -> Composition:
    record = chunks_of.composition_record(item)
    return Composition(
        id=str(item.id),
        name=clean(item.name),
        width=record.width,
        height=record.height,
        duration=rounded(record.duration),
        frame_rate=rounded(record.frame_rate),
        layers=tuple(
            CompositionLayer(
                index=index,
                id=str(layer.id),
                name=_name(layer, sources),
                type=_type(layer),
                source_id=source.id if (source := _shown(layer, sources)) else None,
                in_point=rounded(layer.in_point),
                out_point=rounded(layer.out_point),
                enabled=layer.enabled,
                locked=layer.locked,
            )
            for index, layer in enumerate(layers, 1)
        ),
    )


def _facts(layers: list[LayerRecord], sources: Sources) -> Iterator[LayerFacts]:
    for index, layer in enumerate(layers, 1):
        yield LayerFacts(
            index=index,
            name=_name(layer, sources),
            is_text=layer.type == TEXT_LAYER,
            is_helper=layer.is_helper,
            source=_shown(layer, sources),
        )


def _placeholder(
    comp: ProjectItem, index: int, layer: LayerRecord, kind: PlaceholderKind, sources: Sources
) -> Placeholder:
    source = _shown(layer, sources)
    text, font, font_size = _words(layer) if kind is PlaceholderKind.TEXT else (None, None, None)
    return Placeholder(
        id=f"{comp.id}:{index}",
        composition=clean(comp.name),
        layer=_name(layer, sources),
        kind=kind,
        width=float(source.width) if source is not None else None,
        height=float(source.height) if source is not None else None,
        text=text,
        font=font,
        font_size=font_size,
        composition_id=str(comp.id),
        layer_id=str(layer.id),
        required=layer.enabled,
    )


def _shown(layer: LayerRecord, sources: Sources) -> Source | None:
    return sources.get(layer.source_id) if _type(layer) == "AVLayer" else None


def _name(layer: LayerRecord, sources: Sources) -> str:
    source = _shown(layer, sources)
    inherited = source.name if source is not None else UNNAMED.get(_type(layer), "")
    return clean(layer.name) or inherited


def _type(layer: LayerRecord) -> str:
    return TYPES.get(layer.type, "AVLayer")


def _words(layer: LayerRecord) -> tuple[str | None, str | None, float | None]:
    """The first text document's words, and font and size (pixels) of its first run."""
    data = _text_engine_data(layer.chunks)
    try:
        values = parse_cos(data) if data is not None else None
    except UnreadableFile:
        return None, None, None
    document = cos_at(values, "1", "1", 0, "0")
    words = cos_at(document, "0")
    style = cos_at(document, "6", "0", 0, "0", "0", "6")
    number, size = cos_at(style, "0"), cos_at(style, "1")
    font = cos_at(values, "0", "1", "0", number, "0", "0", "0") if isinstance(number, int) else None
    return (
        clean(words.removesuffix("\r")) if isinstance(words, str) else None,
        clean(font) if isinstance(font, str) and font else None,
        rounded(size) if isinstance(size, int | float) else None,
    )


def _text_engine_data(chunks: ChunkList) -> bytes | None:
    for child in chunks.children:
        if isinstance(child, Chunk) and child.kind == "btdk":
            return child.data
        if isinstance(child, ChunkList) and (found := _text_engine_data(child)) is not None:
            return found
    return None


def _version(root: ChunkList) -> str:
    """After Effects' number and build, from the bits of one word."""
    head = root.find("head")
    word = int.from_bytes(head.data[4:8], "big") if head is not None else 0
    major = (word >> 26 & 0x1F) * 8 + (word >> 19 & 7)
    return f"{major}.{word >> 15 & 0xF}x{word & 0xFF}"
