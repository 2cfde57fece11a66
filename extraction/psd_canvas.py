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

from extraction.geometry import Box
from extraction.psd_bands import merge, pixel_mode, profile, smaller
from extraction.psd_depth import eight_bit
from extraction.psd_drawing import draw_together
from extraction.psd_file import row_sizes

DRAWN_PIXELS = 60_000_000  # times layers
BYTES_A_PIXEL = 12  # channels, their merged picture and its conversion, at the most
PLAIN = (
    ColorMode.BITMAP,
    ColorMode.RGB,
    ColorMode.GRAYSCALE,
    ColorMode.DUOTONE,
    ColorMode.CMYK,
    ColorMode.LAB,
    ColorMode.MULTICHANNEL,
)
PACKED = (Compression.RAW, Compression.RLE)
INKS = 4


def draw_canvas(psd: PSDImage, *, reduce_by: int = 1) -> Image.Image | None:
    """Read the stored picture as RGBA; where none was stored, draw the layers if that is quick."""
    if not psd.has_preview():
        return draw_together(psd, Box(0, 0, psd.width, psd.height), most=DRAWN_PIXELS)
    if psd.color_mode in PLAIN and psd._record.image_data.compression in PACKED:
        return _stored(psd, reduce_by)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PSDLargeImageWarning)  # our own limit was checked
        picture = psd.topil()
    return None if picture is None else picture.convert("RGBA")


def _stored(psd: PSDImage, reduce_by: int) -> Image.Image:
    """Unpack one channel after the other, and make each smaller at once."""
    mode, size, depth = stored_mode(psd), (psd.width, psd.height), psd.depth
    needed = size[0] * size[1] * (BYTES_A_PIXEL if reduce_by == 1 else 3)
    needed += size[0] * size[1] * depth // 8
    check_pixel_size(*size, 1, max_alloc_bytes=psd.max_alloc_bytes, estimated_bytes=needed)
    transparent = has_transparency(psd) and mode in ("RGB", "L")
    colours = min(get_pil_channels(mode), psd.channels)
    wanted = [*range(colours), *([get_transparency_index(psd) % psd.channels] * transparent)]
    bands: dict[int, Image.Image] = {}
    for channel, data in enumerate(_channels(psd, last=max(wanted))):
        if channel in wanted:
            band = eight_bit(data, size, depth, is_colour=channel < colours)
            bands[channel] = smaller(band, reduce_by)
    picture = [bands[channel] for channel in wanted[:colours]]
    if not transparent:
        opaque = Image.new("L", picture[0].size, 255)
        picture += [opaque] * (get_pil_channels(mode) - colours)  # of inks that aren't there
        return merge(mode, picture, opaque, profile(psd), multiplied=False)
    alpha = bands[wanted[-1]]
    # Stored as if it lay on white: taking the white away leaves colours multiplied by alpha.
    darkened = [ImageChops.add(band, alpha, 1, -255) for band in picture]
    return merge(mode, darkened, alpha, profile(psd), multiplied=True)


def stored_mode(psd: PSDImage) -> str:
    """Pillow's name for the stored picture's colours; several inks are read as those of print.

    That is what Photoshop makes of RGB and CMYK when it turns them into channels.
    """
    many = psd.color_mode is ColorMode.MULTICHANNEL and psd.channels >= INKS - 1
    return "CMYK" if many else pixel_mode(psd)


def _channels(psd: PSDImage, *, last: int) -> Iterator[bytes]:
    """Unpacked channels up to the last one that is wanted."""
    header, merged = psd._record.header, psd._record.image_data
    rows = header.height
    if merged.compression == Compression.RAW:
        plane = (header.width * header.depth + 7) // 8 * rows
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
