"""The words, style and box of a text layer, from the text engine's own notation.

Of a text that changes over time the first words. What the lines take up is `rest_position`'s.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from py_aep import TextDocument
from py_aep.binary.chunk import ListChunk
from py_aep.parsers.text import parse_btdk_cos

from extraction.cos import cos_at, parse_cos
from extraction.errors import UnreadableFile
from extraction.geometry import Box
from extraction.rest_position import text_box
from extraction.riff import Chunk, ChunkList
from extraction.template_file import DAMAGE
from extraction.template_values import clean, rounded

# Half of the notation: rules for Japanese line breaks, and styles that the runs repeat.
UNUSED = frozenset({("0", "5"), ("0", "6"), ("0", "4"), ("1", "0"), ("1", "2"), ("1", "3")})


@dataclass(frozen=True, slots=True)
class Words:
    """Font by its PostScript name, size in pixels, box in the layer's pixels."""

    text: str
    font: str | None
    font_size: float | None
    box: Box | None
    fonts: tuple[str, ...]


def words_of(layer: ChunkList) -> Words | None:
    """The first text document of a layer; None where it has none at all.

    Raises: UnreadableFile: where it can't be understood.
    """
    data = _engine_data(layer)
    if data is None:
        return None
    try:
        values = parse_cos(data, unused=UNUSED)
        if not isinstance(values, dict):
            return None
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
