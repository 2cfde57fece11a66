"""Draws a layout: pictures and words in their places. A preview, not a render of After Effects.

Words are as large as their place allows, in their own font where its file is at hand and has their
characters, else in a stand-in; nothing is drawn of the template's other layers, effects and masks.
"""

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from PIL import Image, ImageDraw, ImageFont

from extraction.font_files import FontFile, open_face
from extraction.layout import Layout, Placed

BACKGROUND = (38, 40, 46, 255)
INK = (255, 255, 255, 255)
OUTLINE = (140, 170, 255, 255)
LABEL = "Layout preview, not a render"
MOST_WORDS = 300  # characters drawn of one text
STAND_IN = "DejaVuSans.ttf"
Content = Image.Image | str
NO_FONTS: Mapping[str, FontFile] = MappingProxyType({})
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def draw_layout(
    layout: Layout,
    contents: Mapping[str, Content],
    *,
    fonts: Mapping[str, FontFile] = NO_FONTS,
    longest: int = 1200,
) -> Image.Image:
    """The layout with what is in each place, by placeholder id; others are outlined and named.

    `fonts` are those of texts, by placeholder id as well.

    The picture is RGBA, at most `longest` pixels on its longer side.
    """
    scale = min(1.0, longest / max(layout.width, layout.height, 1))
    size = max(1, round(layout.width * scale)), max(1, round(layout.height * scale))
    canvas = Image.new("RGBA", size, BACKGROUND)
    for placed in layout.places:
        hole = placed.placeholder.id
        _draw_place(canvas, placed, contents.get(hole), scale, fonts.get(hole))
    ImageDraw.Draw(canvas).text(
        (8, size[1] - 8), LABEL, INK, _font(14), anchor="ls", stroke_width=2, stroke_fill=BACKGROUND
    )
    return canvas


def _draw_place(
    canvas: Image.Image,
    placed: Placed,
    content: Content | None,
    scale: float,
    font: FontFile | None,
) -> None:
    corners = [(x * scale, y * scale) for x, y in placed.corners]
    limit = 20.0 * max(canvas.size)
    if any(not abs(value) < limit for corner in corners for value in corner):
        return  # far outside, or nowhere
    (left, top), right, _, below = corners
    across, down = (right[0] - left, right[1] - top), (below[0] - left, below[1] - top)
    area = across[0] * down[1] - across[1] * down[0]
    if abs(area) < 1:
        return
    if content is None:
        _outline(canvas, placed, corners)
        return
    size = _tile_size(across, canvas), _tile_size(down, canvas)
    tile = _words(content, size, font) if isinstance(content, str) else _scaled(content, size)
    _paste(canvas, tile, corners, area)


def _outline(canvas: Image.Image, placed: Placed, corners: list[tuple[float, float]]) -> None:
    draw = ImageDraw.Draw(canvas)
    draw.polygon(corners, outline=OUTLINE, width=2)
    name = _drawable(placed.placeholder.label or placed.placeholder.layer)
    middle = (corners[0][0] + corners[2][0]) / 2, (corners[0][1] + corners[2][1]) / 2
    draw.text(middle, name, OUTLINE, _font(18), anchor="mm")


def _tile_size(side: tuple[float, float], canvas: Image.Image) -> int:
    return max(1, min(round(math.hypot(*side)), 2 * max(canvas.size)))


def _scaled(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture.convert("RGBA").resize(size, Image.Resampling.BILINEAR)


def _paste(
    canvas: Image.Image, tile: Image.Image, corners: list[tuple[float, float]], area: float
) -> None:
    """Lay the tile onto the parallelogram; no more than the canvas is worked on."""
    xs, ys = zip(*corners, strict=True)
    left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
    right, bottom = min(canvas.width, math.ceil(max(xs))), min(canvas.height, math.ceil(max(ys)))
    if left >= right or top >= bottom:
        return
    (x, y), (right_x, right_y), _, (below_x, below_y) = corners
    wide, high = tile.width / area, tile.height / area
    # From a pixel of the region back to one of the tile: the inverse of the two sides' matrix.
    a, b = (below_y - y) * wide, -(below_x - x) * wide
    d, e = -(right_y - y) * high, (right_x - x) * high
    c, f = a * (left - x) + b * (top - y), d * (left - x) + e * (top - y)
    region = tile.transform(
        (right - left, bottom - top),
        Image.Transform.AFFINE,
        (a, b, c, d, e, f),
        Image.Resampling.BILINEAR,
    )
    canvas.alpha_composite(region, (left, top))


def _words(words: str, size: tuple[int, int], file: FontFile | None) -> Image.Image:
    """The words in the middle of a transparent tile, no larger than it."""
    tile = Image.new("RGBA", size)
    text = _drawable(words)
    if not text:
        return tile
    draw = ImageDraw.Draw(tile)
    height = 0.9 * size[1] / (text.count("\n") + 1)
    own = _holding(file, text)
    left, _, right, _ = draw.textbbox((0, 0), text, _font(height, own))
    font = _font(height * min(1.0, size[0] / max(right - left, 1)), own)
    draw.text((size[0] / 2, size[1] / 2), text, INK, font, anchor="mm", align="center")
    return tile


def _drawable(words: str) -> str:
    """Lines of printable characters: Pillow's text layout gives up on control signs."""
    text = words[:MOST_WORDS].replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text).strip()


def _font(height: float, own: ImageFont.FreeTypeFont | None = None) -> Font:
    size = max(1.0, min(height, 400.0))
    found = own or _stand_in()
    return found.font_variant(size=size) if found else ImageFont.load_default(size)


def _holding(file: FontFile | None, text: str) -> ImageFont.FreeTypeFont | None:
    """The font, where it can be opened and has all of the text's characters."""
    face = open_face(file) if file else None
    return _opened(file) if file and face and not face.lacking(text) else None


@lru_cache(maxsize=48)
def _opened(file: FontFile) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(str(file.path), index=file.number)
    except OSError:  # FreeType is stricter than HarfBuzz
        return None


@cache
def _stand_in() -> ImageFont.FreeTypeFont | None:
    """A font of many scripts, where the system has it; the one within Pillow knows ASCII alone."""
    try:
        return ImageFont.truetype(STAND_IN)
    except OSError:
        return None
