"""The small pictures of a card that pages show: its canvas, and a thumbnail of each layer.

A group's thumbnail is put together from those of its layers, so that none is drawn twice; blend
modes and effects are missing in it.
"""

import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from psd_tools.api.layers import Group, Layer

from extraction.errors import LimitExceeded
from extraction.geometry import Box
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.opacity import Opacity, opacity_of
from extraction.psd_canvas import draw_canvas
from extraction.psd_drawing import draw_layer
from extraction.psd_file import OpenedPsd, open_psd
from extraction.psd_pixels import NO_PICTURE, checked_box, undamaged
from extraction.psd_reader import layer_box, layer_ids

CANVAS_SIDE = 1600
THUMBNAIL_SIDE = 256
DRAWN_FOR_THUMBNAIL = 8_000_000
FAST_PNG = 1  # four times as fast as Pillow's own choice, files a tenth larger


@dataclass(frozen=True, slots=True)
class Pictures:
    """File names, within the directory asked for; a layer without a picture is not listed.

    `opacity` tells of layers that are not equally opaque all over.
    """

    canvas: str | None = None
    layers: dict[str, str] = field(default_factory=dict)
    opacity: dict[str, Opacity] = field(default_factory=dict)


def write_pictures(path: Path, directory: Path, *, limits: Limits = DEFAULT_LIMITS) -> Pictures:
    """Write a picture of the canvas and a thumbnail of each layer that has pixels, as files.

    The canvas has at most 1600 pixels a side, a thumbnail 256. Each file is complete as soon
    as its name is there. A picture that can't be drawn, or not in time, is left out.

    Raises: UnreadableFile, LimitExceeded when the file can't be opened at all.
    """
    end = time.monotonic() + limits.max_picture_seconds
    psd = open_psd(path, limits=limits)
    directory.mkdir(parents=True, exist_ok=True)
    thumbnails: dict[int, Image.Image] = {}
    pictures = Pictures(_write_canvas(psd, directory))
    ids = layer_ids(psd)
    for number, layer in enumerate(_children_first(psd)):
        if time.monotonic() > end:
            break
        thumbnail = _thumbnail(layer, thumbnails, limits)
        psd.forget_pixels()
        if thumbnail is not None:
            thumbnails[id(layer)] = thumbnail
            name = f"layer-{number}.png"
            _write(thumbnail, directory / name)
            pictures.layers[ids[id(layer)]] = name
            if opacity := opacity_of(thumbnail):
                pictures.opacity[ids[id(layer)]] = opacity
    return pictures


def _children_first(group: OpenedPsd | Group) -> list[Layer]:
    found: list[Layer] = []
    for layer in group:
        if isinstance(layer, Group):
            found.extend(_children_first(layer))
        found.append(layer)
    return found


def _write_canvas(psd: OpenedPsd, directory: Path) -> str | None:
    try:
        with undamaged():
            picture = draw_canvas(psd, reduce_by=_reduction(*psd.size, CANVAS_SIDE))
    except NO_PICTURE:
        return None
    psd.forget_pixels()
    if picture is None:
        return None
    _write(_shrunk(picture, CANVAS_SIDE), directory / "canvas.webp")
    return "canvas.webp"


def _thumbnail(
    layer: Layer, thumbnails: dict[int, Image.Image], limits: Limits
) -> Image.Image | None:
    try:
        if isinstance(layer, Group):
            return _put_together(layer, thumbnails)
        checked_box(layer, limits)
        reduce_by = _reduction(*layer.size, THUMBNAIL_SIDE)
        with undamaged():
            picture = draw_layer(layer, most=DRAWN_FOR_THUMBNAIL, reduce_by=reduce_by)
    except (LimitExceeded, *NO_PICTURE):
        return None
    return picture and _shrunk(picture, THUMBNAIL_SIDE)


def _put_together(group: Group, thumbnails: dict[int, Image.Image]) -> Image.Image | None:
    """Lay the children's thumbnails over one another, hidden ones only where all are hidden."""
    drawn = [layer for layer in group if id(layer) in thumbnails]
    drawn = [layer for layer in drawn if layer.visible] or drawn
    box = layer_box(group)
    if not drawn or not box.area:
        return None
    scale = min(1.0, THUMBNAIL_SIDE / max(box.width, box.height))
    size = (max(1, round(box.width * scale)), max(1, round(box.height * scale)))
    sheet = Image.new("RGBA", size)
    for layer in drawn:
        left, top, right, bottom = _placed(layer_box(layer), box, scale)
        small = thumbnails[id(layer)].resize((right - left, bottom - top))
        corner = (max(0, left), max(0, top))
        if corner[0] < size[0] and corner[1] < size[1] and right > 0 and bottom > 0:
            sheet.alpha_composite(small, corner, (max(0, -left), max(0, -top)))
    return sheet


def _placed(box: Box, within: Box, scale: float) -> tuple[int, int, int, int]:
    left, top = round((box.left - within.left) * scale), round((box.top - within.top) * scale)
    width, height = round(box.width * scale), round(box.height * scale)
    return left, top, left + max(1, width), top + max(1, height)


def _reduction(width: int, height: int, side: int) -> int:
    """How many times smaller a picture may be unpacked and still be large enough."""
    return max(1, max(width, height) // side)


def _shrunk(picture: Image.Image, side: int) -> Image.Image:
    picture.thumbnail((side, side), Image.Resampling.BICUBIC)
    return picture


def _write(picture: Image.Image, target: Path) -> None:
    """Put the file in place under its name only when it is complete."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=target.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            picture.save(file, target.suffix[1:].upper(), compress_level=FAST_PNG)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)
