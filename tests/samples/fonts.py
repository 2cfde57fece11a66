"""Small fonts of our own making: each character a full block, all equally wide."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

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
    font.setupGlyf(dict.fromkeys(order, _block(advance)))
    font.setupHorizontalMetrics(dict.fromkeys(order, (advance, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": family, "styleName": "Regular", "psName": postscript_name})
    font.setupOS2()
    font.setupPost()
    font.save(path)
    return path


def _block(advance: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 800), (advance, 800), (advance, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
