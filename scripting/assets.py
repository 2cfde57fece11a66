"""Drop-in pictures: each made to exactly the size of the source that it replaces.

So nothing in the template has to be moved or scaled: anchors, masks and mattes stay right.
"""

import io
from pathlib import Path

from PIL import Image

from extraction import read_layer_image
from extraction.matches import Fit
from scripting.operations import ReplaceFootage
from scripting.plan import Plan

Rectangle = tuple[int, int, int, int]


def make_assets(psd_path: Path, plan: Plan) -> dict[str, bytes]:
    """PNG files by asset name: sRGB, 8 bit, straight alpha. Raises: ExtractionError."""
    return {one.asset: _png(_drawn(psd_path, one)) for one in plan.images}


def placed(width: float, height: float, into: tuple[int, int], fit: Fit) -> Rectangle:
    """Where a picture of that size lies in a place of `into`: left, top, width, height in pixels.

    Centred; with FILL it stands over the place on one axis, with FIT it leaves room.
    """
    across, down = into[0] / width, into[1] / height
    if fit is Fit.STRETCH:
        return 0, 0, into[0], into[1]
    scale = max(across, down) if fit is Fit.FILL else min(across, down)
    new_width, new_height = max(1, round(width * scale)), max(1, round(height * scale))
    return (into[0] - new_width) // 2, (into[1] - new_height) // 2, new_width, new_height


def fitted(picture: Image.Image, size: tuple[int, int], fit: Fit) -> Image.Image:
    """The picture on a transparent canvas of exactly that size."""
    left, top, width, height = placed(picture.width, picture.height, size, fit)
    # Scaled with its colours multiplied by alpha, or transparent pixels would bleed into edges.
    scaled = picture.convert("RGBa").resize((width, height), Image.Resampling.LANCZOS)
    canvas = Image.new("RGBA", size)
    canvas.paste(scaled.convert("RGBA"), (left, top))
    return canvas


def _drawn(psd_path: Path, one: ReplaceFootage) -> Image.Image:
    picture = read_layer_image(psd_path, one.psd_layer_id)
    return fitted(picture, (one.width, one.height), one.fit)


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=3)
    return file.getvalue()
