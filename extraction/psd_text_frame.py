"""How a type layer's words stand: alignment, the box they flow in, direction, warp.

Source: samples of Photoshop and of independent writers; Adobe does not document engine data.
"""

import math
import unicodedata

from psd_tools.psd.descriptor import Enumerated
from psd_tools.psd.tagged_blocks import TypeToolObjectSetting

from extraction.cos import cos_at
from extraction.geometry import Box
from extraction.psd import Alignment

BOX_TEXT = 1  # the engine's word for text that flows in a frame
STRONG = frozenset({"L", "R", "AL"})
ALIGNMENTS = tuple(Alignment)  # in the order in which the engine counts them


def read_alignment(engine: object) -> Alignment | None:
    """The alignment of the longest paragraph."""
    paragraphs = cos_at(engine, "EngineDict", "ParagraphRun", "RunArray")
    lengths = cos_at(engine, "EngineDict", "ParagraphRun", "RunLengthArray")
    if not isinstance(paragraphs, list) or not isinstance(lengths, list):
        return None
    counted = [
        (length, paragraph)
        for length, paragraph in zip(lengths, paragraphs, strict=False)
        if isinstance(length, int)
    ]
    _, longest = max(counted, key=lambda pair: pair[0], default=(0, None))
    number = _property(longest, engine)
    if not isinstance(number, int) or not 0 <= number < len(ALIGNMENTS):
        return None
    return ALIGNMENTS[number]


def _property(paragraph: object, engine: object) -> object:
    own = cos_at(paragraph, "ParagraphSheet", "Properties", "Justification")
    if own is not None:
        return own
    normal = cos_at(engine, "ResourceDict", "TheNormalParagraphSheet")
    sheet = normal if isinstance(normal, int) else 0
    return cos_at(engine, "ResourceDict", "ParagraphSheetSet", sheet, "Properties", "Justification")


def read_box(engine: object, transform: tuple[float, ...]) -> Box | None:
    """The frame of box text in canvas pixels, upright around it where it is turned."""
    shape = cos_at(engine, "EngineDict", "Rendered", "Shapes", "Children", 0)
    bounds = cos_at(shape, "Cookie", "Photoshop", "BoxBounds")
    if cos_at(shape, "ShapeType") != BOX_TEXT or not isinstance(bounds, list):
        return None
    numbers = [float(side) for side in bounds if isinstance(side, int | float)]
    if len(numbers) != len(Box._fields):
        return None
    left, top, right, bottom = numbers
    xx, xy, yx, yy, tx, ty = transform
    corners = [(x, y) for x in (left, right) for y in (top, bottom)]
    xs = [round(xx * x + yx * y + tx, 2) for x, y in corners]
    ys = [round(xy * x + yy * y + ty, 2) for x, y in corners]
    if not all(map(math.isfinite, xs + ys)):
        return None
    return Box(min(xs), min(ys), max(xs), max(ys))


def is_vertical(block: TypeToolObjectSetting) -> bool:
    """Whether the words run from top to bottom."""
    return _enumerated(block.text_data.get(b"Ornt")) == "Vrtc"


def is_right_to_left(words: str) -> bool:
    """Whether the words run from right to left, by their first letter that says so.

    A type layer's engine data tells no direction of paragraphs. Source: Unicode Annex 9, P2, P3.
    """
    directions = (unicodedata.bidirectional(sign) for sign in words)
    return next((one for one in directions if one in STRONG), "L") != "L"


def read_warp(block: TypeToolObjectSetting) -> str | None:
    """Photoshop's word for how the words are bent, None where they are not."""
    style = _enumerated(block.warp.get(b"warpStyle"))
    return None if style in (None, "warpNone") else style


def _enumerated(value: object) -> str | None:
    if not isinstance(value, Enumerated):
        return None
    return bytes(value.enum).decode("latin-1").replace("\0", "")
