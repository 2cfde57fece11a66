"""Small fonts of our own making: some characters, all equally wide."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

LATIN = "".join(chr(code) for code in range(0x20, 0x7F))
EM = 1000


def make_font(
    path: Path,
    postscript_name: str = "SampleSans",
    *,
    characters: str = LATIN,
    advance: int = 500,
    family: str = "Sample Sans",
) -> Path:
    """Write a TrueType font whose letters are all `advance` thousandths of an em wide."""
    names = {ord(sign): f"u{ord(sign):X}" for sign in characters}
    order = [".notdef", *names.values()]
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    font.setupGlyf({name: Glyph() for name in order})
    font.setupHorizontalMetrics(dict.fromkeys(order, (advance, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": family, "styleName": "Regular", "psName": postscript_name})
    font.setupOS2()
    font.setupPost()
    font.save(path)
    return path
