"""The picture of the whole canvas: the one that the file stores, or one drawn from its layers.

Source: Adobe Photoshop File Formats Specification, "Image Data Section".
"""

import warnings
from collections.abc import Iterator

from PIL import Image, ImageChops
from psd_tools import PSDImage
from psd_tools.api.pil_io import get_pil_channels
from psd_tools.api.utils import (
    PSDLargeImageWarning,
    check_pixel_size,
    get_transparency_index,
    has_transparency,
)
from psd_tools.compression import decompress
from psd_tools.constants import ColorMode, Compression

from extraction.psd_bands import merge, pixel_mode, profile, smaller
from extraction.psd_file import row_sizes

# psd-tools composites some 15 million pixels a second, times the layers in them.
DRAWN_PIXELS = 60_000_000
BYTES_A_PIXEL = 12  # channels, their merged picture and its conversion, at the most
EIGHT_BIT = 8
PLAIN = (ColorMode.RGB, ColorMode.GRAYSCALE, ColorMode.DUOTONE, ColorMode.CMYK, ColorMode.LAB)
PACKED = (Compression.RAW, Compression.RLE)


def draw_canvas(psd: PSDImage, *, reduce_by: int = 1) -> Image.Image | None:
    """Read the stored picture as RGBA; where none was stored, draw the layers if that is quick."""
    plain = psd.depth == EIGHT_BIT and psd.color_mode in PLAIN
    if plain and psd.has_preview() and psd._record.image_data.compression in PACKED:
        return _stored(psd, reduce_by)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PSDLargeImageWarning)  # our own limit was checked
        picture = psd.topil()
        layers = sum(1 for _ in psd.descendants())
        if picture is None and psd.width * psd.height * layers <= DRAWN_PIXELS:
            picture = psd.composite(force=False)
    return None if picture is None else picture.convert("RGBA")


def _stored(psd: PSDImage, reduce_by: int) -> Image.Image:
    """Unpack one channel after the other, and make each smaller at once."""
    mode, size = pixel_mode(psd), (psd.width, psd.height)
    needed = size[0] * size[1] * (BYTES_A_PIXEL if reduce_by == 1 else 3)
    check_pixel_size(*size, 1, max_alloc_bytes=psd.max_alloc_bytes, estimated_bytes=needed)
    transparent = has_transparency(psd) and mode in ("RGB", "L")
    colours = get_pil_channels(mode)
    wanted = [*range(colours), *([get_transparency_index(psd) % psd.channels] * transparent)]
    bands: dict[int, Image.Image] = {}
    for channel, data in enumerate(_channels(psd, last=max(wanted))):
        if channel in wanted:
            bands[channel] = smaller(Image.frombytes("L", size, data), reduce_by)
    picture = [bands[channel] for channel in wanted[:colours]]
    if not transparent:
        opaque = Image.new("L", picture[0].size, 255)
        return merge(mode, picture, opaque, profile(psd), multiplied=False)
    alpha = bands[wanted[-1]]
    # Stored as if it lay on white: taking the white away leaves colours multiplied by alpha.
    darkened = [ImageChops.add(band, alpha, 1, -255) for band in picture]
    return merge(mode, darkened, alpha, profile(psd), multiplied=True)


def _channels(psd: PSDImage, *, last: int) -> Iterator[bytes]:
    """Unpacked channels up to the last one that is wanted."""
    header, merged = psd._record.header, psd._record.image_data
    rows = header.height
    if merged.compression == Compression.RAW:
        plane = header.width * rows
        for channel in range(last + 1):
            yield bytes(merged.data[channel * plane : (channel + 1) * plane])
        return
    table = row_sizes(psd._record)
    width = table.itemsize * rows
    start = len(table) * table.itemsize
    for channel in range(last + 1):
        end = start + sum(table[channel * rows : (channel + 1) * rows])
        sizes = merged.data[channel * width : (channel + 1) * width]
        packed = bytes(sizes) + bytes(merged.data[start:end])
        yield decompress(
            packed, merged.compression, header.width, rows, header.depth, header.version
        )
        start = end
