"""Pictures out of a Photoshop file: one layer, the whole canvas, and small ones for pages.

Everything comes out as 8-bit sRGB with transparency. A layer is its own pixels with its mask
and opacity; blend modes, effects and clipping are drawn for groups alone, by psd-tools.
"""

import os
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PIL import Image, ImageChops, ImageCms
from psd_tools import PSDImage
from psd_tools.api.layers import AdjustmentLayer, Group, Layer
from psd_tools.api.utils import PSDLargeImageWarning
from psd_tools.compression import PSDDecompressionWarning
from psd_tools.constants import ChannelID
from psd_tools.psd.layer_and_mask import LayerFlags

from extraction.errors import LimitExceeded, UnreadableFile
from extraction.geometry import Box
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.psd_file import DAMAGE, open_psd
from extraction.psd_reader import layer_box, layer_ids

CANVAS_SIDE = 1600
THUMBNAIL_SIDE = 256
# psd-tools composites some 15 million pixels a second, times the layers in them.
DRAWN_FOR_THUMBNAIL, DRAWN_FOR_CANVAS, DRAWN_FOR_SCRIPT = 8_000_000, 60_000_000, 300_000_000
NO_PICTURE = (*DAMAGE, PSDDecompressionWarning, ImportError, MemoryError, ImageCms.PyCMSError)


@dataclass(frozen=True, slots=True)
class Pictures:
    """File names, within the directory asked for; a layer without a picture is not listed."""

    canvas: str | None = None
    layers: dict[str, str] = field(default_factory=dict)


def read_layer_image(path: Path, layer_id: str, *, limits: Limits = DEFAULT_LIMITS) -> Image.Image:
    """Draw one layer as RGBA, as large as its box; a group with all that is visible in it.

    Raises: UnreadableFile, LimitExceeded, KeyError for an id that the file doesn't have.
    """
    return next(read_layer_images(path, [layer_id], limits=limits))


def read_layer_images(
    path: Path, wanted: Iterable[str], *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Image.Image]:
    """Draw layers one after another, in the order asked for; the file is opened once.

    Raises: as `read_layer_image`, at the layer that it concerns.
    """
    psd = open_psd(path, limits=limits)
    ids = layer_ids(psd)
    by_id = {ids[id(layer)]: layer for layer in psd.descendants()}
    for layer_id in wanted:
        yield _picture_of(by_id[layer_id], limits)


def _picture_of(layer: Layer, limits: Limits) -> Image.Image:
    box = _checked(layer_box(layer), limits)
    try:
        picture = _draw(layer, box, most=DRAWN_FOR_SCRIPT)
    except NO_PICTURE as error:
        raise UnreadableFile(f"The pixels of layer “{layer.name}” can't be read.") from error
    return picture or Image.new("RGBA", (max(1, int(box.width)), max(1, int(box.height))))


def read_merged_image(path: Path, limits: Limits = DEFAULT_LIMITS) -> Image.Image:
    """Read the picture of the whole canvas that the file stores, as RGBA.

    A small file that was saved without one is drawn from its layers.

    Raises: UnreadableFile, also where there is no such picture; LimitExceeded.
    """
    try:
        picture = _merged(open_psd(path, limits=limits))
    except NO_PICTURE as error:
        raise UnreadableFile("The PSD's merged picture can't be read.") from error
    if picture is None:
        raise UnreadableFile("The PSD was saved without a merged picture.")
    return picture


def write_pictures(path: Path, directory: Path, *, limits: Limits = DEFAULT_LIMITS) -> Pictures:
    """Write a picture of the canvas and a thumbnail of each layer that has pixels, as files.

    The canvas has at most 1600 pixels a side, a thumbnail 256. Each file is complete as soon
    as its name is there. A picture that can't be drawn is left out.

    Raises: UnreadableFile, LimitExceeded when the file can't be opened at all.
    """
    psd = open_psd(path, limits=limits)
    directory.mkdir(parents=True, exist_ok=True)
    canvas = _write_canvas(psd, directory)
    layers: dict[str, str] = {}
    ids = layer_ids(psd)
    for number, layer in enumerate(psd.descendants()):
        thumbnail = None if isinstance(layer, Group) else _thumbnail(layer, limits)
        if thumbnail is not None:
            name = f"layer-{number}.png"
            _write(thumbnail, directory / name)
            layers[ids[id(layer)]] = name
    return Pictures(canvas=canvas, layers=layers)


def _write_canvas(psd: PSDImage, directory: Path) -> str | None:
    try:
        picture = _merged(psd)
    except NO_PICTURE:
        return None
    if picture is None:
        return None
    _write(_shrunk(picture, CANVAS_SIDE), directory / "canvas.webp")
    return "canvas.webp"


