"""What rules may know of fonts: the render machines' list, and the font files that are at hand.

Whoever runs validation looks these up; where nothing is known, rules say so or estimate.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from extraction.font_files import FontFace

CHARACTER_WIDTH: Final = 0.55  # of the font size; the mean of Helvetica's letters
WIDE: Final = frozenset("WF")  # of East Asian width


@dataclass(frozen=True, slots=True)
class Fonts:
    """Fonts as they concern one job, all by PostScript name.

    The render machines have those that are `there` and lack those that are `absent`; with
    `has_list` they lack all others as well. `faces` are open; most fonts have none.
    """

    has_list: bool = False
    there: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    not_allowed: frozenset[str] = frozenset()
    faces: Mapping[str, FontFace] = field(default_factory=dict)

    def is_missing(self, font: str) -> bool:
        """Whether the render machines are known to lack the font."""
        return font in self.absent or (self.has_list and font not in self.there)

    def is_unknown(self, font: str) -> bool:
        """Whether nothing tells that the render machines have the font or lack it."""
        return not self.has_list and font not in self.there | self.absent

    def face(self, font: str | None) -> FontFace | None:
        """The font's open file, None where the server doesn't have it."""
        return self.faces.get(font) if font else None


NO_FONTS_KNOWN: Final = Fonts()


def width_in(face: FontFace | None, line: str) -> float:
    """Width of a line as a multiple of the font's size; estimated without a face."""
    if face is not None:
        return face.width(line)
    return sum(
        1.0 if unicodedata.east_asian_width(one) in WIDE else CHARACTER_WIDTH for one in line
    )


def shown(signs: Iterable[str]) -> str:
    """Characters that a font may lack, with their code points, for a message."""
    return ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs)
