"""Channels of a Photoshop file → one picture in 8-bit sRGB, as large as asked for.

Each channel is unpacked once and, for a small picture, made smaller at once, so that no more
than one of them is in memory in full. Blend modes and effects are not drawn here.
Source: Adobe Photoshop File Formats Specification, "Channel image data", "Image Data Section".
"""

from functools import lru_cache
from io import BytesIO
from typing import cast

from PIL import Image, ImageChops, ImageCms
from psd_tools import PSDImage
from psd_tools.api.layers import Group, Layer
from psd_tools.api.pil_io import get_pil_channels, get_pil_mode
from psd_tools.api.protocols import PSDProtocol
from psd_tools.constants import ChannelID, Resource

OPAQUE = (255, 255)


def draw_pixels(layer: Layer, *, reduce_by: int = 1) -> Image.Image | None:
    """Draw a layer's own pixels as RGBA, with all that hides part of them.

    That is masks, opacity, fill, the layer it is clipped to, and the groups around it. None when
    the layer has no pixels.
    """
    mode = pixel_mode(layer._psd)
    alpha = layer_alpha(layer)
    multiplied = reduce_by > 1 and mode in ("RGB", "L") and alpha.getextrema() != OPAQUE
    bands: list[Image.Image] = []
    for channel in range(get_pil_channels(mode)):
        band = layer.topil(channel)
        if band is None:
            return None
        band = band.convert("L")
        bands.append(smaller(ImageChops.multiply(band, alpha) if multiplied else band, reduce_by))
    return merge(mode, bands, smaller(alpha, reduce_by), profile(layer._psd), multiplied=multiplied)


def merge(
    mode: str, bands: list[Image.Image], alpha: Image.Image, icc: bytes | None, *, multiplied: bool
) -> Image.Image:
    """Put channels together as RGBA; `multiplied` are those of RGB or gray that alpha darkened."""
    if multiplied:
        straight = Image.merge("RGBa", (*(bands * 3)[:3], alpha)).convert("RGBA")
        bands = list(straight.split()[: len(bands)])
    picture = bands[0] if mode == "L" else Image.merge(mode, bands)
    if mode == "CMYK":
        picture = ImageChops.invert(picture)  # stored as what is left of the paper's white
    picture = to_srgb(picture, icc)
    picture.putalpha(alpha)
    return picture


def smaller(band: Image.Image, reduce_by: int) -> Image.Image:
    """The mean of each square of so many pixels a side."""
    return band.reduce(reduce_by) if reduce_by > 1 else band


def to_srgb(picture: Image.Image, icc: bytes | None = None) -> Image.Image:
    """Convert to 8-bit sRGB, by the file's profile if that fits its colours.

    Without a profile CMYK is converted by plain arithmetic, for want of anything better.
    """
    if picture.mode == "LAB":
        transform = _to_srgb(None, "LAB")
    elif icc is not None and picture.mode in ("RGB", "CMYK", "L"):
        transform = _to_srgb(icc, picture.mode)
    else:
        transform = None
    if transform is None:
        return picture.convert("RGB")
    return transform.apply(picture)


def profile(psd: PSDProtocol) -> bytes | None:
    """The file's colour profile."""
    icc = psd.image_resources.get_data(Resource.ICC_PROFILE)
    return None if icc is None else bytes(icc)


@lru_cache(maxsize=4)
def _to_srgb(icc: bytes | None, mode: str) -> ImageCms.ImageCmsTransform | None:
    try:
        known = ImageCms.createProfile("LAB") if icc is None else None
        source = known or ImageCms.ImageCmsProfile(BytesIO(icc or b""))
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None  # damaged, or made for other colours than the file's


def pixel_mode(psd: PSDProtocol) -> str:
    """Pillow's name for the colours that the file's channels hold."""
    mode = get_pil_mode(psd.color_mode)
    return "L" if mode in ("1", "P") else mode


def layer_alpha(layer: Layer) -> Image.Image:
    """How much of each pixel of a layer is seen, as large as the layer."""
    alpha = _own_alpha(layer)
    strength = layer.opacity / 255 * layer.fill_opacity / 255
    around: Layer | PSDImage | None = cast(Layer | PSDImage | None, layer.parent)
    while isinstance(around, Group):
        strength *= around.opacity / 255
        alpha = _multiplied(alpha, _mask_shade(around, layer))
        around = cast(Layer | PSDImage | None, around.parent)
    base = _base(layer) if layer.clipping else None
    if base is not None and not isinstance(base, Group):
        strength *= base.opacity / 255
        shade = Image.new("L", layer.size, 0)
        shade.paste(_own_alpha(base), (base.left - layer.left, base.top - layer.top))
        alpha = ImageChops.multiply(alpha, shade)
    return alpha.point(lambda value: round(value * strength)) if strength < 1 else alpha


def _own_alpha(layer: Layer) -> Image.Image:
    alpha = layer.topil(ChannelID.TRANSPARENCY_MASK)
    alpha = Image.new("L", layer.size, 255) if alpha is None else alpha.convert("L")
    return _multiplied(alpha, _mask_shade(layer, layer))


def _multiplied(alpha: Image.Image, shade: Image.Image | None) -> Image.Image:
    return alpha if shade is None else ImageChops.multiply(alpha, shade)


def _mask_shade(owner: Layer, layer: Layer) -> Image.Image | None:
    """The owner's mask where the layer lies."""
    mask = owner.mask
    # A mask rendered from the layer's own vector shape is in its transparency already.
    if mask is None or mask.disabled or mask.flags.user_mask_from_render:
        return None
    shade = Image.new("L", layer.size, mask.background_color)
    drawn = mask.topil()
    if drawn is not None:
        shade.paste(drawn.convert("L"), (mask.left - layer.left, mask.top - layer.top))
    return shade


def _base(layer: Layer) -> Layer | None:
    """The layer that this one is clipped to."""
    beneath: Layer | None = None
    for sibling in cast(Group | PSDImage, layer.parent):
        if sibling is layer:
            return beneath
        if not sibling.clipping:
            beneath = sibling
    return None
