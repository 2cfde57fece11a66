"""The words, style and box of a text layer, from the text engine's own notation.

Words are not set in type: what After Effects stored of a text's lines is used where it is there,
and else the width of its characters is guessed.
"""

import logging
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from py_aep import ParagraphJustification, TextDocument
from py_aep.binary.chunk import ListChunk
from py_aep.parsers.text import parse_btdk_cos

from extraction.cos import Wanted, cos_at, pick_cos
from extraction.errors import UnreadableFile
from extraction.geometry import Box
from extraction.riff import Chunk, ChunkList
from extraction.template import TextSetting
from extraction.template_values import clean, rounded

# What py-aep raises on damaged words; anything else is a bug, and stays loud.
DAMAGE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    struct.error,
    RecursionError,
)
CHARACTER_WIDTH = 0.55  # of the font size; the mean of Helvetica's capitals and small letters
ASCENT, DESCENT, LEADING = 0.8, 0.2, 1.2  # of the font size
UNSET = 1e30  # After Effects writes the largest number there is for a line without a place
CENTERED = frozenset({ParagraphJustification.CENTER_JUSTIFY})
FLUSH_RIGHT = frozenset({ParagraphJustification.RIGHT_JUSTIFY})
# What of the notation is read, by its own numbers; it says a good deal of each text ten times.
_CHARACTERS: Wanted = dict.fromkeys(("0", "1", "4", "5", "8", "12"))
_PARAGRAPH: Wanted = dict.fromkeys(("0", "7"))
_LINES: dict[str, Wanted | None] = {"99": None, "0": {"0": None}, "10": None}
_LINES |= {"15": {"0": None, "7": {"7": None}}, "6": _LINES}
_DOCUMENT: Wanted = {
    "0": {
        "0": None,
        "5": {"0": {"0": {"0": {"5": _PARAGRAPH}}, "1": None}},
        "6": {"0": {"0": {"0": {"6": _CHARACTERS}}, "1": None}},
    },
    "1": {"0": None, "2": _LINES},
}
_FONTS: Wanted = {"0": {"0": {"0": {"0": None}}}}
_FRAMES: Wanted = {"0": {"0": {"1": {"0": None}}}}
USED: Wanted = {"0": {"1": _FONTS, "8": _FRAMES}, "1": {"1": _DOCUMENT}}

# It would log each oddity of a hostile file.
logging.getLogger("py_aep").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Words:
    """Font by its PostScript name, size in pixels, box in the layer's pixels."""

    text: str
    font: str | None
    font_size: float | None
    box: Box | None
    fonts: tuple[str, ...]
    setting: TextSetting


def words_of(layer: ChunkList, number: int = 0) -> Words | None:
    """A layer's words, of those that change over time these; None where it has none at all.

    Raises: UnreadableFile: where it can't be understood.
    """
    data = _engine_data(layer)
    if data is None:
        return None
    try:
        values = pick_cos(data, USED)
        documents, _ = parse_btdk_cos(values, ListChunk(list_type="btdk"))
        return _words(documents[min(number, len(documents) - 1)], values) if documents else None
    except (UnreadableFile, *DAMAGE) as error:
        raise UnreadableFile("Its words can't be read.") from error


def _words(document: TextDocument, values: object) -> Words:
    box = text_box(document)
    return Words(
        text=clean(document.text),
        font=clean(document.font) if document.font else None,
        font_size=rounded(document.font_size) if document.font_size is not None else None,
        box=box if box.width and box.height else None,
        fonts=tuple(_fonts(values)),
        setting=_setting(document),
    )


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


def _setting(document: TextDocument) -> TextSetting:
    leading = None if document.auto_leading else document.leading
    return TextSetting(
        in_box=bool(document.box_text),
        leading=rounded(leading) if leading else None,
        tracking=rounded(document.tracking or 0.0),
        all_caps=bool(document.all_caps),
    )


def _fonts(values: object) -> Iterator[str]:
    """PostScript names of all runs of all the layer's text documents."""
    for document in _list(cos_at(values, "1", "1")):
        for run in _list(cos_at(document, "0", "6", "0")):
            number = cos_at(run, "0", "0", "6", "0")
            if isinstance(number, int):
                name = cos_at(values, "0", "1", "0", number, "0", "0", "0")
                if isinstance(name, str) and name:
                    yield clean(name)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _engine_data(chunks: ChunkList) -> bytes | None:
    for child in chunks.children:
        if isinstance(child, Chunk) and child.kind == "btdk":
            return child.data
        if isinstance(child, ChunkList) and (found := _engine_data(child)) is not None:
            return found
    return None
