"""One layer's chunks → what its document tells of it, and what deciding and placing it take."""

from dataclasses import dataclass

from extraction.errors import UnreadableFile
from extraction.geometry import Box
from extraction.keyframes import keyframe_at
from extraction.layer_properties import WORDS, LayerProperties, properties_of
from extraction.placeholders import Source
from extraction.plain_text import Words, words_of
from extraction.project_chunks import CompositionRecord, LayerRecord, layer_record
from extraction.rest_position import Mover
from extraction.riff import ChunkList
from extraction.still_transform import FLAT, still_transform
from extraction.template import CompositionLayer, TrackMatte, Transform
from extraction.template_values import clean, rounded

TEXT_LAYER = 3
TYPES = {1: "LightLayer", 2: "CameraLayer", TEXT_LAYER: "TextLayer", 4: "ShapeLayer"}
TYPES |= {5: "ThreeDModelLayer", 7: "ParametricMeshLayer"}
UNNAMED = {"LightLayer": "Light", "CameraLayer": "Camera", "ShapeLayer": "Shape Layer"}
UNNAMED |= {"TextLayer": "Text", "ParametricMeshLayer": "Mesh Layer"}

MATTES = dict(enumerate(TrackMatte, 1))

Sources = dict[int, Source]


@dataclass(frozen=True, slots=True)
class PlainLayer:
    """A layer with what its document doesn't hold.

    `box` is in the layer's own pixels; `rest_seconds` is the time of the composition at which it
    is looked at, `trouble` tells what of it could not be understood.
    """

    layer: CompositionLayer
    source: Source | None
    helper: str
    words: Words | None
    box: Box | None
    mover: Mover
    rest_seconds: float
    trouble: str


def read_layer(
    index: int, chunks: ChunkList, sources: Sources, comp: CompositionRecord
) -> PlainLayer:
    """Read one layer; a text that can't be understood is a layer without words.

    Raises: UnreadableFile.
    """
    record = layer_record(index, chunks)
    kind = TYPES.get(record.type, "AVLayer")
    source = sources.get(record.source_id) if kind == "AVLayer" else None
    properties = properties_of(record.chunks)
    mover = _mover(record, kind, source, properties)
    rest = _rest_seconds(record, comp)
    words, trouble = _words(mover, chunks, rest) if kind == "TextLayer" else (None, "")
    return PlainLayer(
        layer=_document(record, kind, source, properties, comp),
        source=source,
        helper=_helper(record),
        words=words,
        box=words.box if words is not None else _picture_box(source),
        mover=mover,
        rest_seconds=rest,
        trouble=trouble,
    )


def _rest_seconds(record: LayerRecord, comp: CompositionRecord) -> float:
    """The middle of the time in which the layer shows."""
    end = min(record.out_point, comp.duration)
    return (max(0.0, record.in_point) + max(0.0, end)) / 2


def _words(mover: Mover, chunks: ChunkList, seconds: float) -> tuple[Words | None, str]:
    moving = mover.properties.moving.get(WORDS)
    try:
        number = keyframe_at(moving, mover.own_seconds(seconds))[0] if moving is not None else 0
        return words_of(chunks, number), ""
    except UnreadableFile as error:
        return None, str(error)


def _mover(
    record: LayerRecord, kind: str, source: Source | None, properties: LayerProperties
) -> Mover:
    wide, high = (source.width, source.height) if source is not None else (1, 1)
    centered = source is not None and not record.null
    return Mover(
        parent_id=str(record.parent_id) if record.parent_id else None,
        stands=kind in FLAT and not (record.along_path or (record.to_camera and record.three_d)),
        three_d=record.three_d,
        pixel_aspect=source.pixel_aspect if source is not None else 1.0,
        anchor_unit=(wide, high, high),
        anchor=(0.5, 0.5, 0.0) if centered else (0.0, 0.0, 0.0),
        properties=properties,
        origin=record.origin,
        stretch=record.stretch,
    )


def _document(
    record: LayerRecord,
    kind: str,
    source: Source | None,
    properties: LayerProperties,
    comp: CompositionRecord,
) -> CompositionLayer:
    flat = kind in FLAT and not (record.three_d or record.along_path)
    return CompositionLayer(
        index=record.index,
        id=str(record.id),
        name=clean(record.name) or (source.name if source is not None else UNNAMED.get(kind, "")),
        type=kind,
        source_id=source.id if source is not None else None,
        in_point=rounded(record.in_point),
        out_point=rounded(record.out_point),
        enabled=record.enabled,
        locked=record.locked,
        shy=record.shy,
        guide=record.guide,
        null=record.null,
        adjustment=record.adjustment,
        three_d=record.three_d,
        parent_id=str(record.parent_id) if record.parent_id else None,
        track_matte=MATTES.get(record.track_matte),
        matte_layer_id=str(record.matte_id) if record.matte_id else None,
        masks=properties.masks,
        effects=properties.effects,
        expressions=properties.expressions,
        keyframes=properties.keyframes,
        transform=_transform(record, properties, source, comp) if flat else None,
    )


def _transform(
    record: LayerRecord,
    properties: LayerProperties,
    source: Source | None,
    comp: CompositionRecord,
) -> Transform | None:
    return still_transform(
        properties,
        source_size=(source.width, source.height) if source is not None else None,
        is_null=record.null,
        middle=(comp.width / 2, comp.height / 2),
    )


def _helper(record: LayerRecord) -> str:
    """What kind of helping layer it is, in words for people; empty for none."""
    kinds = {"a guide layer": record.guide, "a null": record.null}
    kinds |= {"an adjustment layer": record.adjustment}
    return next((words for words, holds in kinds.items() if holds), "")


def _picture_box(source: Source | None) -> Box | None:
    if source is None or not (source.width and source.height):
        return None
    return Box(0, 0, source.width, source.height)
