"""Pictures out of a Photoshop file: one layer, the whole canvas, and small ones for pages.

Everything comes out as 8-bit sRGB with transparency. A layer is its own pixels with all that
hides part of them; blend modes and effects are drawn by psd-tools for whole groups alone.
"""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageCms
from psd_tools.api.layers import Layer
from psd_tools.compression import PSDDecompressionWarning

from extraction.errors import LimitExceeded, UnreadableFile
from extraction.geometry import Box
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.psd_canvas import draw_canvas
from extraction.psd_drawing import draw_layer
from extraction.psd_file import DAMAGE, open_psd
from extraction.psd_reader import layer_box, layer_ids

DRAWN_FOR_SCRIPT = 200_000_000  # pixels times layers, composited in some thirteen seconds
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
        with undamaged():
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
