"""The words, style and box of a text layer, from the text engine's own notation.

Of a text that changes over time the first words. What the lines take up is `rest_position`'s.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from py_aep import TextDocument
from py_aep.binary.chunk import ListChunk
from py_aep.parsers.text import parse_btdk_cos

from extraction.cos import Wanted, cos_at, pick_cos
from extraction.errors import UnreadableFile
from extraction.geometry import Box
from extraction.rest_position import text_box
from extraction.riff import Chunk, ChunkList
from extraction.template import TextSetting
from extraction.template_file import DAMAGE
from extraction.template_values import clean, rounded

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


@dataclass(frozen=True, slots=True)
class Words:
    """Font by its PostScript name, size in pixels, box in the layer's pixels."""

    text: str
    font: str | None
    font_size: float | None
    box: Box | None
    fonts: tuple[str, ...]
    setting: TextSetting


def words_of(layer: ChunkList) -> Words | None:
    """The first text document of a layer; None where it has none at all.

    Raises: UnreadableFile: where it can't be understood.
    """
    data = _engine_data(layer)
    if data is None:
        return None
    try:
        values = pick_cos(data, USED)
        documents, _ = parse_btdk_cos(values, ListChunk(list_type="btdk"))
        return _words(documents[0], values) if documents else None
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