def _thumbnail(layer: Layer, limits: Limits) -> Image.Image | None:
    try:
        picture = _draw(layer, _checked(layer_box(layer), limits), most=DRAWN_FOR_THUMBNAIL)
    except (LimitExceeded, *NO_PICTURE):
        return None
    return picture and _shrunk(picture, THUMBNAIL_SIDE)


def _checked(box: Box, limits: Limits) -> Box:
    if box.area > limits.max_pixels:
        raise LimitExceeded(f"A layer has {box.width:.0f} x {box.height:.0f} pixels: too many.")
    return box


def _draw(layer: Layer, box: Box, *, most: int) -> Image.Image | None:
    """Draw a layer as large as its box; None when there is nothing to draw."""
    if not box.area or (isinstance(layer, AdjustmentLayer) and not layer.has_pixels()):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error", PSDDecompressionWarning)
        if isinstance(layer, Group) or not layer.has_pixels():
            return _composite(layer, box, most)
        picture = layer.topil()
        if picture is None:
            return None
        alpha = layer.topil(ChannelID.TRANSPARENCY_MASK)
        return _with_mask(layer, to_srgb(picture, alpha))


def _composite(layer: Layer, box: Box, most: int) -> Image.Image | None:
    drawn = 1 + sum(1 for _ in layer.descendants()) if isinstance(layer, Group) else 1
    if box.area * drawn > most:
        raise LimitExceeded(f"Layer “{layer.name}” is too large to be drawn from its parts.")
    left, top, right, bottom = map(int, box)
    # Asked for, a layer is drawn even where it or a group around it is hidden. Set on the
    # record: through the property psd-tools would take the file as edited, and redraw shapes.
    hidden = [flags for flags in _flags_around(layer) if not flags.visible]
    for flags in hidden:
        flags.visible = True
    try:
        picture = layer.composite(viewport=(left, top, right, bottom))
    finally:
        for flags in hidden:  # the next layer may be a group with this one hidden in it
            flags.visible = False
    return None if picture is None else to_srgb(picture)


def _flags_around(layer: Layer) -> Iterator[LayerFlags]:
    around: Layer | PSDImage | None = layer
    while isinstance(around, Layer):
        yield around._record.flags
        around = cast(Layer | PSDImage | None, around.parent)


def _merged(psd: PSDImage) -> Image.Image | None:
    """Read the stored picture; where none was stored, draw the layers if that is quick."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", PSDDecompressionWarning)
        warnings.simplefilter("ignore", PSDLargeImageWarning)  # our own limit was checked
        picture = psd.topil()
        layers = sum(1 for _ in psd.descendants())
        if picture is None and psd.width * psd.height * layers <= DRAWN_FOR_CANVAS:
            picture = psd.composite(force=False)
    return None if picture is None else to_srgb(picture)


def to_srgb(picture: Image.Image, alpha: Image.Image | None = None) -> Image.Image:
    """Convert to 8-bit sRGB with transparency; `alpha` where the picture has none of its own.

    Without a profile CMYK is converted by plain arithmetic, for want of anything better.
    """
    if picture.mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, lab, srgb, outputMode="RGB")
        picture = picture if converted is None else converted
    if "A" in picture.getbands() or picture.mode == "P":
        return picture.convert("RGBA")
    picture = picture.convert("RGB").convert("RGBA")
    if alpha is not None:
        picture.putalpha(alpha.convert("L"))
    return picture


def _with_mask(layer: Layer, picture: Image.Image) -> Image.Image:
    """Take mask, opacity and fill into the transparency."""
    strength = layer.opacity / 255 * layer.fill_opacity / 255
    alpha = picture.getchannel("A")
    mask = layer.mask
    # A mask rendered from the layer's own vector shape is in its transparency already.
    if mask is not None and not mask.disabled and not mask.flags.user_mask_from_render:
        shape = mask.topil(layer_sized=True)
        if shape is None:
            shape = Image.new("L", picture.size, mask.background_color)
        alpha = ImageChops.multiply(alpha, shape.convert("L"))
    if strength < 1:
        alpha = alpha.point(lambda value: round(value * strength))
    picture.putalpha(alpha)
    return picture


def _shrunk(picture: Image.Image, side: int) -> Image.Image:
    if max(picture.size) > 4 * side:
        picture = picture.reduce(max(picture.size) // (2 * side))
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    return picture


def _write(picture: Image.Image, target: Path) -> None:
    """Put the file in place under its name only when it is complete."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=target.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            picture.save(file, target.suffix[1:].upper())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)
