"""Pictures out of a Photoshop file: one layer, the whole canvas, and small ones for pages.

Everything comes out as 8-bit sRGB with transparency. A layer is its own pixels with all that
hides part of them; blend modes and effects are drawn by psd-tools for whole groups alone.
"""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from PIL import Image, ImageCms
from psd_tools import PSDImage
from psd_tools.api.layers import AdjustmentLayer, Group, Layer
from psd_tools.compression import PSDDecompressionWarning
from psd_tools.psd.layer_and_mask import LayerFlags

from extraction.errors import LimitExceeded, UnreadableFile
from extraction.geometry import Box
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.psd_bands import draw_pixels
from extraction.psd_canvas import draw_canvas
from extraction.psd_file import DAMAGE, open_psd
from extraction.psd_reader import layer_box, layer_ids

DRAWN_FOR_SCRIPT = 300_000_000  # pixels times layers: psd-tools composites 15 million a second
NO_PICTURE = (*DAMAGE, PSDDecompressionWarning, ImportError, MemoryError, ImageCms.PyCMSError)


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
        psd.forget_pixels()


def _picture_of(layer: Layer, limits: Limits) -> Image.Image:
    box = checked_box(layer, limits)
    try:
        picture = draw_layer(layer, most=DRAWN_FOR_SCRIPT)
    except NO_PICTURE as error:
        raise UnreadableFile(f"The pixels of layer “{layer.name}” can't be read.") from error
    return picture or Image.new("RGBA", (max(1, int(box.width)), max(1, int(box.height))))


def read_merged_image(path: Path, limits: Limits = DEFAULT_LIMITS) -> Image.Image:
    """Read the picture of the whole canvas that the file stores, as RGBA.

    A small file that was saved without one is drawn from its layers.

    Raises: UnreadableFile, also where there is no such picture; LimitExceeded.
    """
    try:
        with undamaged():
            picture = draw_canvas(open_psd(path, limits=limits))
    except NO_PICTURE as error:
        raise UnreadableFile("The PSD's merged picture can't be read.") from error
    if picture is None:
        raise UnreadableFile("The PSD was saved without a merged picture.")
    return picture


@contextmanager
def undamaged() -> Iterator[None]:
    """Let a channel that can't be unpacked be an error; psd-tools would give black for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", PSDDecompressionWarning)
        yield


def checked_box(layer: Layer, limits: Limits) -> Box:
    """The layer's box. Raises: LimitExceeded when it has too many pixels."""
    box = layer_box(layer)
    if box.area > limits.max_pixels:
        raise LimitExceeded(f"A layer has {box.width:.0f} x {box.height:.0f} pixels: too many.")
    return box


def draw_layer(layer: Layer, *, most: int, reduce_by: int = 1) -> Image.Image | None:
    """Draw a layer as large as its box, or smaller; None when there is nothing to draw.

    At `most` so many pixels, times the layers in them, are drawn where there are none stored.
    """
    box = layer_box(layer)
    if not box.area or (isinstance(layer, AdjustmentLayer) and not layer.has_pixels()):
        return None
    with undamaged():
        if isinstance(layer, Group) or not layer.has_pixels():
            return _composite(layer, box, most)
        return draw_pixels(layer, reduce_by=reduce_by)


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
    return None if picture is None else picture.convert("RGBA")


def _flags_around(layer: Layer) -> Iterator[LayerFlags]:
    around: Layer | PSDImage | None = layer
    while isinstance(around, Layer):
        yield around._record.flags
        around = cast(Layer | PSDImage | None, around.parent)
