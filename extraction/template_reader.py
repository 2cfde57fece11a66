"""After Effects project → TemplateDocument: its compositions, their layers, and the holes in them.

Files that the project names are never looked for, let alone opened. What py-aep can't take is
left to `plain_template`, which knows no positions.
"""

import logging
import warnings
from pathlib import Path

from py_aep import (
    AVItem,
    AVLayer,
    CompItem,
    FootageItem,
    PlaceholderSource,
    SolidSource,
    TextLayer,
)
from py_aep import Layer as RawLayer

from extraction.errors import UnreadableFile
from extraction.geometry import Box
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.placeholders import LayerFacts, Source, SourceKind, find_holes
from extraction.plain_template import parents_end, read_plainly
from extraction.rest_position import box_in_composition, text_box, text_of
from extraction.riff import ChunkList
from extraction.template import (
    Composition,
    CompositionLayer,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
)
from extraction.template_file import DAMAGE, open_chunks, read_chunks
from extraction.template_values import clean, rounded
from extraction.text_setting import with_setting

logger = logging.getLogger(__name__)


def read_template(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> TemplateDocument:
    """Read an AEPX, AEP or AET file; layers top-most first, holes in the same order.

    Raises: UnreadableFile, LimitExceeded.
    """
    chunks = read_chunks(path, limits=limits)
    try:
        return _read_with_positions(chunks)
    except UnreadableFile as error:
        document = read_plainly(chunks)
        cause = type(error.__cause__).__name__  # its text may hold half the file
        logger.warning("Read a template without positions: %s (%s)", error, cause)
        return document


def _read_with_positions(chunks: ChunkList) -> TemplateDocument:
    if not parents_end(chunks):
        raise UnreadableFile("The project is damaged: layers are each other's parents.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        application = open_chunks(chunks)
        try:
            return _document(application.version, application.project.compositions)
        except DAMAGE as error:
            raise UnreadableFile("The project is damaged: a layer can't be read.") from error


def _document(version: str, comps: list[CompItem]) -> TemplateDocument:
    holes = find_holes({str(comp.id): [_facts(layer) for layer in comp] for comp in comps})
    return TemplateDocument(
        compositions=tuple(_composition(comp) for comp in comps),
        placeholders=tuple(
            _placeholder(comp, layer, kind)
            for comp in comps
            for layer in comp
            if (kind := holes.get((str(comp.id), layer.index + 1))) is not None
        ),
        app_version=version,
    )


def _composition(comp: CompItem) -> Composition:
    return Composition(
        id=str(comp.id),
        name=clean(comp.name),
        width=comp.width,
        height=comp.height,
        duration=rounded(comp.duration),
        frame_rate=rounded(comp.frame_rate),
        layers=tuple(_layer(layer) for layer in comp),
    )


def _layer(layer: RawLayer) -> CompositionLayer:
    source = _source_item(layer)
    return CompositionLayer(
        index=layer.index + 1,
        id=str(layer.id),
        name=clean(layer.name),
        type=type(layer).__name__,
        source_id=str(source.id) if source is not None else None,
        in_point=rounded(layer.in_point),
        out_point=rounded(layer.out_point),
        enabled=bool(layer.enabled),
        locked=bool(layer.locked),
    )


def _facts(layer: RawLayer) -> LayerFacts:
    source = _source_item(layer)
    return LayerFacts(
        index=layer.index + 1,
        name=clean(layer.name),
        is_text=isinstance(layer, TextLayer),
        is_helper=bool(
            layer.null_layer
            or (isinstance(layer, AVLayer) and (layer.adjustment_layer or layer.guide_layer))
        ),
        source=_source(source) if source is not None else None,
    )


def _source_item(layer: RawLayer) -> AVItem | None:
    return layer.source if isinstance(layer, AVLayer) else None


def _source(item: AVItem) -> Source:
    kind = SourceKind.FILE
    if isinstance(item, CompItem):
        kind = SourceKind.COMPOSITION
    elif isinstance(item, FootageItem) and isinstance(item.main_source, SolidSource):
        kind = SourceKind.SOLID
    elif isinstance(item, FootageItem) and isinstance(item.main_source, PlaceholderSource):
        kind = SourceKind.PLACEHOLDER
    return Source(str(item.id), clean(item.name), kind, item.width, item.height)


def _placeholder(comp: CompItem, layer: RawLayer, kind: PlaceholderKind) -> Placeholder:
    document = text_of(layer) if isinstance(layer, TextLayer) else None
    source = _source_item(layer)
    box = Box(0, 0, 0, 0)
    if document is not None:
        box = text_box(document)
    elif source is not None:
        box = Box(0, 0, source.width, source.height)
    font_size = document.font_size if document is not None else None
    has_size = bool(box.width and box.height)
    hole = Placeholder(
        id=f"{comp.id}:{layer.index + 1}",
        composition=clean(comp.name),
        layer=clean(layer.name),
        kind=kind,
        bbox=box_in_composition(layer, box) if has_size and isinstance(layer, AVLayer) else None,
        width=rounded(box.width) if has_size else None,
        height=rounded(box.height) if has_size else None,
        text=clean(document.text) if document is not None else None,
        font=clean(document.font) if document is not None and document.font else None,
        font_size=rounded(font_size) if font_size is not None else None,
        composition_id=str(comp.id),
        layer_id=str(layer.id),
        required=bool(layer.enabled),
    )
    return with_setting(hole, document) if document is not None else hole
