"""Where a moving layer stands when its animation has brought it in, and how large its words are.

"At rest" is the middle of the time in which the layer shows. Expressions are not run, and words
are not set in type: what After Effects stored of a text's lines is used where it is there, and
else the width of its characters is guessed.
"""

from itertools import product

from py_aep import AVLayer, ParagraphJustification, Property, TextDocument, TextLayer

from extraction.geometry import Box
from extraction.still_transform import around

CHARACTER_WIDTH = 0.55  # of the font size; the mean of Helvetica's capitals and small letters
ASCENT, DESCENT, LEADING = 0.8, 0.2, 1.2  # of the font size
UNSET = 1e30  # After Effects writes the largest number there is for a line without a place
CENTERED = frozenset({ParagraphJustification.CENTER_JUSTIFY})
FLUSH_RIGHT = frozenset({ParagraphJustification.RIGHT_JUSTIFY})


def box_in_composition(layer: AVLayer, box: Box) -> Box | None:
    """Carry a box from the layer's own pixels to its composition's, parents included.

    The parents must come to an end. None where the layer turns along a path or its numbers lead
    nowhere.
    """
    time = _rest_time(layer)
    try:
        points = [
            layer.source_point_to_comp([float(x), float(y)], time)
            for x, y in product((box.left, box.right), (box.top, box.bottom))
        ]
    except (NotImplementedError, ArithmeticError, ValueError):
        return None
    return around((x, y) for x, y in points)


def text_of(layer: TextLayer) -> TextDocument | None:
    """The layer's text with its style at rest, or None where it has lost it."""
    group = layer.text
    source = group["ADBE Text Document"] if group is not None else None
    document = source.value_at_time(_rest_time(layer)) if isinstance(source, Property) else None
    return document if isinstance(document, TextDocument) else None


def text_box(document: TextDocument) -> Box:
    """The text's own box, or what its lines take up; in the layer's pixels."""
    size, corner = document.box_text_size, document.box_text_pos
    if size and corner:
        return Box(corner[0], corner[1], corner[0] + size[0], corner[1] + size[1])
    font_size = document.font_size or 0.0
    lines = document.text.replace("\x03", "\n").replace("\r", "\n").split("\n")
    left, right = _stored_width(document) or _guessed_width(document, lines, font_size)
    height = (len(lines) - 1) * LEADING + DESCENT
    return Box(left, -ASCENT * font_size, right, height * font_size)


def _rest_time(layer: AVLayer) -> float:
    end = min(layer.out_point, layer.containing_comp.duration)
    return (max(0.0, layer.in_point) + max(0.0, end)) / 2


def _stored_width(document: TextDocument) -> tuple[float, float] | None:
    locations = document.baseline_locs
    places = [x for x in (*locations[0::4], *locations[2::4]) if abs(x) < UNSET]
    return (min(places), max(places)) if places and min(places) < max(places) else None


def _guessed_width(
    document: TextDocument, lines: list[str], font_size: float
) -> tuple[float, float]:
    width = max(map(len, lines)) * CHARACTER_WIDTH * font_size
    if document.justification in CENTERED:
        return -width / 2, width / 2
    return (-width, 0.0) if document.justification in FLUSH_RIGHT else (0.0, width)
