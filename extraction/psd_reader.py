"""Photoshop file → PsdDocument: what layers there are, where, and what they say.

No pixels are unpacked here but the transparency of layers that look empty.
"""

import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from psd_tools import PSDImage
from psd_tools.api.layers import (
    AdjustmentLayer,
    Artboard,
    FillLayer,
    Group,
    ShapeLayer,
    SmartObjectLayer,
    TypeLayer,
)
from psd_tools.api.layers import Layer as RawLayer
from psd_tools.compression import PSDDecompressionWarning
from psd_tools.constants import ChannelID, Compression, Tag

from extraction.errors import UnreadableFile
from extraction.geometry import Box
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.psd import Layer, LayerKind, PsdDocument
from extraction.psd_appearance import (
    adjustments,
    blend_mode,
    effect_names,
    has_mask,
    has_vector_mask,
)
from extraction.psd_file import DAMAGE, open_psd
from extraction.psd_header import COLOR_MODES
from extraction.psd_smart_object import read_smart_object
from extraction.psd_text import read_text

FILLS = (Tag.SOLID_COLOR_SHEET_SETTING, Tag.GRADIENT_FILL_SETTING, Tag.PATTERN_FILL_SETTING)
EMPTY = Box(0, 0, 0, 0)
MAX_UNPACKED_BYTES = 1 << 28


class _Context(NamedTuple):
    """What is known of all layers before one of them is read, by psd-tools' objects' `id()`."""

    ids: dict[int, str]
    adjusted: dict[int, tuple[RawLayer, ...]]


def read_psd(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> PsdDocument:
    """Read a PSD or PSB file; layers top-most first, a group before its children.

    Raises: UnreadableFile, LimitExceeded.
    """
    psd = open_psd(path, limits=limits)
    try:
        context = _Context(layer_ids(psd), adjustments(psd))
        layers = tuple(_read_group(psd, context, path="", shown=True))
    except DAMAGE as error:
        raise UnreadableFile("The PSD is damaged: one of its layers can't be read.") from error
    return PsdDocument(
        width=psd.width,
        height=psd.height,
        layers=layers,
        color_mode=COLOR_MODES[psd.color_mode.value],
        depth=psd.depth,
        version=psd.version,
    )


def layer_ids(psd: PSDImage) -> dict[int, str]:
    """Give every layer its id, by the `id()` of psd-tools' object for it.

    Photoshop's own number where there is one and no other layer has it, else "n" and the
    layer's place counted from the bottom, which no number can equal.
    """
    layers = list(psd.descendants())
    numbers = [layer.tagged_blocks.get_data(Tag.LAYER_ID) for layer in layers]
    uses = Counter(numbers)
    return {
        id(layer): str(number) if _is_id(number) and uses[number] == 1 else f"n{place}"
        for place, (layer, number) in enumerate(zip(layers, numbers, strict=True))
    }


def layer_kind(layer: RawLayer) -> LayerKind:
    """Say in the contract's words what a layer is."""
    if isinstance(layer, ShapeLayer):
        filled = any(tag in layer.tagged_blocks for tag in FILLS)
        drawn = layer.has_vector_mask() or layer.has_origination()
        return LayerKind.FILL if filled and not drawn else LayerKind.SHAPE
    for cls, kind in (
        (Group, LayerKind.GROUP),
        (TypeLayer, LayerKind.TEXT),
        (SmartObjectLayer, LayerKind.SMART_OBJECT),
        (FillLayer, LayerKind.FILL),
        (AdjustmentLayer, LayerKind.ADJUSTMENT),
    ):
        if isinstance(layer, cls):
            return kind
    return LayerKind.IMAGE


def layer_box(layer: RawLayer) -> Box:
    """Tell where a layer lies, in canvas pixels; a group's box holds its children's.

    Hidden children count only where all are hidden, so that a hidden group has a box too.
    """
    if not isinstance(layer, Group) or layer.kind == "artboard":
        return Box(*layer.bbox)
    boxes = [(child.visible, layer_box(child)) for child in layer]
    boxes = [(visible, box) for visible, box in boxes if box.area]
    shown = [box for visible, box in boxes if visible] or [box for _, box in boxes]
    if not shown:
        return EMPTY
    lefts, tops, rights, bottoms = zip(*shown, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _is_id(number: object) -> bool:
    return isinstance(number, int) and number > 0


def _read_group(
    group: PSDImage | Group, context: _Context, *, path: str, shown: bool
) -> Iterator[Layer]:
    for raw in reversed(list(group)):
        own_path = f"{path}{_name(raw)}"
        own_shown = shown and raw.visible
        children: tuple[Layer, ...] = ()
        if isinstance(raw, Group):
            children = tuple(_read_group(raw, context, path=f"{own_path}/", shown=own_shown))
        layer = _read_layer(raw, context, own_path)
        has_pixels = _has_pixels(raw, layer.kind, children)
        yield replace(layer, shown=own_shown, has_pixels=has_pixels)
        yield from children


def _read_layer(raw: RawLayer, context: _Context, path: str) -> Layer:
    return Layer(
        id=context.ids[id(raw)],
        name=_name(raw),
        path=path,
        kind=layer_kind(raw),
        bbox=layer_box(raw),
        visible=raw.visible,
        opacity=round(raw.opacity / 255, 4),
        text=read_text(raw) if isinstance(raw, TypeLayer) else None,
        fill_opacity=round(raw.fill_opacity / 255, 4),
        blend_mode=blend_mode(raw),
        effects=effect_names(raw),
        clipped=raw.clipping,
        has_mask=has_mask(raw),
        has_vector_mask=has_vector_mask(raw),
        adjusted_by=tuple(context.ids[id(above)] for above in context.adjusted[id(raw)]),
        is_artboard=isinstance(raw, Artboard),
        smart_object=read_smart_object(raw) if isinstance(raw, SmartObjectLayer) else None,
    )


def _name(raw: RawLayer) -> str:
    return raw.name.replace("\0", "")  # no database takes it


def _has_pixels(raw: RawLayer, kind: LayerKind, children: tuple[Layer, ...]) -> bool:
    if kind is LayerKind.GROUP:
        return any(child.has_pixels for child in children)
    if kind in (LayerKind.TEXT, LayerKind.SHAPE, LayerKind.FILL):
        return True
    if kind is LayerKind.ADJUSTMENT or raw.width <= 0 or raw.height <= 0 or not raw.opacity:
        return False
    return raw.has_pixels() and not _is_transparent(raw)


def _is_transparent(raw: RawLayer) -> bool:
    """Whether no pixel is seen; unpacks only transparency packed as small as nothing packs."""
    channels = zip(raw._record.channel_info, raw._channels, strict=False)
    alpha = next((data for info, data in channels if info.id == ChannelID.TRANSPARENCY_MASK), None)
    if alpha is None:
        return False
    depth = raw._psd.depth
    row = (raw.width * depth + 7) // 8
    if alpha.compression == Compression.RAW:
        return not any(alpha.data)
    smallest = raw.height * (4 + 2 * (row // 128 + 1))
    if len(alpha.data) > smallest or row * raw.height > MAX_UNPACKED_BYTES:
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("error", PSDDecompressionWarning)
        try:
            return not any(alpha.get_data(raw.width, raw.height, depth, raw._psd.version))
        except (*DAMAGE, PSDDecompressionWarning):
            return False  # the file is still of use without this layer's pixels
