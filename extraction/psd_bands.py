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
from psd_tools.api.layers import FillLayer, Group, Layer, ShapeLayer
from psd_tools.api.pil_io import get_pil_channels, get_pil_mode
from psd_tools.api.protocols import PSDProtocol
from psd_tools.api.utils import check_pixel_size
from psd_tools.composite.vector import draw_vector_mask
from psd_tools.constants import ChannelID, Resource

from extraction.psd_appearance import has_vector_mask
from extraction.psd_depth import LINEAR_DEPTH, eight_bit

OPAQUE = (255, 255)
BYTES_A_PIXEL = 12  # a channel of 32 bits while it is made one of 8


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
        band = _band(layer, channel)
        if band is None:
            return None
        bands.append(smaller(ImageChops.multiply(band, alpha) if multiplied else band, reduce_by))
    return merge(mode, bands, smaller(alpha, reduce_by), profile(layer._psd), multiplied=multiplied)


def _band(layer: Layer, channel: int) -> Image.Image | None:
    if layer._psd.depth != LINEAR_DEPTH:
        band = layer.topil(channel)
        return None if band is None else band.convert("L")
    channels = zip(layer._record.channel_info, layer._channels, strict=True)
    stored = next((data for info, data in channels if info.id == channel), None)
    if stored is None or not stored.data:
        return None
    size, version = (layer.width, layer.height), layer._psd.version
    check_pixel_size(
        *size,
        1,
        max_alloc_bytes=layer._psd._max_alloc_bytes,
        estimated_bytes=size[0] * size[1] * BYTES_A_PIXEL,
    )
    return eight_bit(stored.get_data(*size, LINEAR_DEPTH, version), size, LINEAR_DEPTH)


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
    """Convert to 8-bit sRGB, by the file's profile if that fits its colours; RGB may be the same.

    Without a profile CMYK is converted by plain arithmetic, for want of anything better.
    """
    if picture.mode == "LAB":
        transform = _to_srgb(None, "LAB")
    elif icc is not None and picture.mode in ("RGB", "CMYK", "L"):
        transform = _to_srgb(icc, picture.mode)
    else:
        transform = None
    if transform is None:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    return transform.apply(picture)


def profile(psd: PSDProtocol) -> bytes | None:
    """The file's colour profile; that of a file of 32 bits tells of light, which is gone by now."""
    if psd.depth == LINEAR_DEPTH:
        return None
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
        alpha = _masked(alpha, around, layer)
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
    return _masked(alpha, layer, layer)


def _masked(alpha: Image.Image, owner: Layer, layer: Layer) -> Image.Image:
    """What of a layer is left by its owner's mask and path."""
    for shade in (_mask_shade(owner, layer), _path_shade(owner, layer)):
        alpha = alpha if shade is None else ImageChops.multiply(alpha, shade)
    return alpha


def _mask_shade(owner: Layer, layer: Layer) -> Image.Image | None:
    """The owner's mask where the layer lies."""
    mask = owner.mask
    # A mask rendered from the layer's own vector shape is in its transparency already.
    if mask is None or mask.disabled:
        return None
    if mask.flags.user_mask_from_render and not _is_cut_by_path(owner):
        return None
    shade = Image.new("L", layer.size, mask.background_color)
    drawn = mask.topil()
    if drawn is not None:
        shade.paste(drawn.convert("L"), (mask.left - layer.left, mask.top - layer.top))
    return shade


def _path_shade(owner: Layer, layer: Layer) -> Image.Image | None:
    """The owner's path where the layer lies, unless Photoshop has made a mask of it."""
    mask = owner.mask
    made = mask is not None and not mask.disabled and mask.flags.user_mask_from_render
    if made or not _is_cut_by_path(owner):
        return None
    inside = draw_vector_mask(owner, layer.bbox)[..., 0]
    return Image.fromarray((inside * 255).round().astype("uint8"))


def _is_cut_by_path(layer: Layer) -> bool:
    """Whether a path hides part of its pixels, which aren't those of the path's own shape."""
    return has_vector_mask(layer) and not isinstance(layer, ShapeLayer | FillLayer)


def _base(layer: Layer) -> Layer | None:
    """The layer that this one is clipped to."""
    beneath: Layer | None = None
    for sibling in cast(Group | PSDImage, layer.parent):
        if sibling is layer:
            return beneath
        if not sibling.clipping:
            beneath = sibling
    return None
