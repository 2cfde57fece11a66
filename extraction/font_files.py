"""Font files by PostScript name: which characters a font has, and how wide words are in it.

HarfBuzz reads and shapes, so kerning, ligatures and joined letters count. What After Effects does
beyond that (optical kerning, its own composer) is not followed. Source: OpenType specification.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import uharfbuzz

SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc", ".otc"})
MOST_FILES: Final = 5_000  # of a folder; what comes after them is passed over
MOST_FACES: Final = 64  # of one collection
LARGEST_FILE: Final = 128 * 1024 * 1024  # bytes; the largest of pan-CJK collections
LONGEST_NAME: Final = 127  # characters; the name table's own limit is 63
LONGEST_LINE: Final = 2_000  # characters; beyond, only the first are measured
DRAWN_AS_NOTHING: Final = frozenset({"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"})


class FontFile(NamedTuple):
    """One face of a font file; `number` counts from 0 within a collection."""

    postscript_name: str
    family: str
    path: Path
    number: int


@dataclass(frozen=True, slots=True)
class FontFace:
    """An open face: its characters (code points), and its letters' widths."""

    face: uharfbuzz.Face
    characters: frozenset[int]

    def width(self, line: str) -> float:
        """Width of one line, as a multiple of the font's size."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(line[:LONGEST_LINE])
        buffer.guess_segment_properties()
        uharfbuzz.shape(uharfbuzz.Font(self.face), buffer)
        units = sum(place.x_advance for place in buffer.glyph_positions or ())
        return float(units) / float(self.face.upem)

    def lacking(self, text: str) -> tuple[str, ...]:
        """Characters that would show as an empty box, each once, in their order."""
        return tuple(
            sign
            for sign in dict.fromkeys(text)
            if ord(sign) not in self.characters and _is_drawn(sign)
        )


def font_files(folder: Path) -> Mapping[str, FontFile]:
    """All faces in a folder and those below it, by PostScript name; the first of a name counts.

    Files that are no fonts, and those too large, are passed over. Each file is opened once.
    """
    found: dict[str, FontFile] = {}
    paths = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    for path in sorted(islice(paths, MOST_FILES)):
        try:
            known = path.stat()
        except OSError:  # a broken link, or taken away meanwhile
            continue
        for one in _faces_in(path, known.st_size, known.st_mtime_ns):
            found.setdefault(one.postscript_name, one)
    return found


@lru_cache(maxsize=48)
def open_face(file: FontFile) -> FontFace | None:
    """Open a face, or None where its file can't be read any more or holds no characters."""
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file.path)), file.number)
    except (OSError, uharfbuzz.HarfBuzzError):
        return None
    characters = frozenset(face.unicodes)
    return FontFace(face, characters) if characters and face.upem else None


# Size and time are there so that a file that changed is read anew.
@lru_cache(maxsize=MOST_FILES)
def _faces_in(path: Path, size: int, _changed_ns: int) -> tuple[FontFile, ...]:
    if not 0 < size <= LARGEST_FILE or not path.is_file():
        return ()
    try:
        blob = uharfbuzz.Blob.from_file_path(str(path))
    except (OSError, uharfbuzz.HarfBuzzError):
        return ()
    faces = []
    for number in range(min(uharfbuzz.Face(blob).count, MOST_FACES)):
        face = uharfbuzz.Face(blob, number)
        name = _name(face, uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME)
        if name and face.glyph_count:
            family = _name(face, uharfbuzz.OTNameIdPredefined.FONT_FAMILY)
            faces.append(FontFile(name, family, path, number))
    return tuple(faces)


def _name(face: uharfbuzz.Face, which: uharfbuzz.OTNameIdPredefined) -> str:
    name = (face.get_name(which) or "").strip()
    return name if name.isprintable() and len(name) <= LONGEST_NAME else ""


def _is_drawn(sign: str) -> bool:
    return sign.isprintable() and not sign.isspace() and sign not in DRAWN_AS_NOTHING
