"""Builds layered Photoshop files of our own: pixels, real type layers, groups.

For the demo batch and the tests. It writes the records itself, through psd-tools' low-level
classes: psd-tools' own saving composites the whole document first, and its new layers keep
their transparency where Photoshop doesn't.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from psd_tools.constants import ChannelID, ColorMode, Compression, SectionDivider, Tag
from psd_tools.psd import PSD
from psd_tools.psd.header import FileHeader
from psd_tools.psd.image_data import ImageData
from psd_tools.psd.image_resources import ImageResources
from psd_tools.psd.layer_and_mask import (
    ChannelData,
    ChannelDataList,
    ChannelInfo,
    GlobalLayerMaskInfo,
    LayerAndMaskInformation,
    LayerInfo,
    LayerRecord,
)
from psd_tools.psd.tagged_blocks import TaggedBlock

from jobs.demo.type_layer import type_block

CHANNELS = (ChannelID.TRANSPARENCY_MASK, *(ChannelID(index) for index in range(3)))
MAC_ROMAN_NAME_BYTES = 31  # what Photoshop puts into the old name; the real one is Unicode
Packed = tuple[LayerRecord, ChannelDataList]


@dataclass(frozen=True, slots=True)
class TextLayerSpec:
    """A type layer; `left` and `top` are the corner of its first line, `size` in pixels."""

    name: str
    text: str
    left: int
    top: int
    size: float
    color: str = "#ffffff"
    font: str = "Arial-BoldMT"
    visible: bool = True


@dataclass(frozen=True, slots=True)
class ImageLayerSpec:
    """A layer of pixels, with the picture's own transparency."""

    name: str
    image: Image.Image
    left: int = 0
    top: int = 0
    visible: bool = True


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """A group; its children are listed top-most first."""

    name: str
    children: Sequence["LayerSpec"] = ()
    visible: bool = True


LayerSpec = TextLayerSpec | ImageLayerSpec | GroupSpec


@dataclass(slots=True)
class _Canvas:
    """What is gathered from the bottom up: records, their pixels, the merged picture."""

    merged: Image.Image
    packed: list[Packed] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1))


def build_psd(width: int, height: int, layers_top_first: Sequence[LayerSpec], path: Path) -> None:
    """Write an RGB file of 8 bits with those layers; the same call gives the same bytes."""
    canvas = _Canvas(Image.new("RGBA", (width, height), "white"))
    _add(canvas, layers_top_first, shown=True)
    header = FileHeader(
        version=1, channels=3, height=height, width=width, depth=8, color_mode=ColorMode.RGB
    )
    merged = ImageData(compression=Compression.RLE)
    merged.set_data([canvas.merged.getchannel(band).tobytes() for band in "RGB"], header)
    layers = LayerInfo(layer_count=len(canvas.packed))
    for record, data in canvas.packed:
        layers.layer_records.append(record)
        layers.channel_image_data.append(data)
    psd = PSD(
        header=header,
        image_resources=ImageResources.new(),
        layer_and_mask_information=LayerAndMaskInformation(
            layer_info=layers, global_layer_mask_info=GlobalLayerMaskInfo()
        ),
        image_data=merged,
    )
    with path.open("wb") as file:
        psd.write(file)


def _add(canvas: _Canvas, layers_top_first: Sequence[LayerSpec], *, shown: bool) -> None:
    for spec in reversed(layers_top_first):
        if isinstance(spec, GroupSpec):
            _add_divider(canvas, "</Layer group>", SectionDivider.BOUNDING_SECTION_DIVIDER)
            _add(canvas, spec.children, shown=shown and spec.visible)
            _add_divider(canvas, spec.name, SectionDivider.OPEN_FOLDER, visible=spec.visible)
            continue
        if isinstance(spec, TextLayerSpec):
            image, left, top, baseline = _preview(spec)
        else:
            image, left, top = spec.image.convert("RGBA"), spec.left, spec.top
        record, data = _packed(canvas, spec.name, image, (left, top), visible=spec.visible)
        if isinstance(spec, TextLayerSpec):
            block = type_block(
                spec.text,
                font=spec.font,
                size=spec.size,
                color=spec.color,
                origin=(float(spec.left), float(spec.top + baseline)),
            )
            tag = Tag.TYPE_TOOL_OBJECT_SETTING
            record.tagged_blocks[tag] = TaggedBlock(key=tag, data=block)
        canvas.packed.append((record, data))
        if shown and spec.visible:
            hidden = (max(0, -left), max(0, -top))  # what stands out at the left and the top
            canvas.merged.alpha_composite(image, (max(0, left), max(0, top)), hidden)


def _add_divider(canvas: _Canvas, name: str, kind: SectionDivider, *, visible: bool = True) -> None:
    record, data = _packed(canvas, name, Image.new("RGBA", (0, 0)), (0, 0), visible=visible)
    record.tagged_blocks.set_data(Tag.SECTION_DIVIDER_SETTING, kind)
    canvas.packed.append((record, data))


def _packed(
    canvas: _Canvas, name: str, image: Image.Image, corner: tuple[int, int], *, visible: bool
) -> Packed:
    (left, top), (width, height) = corner, image.size
    data = ChannelDataList()
    record = LayerRecord(
        top=top, left=left, bottom=top + height, right=left + width, name=_old_name(name)
    )
    record.flags.visible = visible
    for channel, band in zip(CHANNELS, "ARGB", strict=True):
        packed = ChannelData(Compression.RLE if width and height else Compression.RAW)
        if width and height:
            packed.set_data(image.getchannel(band).tobytes(), width, height, 8)
        record.channel_info.append(ChannelInfo(channel, len(packed.data) + 2))
        data.append(packed)
    record.tagged_blocks.set_data(Tag.UNICODE_LAYER_NAME, name)
    record.tagged_blocks.set_data(Tag.LAYER_ID, next(canvas.ids))
    return record, data


def _old_name(name: str) -> str:
    return name.encode("mac_roman", "replace")[:MAC_ROMAN_NAME_BYTES].decode("mac_roman")


def _preview(spec: TextLayerSpec) -> tuple[Image.Image, int, int, int]:
    """Draw the words in Pillow's own font: picture, its corner, and the first baseline's depth."""
    font = ImageFont.load_default(size=spec.size)
    baseline = font.getmetrics()[0] if isinstance(font, ImageFont.FreeTypeFont) else 0
    ruler = ImageDraw.Draw(Image.new("L", (1, 1)))
    box = ruler.multiline_textbbox((0, 0), spec.text, font=font)
    left, top, right, bottom = (round(side) for side in box)
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).multiline_text((-left, -top), spec.text, fill=255, font=font)
    image = Image.new("RGBA", mask.size, spec.color)
    image.putalpha(mask)
    return image, spec.left + left, spec.top + top, baseline
