"""How wide words are in a font: shaped by HarfBuzz where its file is here, else estimated.

Lines are broken at spaces only. What After Effects does beyond that (optical kerning,
hyphenation, its own composer) is not followed, so a width is right to some per cent.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

import uharfbuzz

CHARACTER_WIDTH: Final = (
    0.55  # of the font size; the mean of Helvetica's capitals and small letters
)
WIDE: Final = frozenset("WF")  # of East Asian width; as wide as the font is high
SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc", ".otc"})
LONGEST: Final = 2000  # characters; beyond, only the first are measured


class Width(NamedTuple):
    """Pixels, and whether the real font was measured."""

    pixels: float
    is_exact: bool


class FontFile(NamedTuple):
    """A face in a file, which may hold several."""

    path: Path
    face: int


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Measures in the fonts that it is given by PostScript name; opens each once."""

    files: Mapping[str, FontFile] = field(default_factory=dict)
    _faces: dict[str, uharfbuzz.Face] = field(default_factory=dict, compare=False, repr=False)

    def width(self, line: str, font: str | None, size: float, *, tracking: float = 0.0) -> Width:
        """Width of one line at a size in pixels; `tracking` in thousandths of an em."""
        line = line[:LONGEST]
        spacing = len(line) * tracking * size / 1000
        face = self._face(font)
        if face is None:
            return Width(_estimated(line) * size + spacing, is_exact=False)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(line)
        buffer.guess_segment_properties()
        uharfbuzz.shape(uharfbuzz.Font(face), buffer)
        units = sum(place.x_advance for place in buffer.glyph_positions)
        return Width(units * size / face.upem + spacing, is_exact=True)

    def lacking(self, text: str, font: str | None) -> tuple[str, ...] | None:
        """Characters that the font has no glyph for, each once; None where it is not known."""
        face = self._face(font)
        if face is None:
            return None
        known = face.unicodes
        return tuple(dict.fromkeys(one for one in text if _is_drawn(one) and ord(one) not in known))

    def _face(self, font: str | None) -> uharfbuzz.Face | None:
        if font is None or font not in self.files:
            return None
        if font not in self._faces:
            file = self.files[font]
            blob = uharfbuzz.Blob.from_file_path(str(file.path))
            self._faces[font] = uharfbuzz.Face(blob, file.face)
        return self._faces[font]


ESTIMATE: Final = Typesetter()


def fonts_in(folder: Path) -> dict[str, FontFile]:
    """Find the fonts of a folder and those below it, by PostScript name; others are passed over."""
    found: dict[str, FontFile] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            blob = uharfbuzz.Blob.from_file_path(str(path))
            for index in range(uharfbuzz.Face(blob).count or 1):
                name = uharfbuzz.Face(blob, index).get_name(
                    uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME
                )
                if name:
                    found.setdefault(name, FontFile(path, index))
    return found


def lines_of(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break paragraphs at spaces so that each line fits, where its words do."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and measure(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _estimated(line: str) -> float:
    return sum(
        1.0 if unicodedata.east_asian_width(sign) in WIDE else CHARACTER_WIDTH for sign in line
    )


def _is_drawn(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc", "Mn")
