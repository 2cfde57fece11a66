"""What a type layer says, and how it is set: runs, fonts, sizes, colours.

Photoshop keeps the words twice, plainly in the layer's descriptor and with their styles in the
engine data, whose run lengths count UTF-16 units. Source: samples of Photoshop and of
independent writers, since Adobe does not document engine data.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from psd_tools.api.layers import TypeLayer

from extraction.cos import cos_at, parse_cos
from extraction.errors import UnreadableFile
from extraction.psd import LayerText, TextRun

GRAY, RGB, CMYK = 2, 4, 5  # how many values stand in a colour, alpha first


def read_text(layer: TypeLayer) -> LayerText | None:
    """Read words and styles; only words when the styles are damaged, None when both are missing.

    None is the answer for text layers of Photoshop 5.5 and older, which keep them elsewhere.
    """
    data = layer._type_data
    if data is None:
        return None
    engine = _engine_data(data.text_data)
    plain = cos_at(engine, "EngineDict", "Editor", "Text")
    units = plain if isinstance(plain, str) else ""
    stored = data.text_data.get(b"Txt ")
    words = getattr(stored, "value", None)
    content = words.rstrip("\0") if isinstance(words, str) else units.removesuffix("\r")
    runs = tuple(_merged(_runs(engine, units, _vertical_scale(layer))))
    longest = max(runs, key=lambda run: len(run.content), default=TextRun(""))
    return LayerText(
        content=_lines(content),
        fonts=tuple(dict.fromkeys(run.font for run in runs if run.font)),
        font_size=longest.font_size,
        color=longest.color,
        runs=runs,
    )


def _engine_data(text_data: object) -> object:
    raw = getattr(text_data.get(b"EngineData"), "value", None) if hasattr(text_data, "get") else 0
    try:
        return parse_cos(raw) if isinstance(raw, bytes) else None
    except UnreadableFile:
        return None


def _runs(engine: object, text: str, scale: float) -> Iterator[TextRun]:
    styles = cos_at(engine, "EngineDict", "StyleRun", "RunArray")
    lengths = cos_at(engine, "EngineDict", "StyleRun", "RunLengthArray")
    if not isinstance(styles, list) or not isinstance(lengths, list):
        return
    units = text.removesuffix("\r").encode("utf-16-be", "surrogatepass")
    start = 0
    for style, length in zip(styles, lengths, strict=False):
        if not isinstance(length, int) or length <= 0:
            continue
        piece = units[2 * start : 2 * (start + length)].decode("utf-16-be", "replace")
        start += length
        if piece:
            yield _styled(_lines(piece), style, engine, scale)


def _styled(content: str, style: object, engine: object, scale: float) -> TextRun:
    own = cos_at(style, "StyleSheet", "StyleSheetData")
    normal = cos_at(engine, "ResourceDict", "TheNormalStyleSheet")
    sheet = normal if isinstance(normal, int) else 0
    common = cos_at(engine, "ResourceDict", "StyleSheetSet", sheet, "StyleSheetData")

    def value(key: str) -> object:
        found = cos_at(own, key)
        return cos_at(common, key) if found is None else found

    font = value("Font")
    name = cos_at(engine, "ResourceDict", "FontSet", font if isinstance(font, int) else -1, "Name")
    size = value("FontSize")
    return TextRun(
        content=content,
        font=name if isinstance(name, str) else None,
        font_size=round(size * scale, 3) if _is_number(size) else None,
        color=_color(cos_at(value("FillColor"), "Values")),
    )


def _merged(runs: Iterator[TextRun]) -> Iterator[TextRun]:
    """Photoshop cuts runs where styles differed once; join those that are alike now."""
    for _, alike in groupby(runs, key=lambda run: (run.font, run.font_size, run.color)):
        pieces = list(alike)
        yield replace(pieces[0], content="".join(piece.content for piece in pieces))


def _vertical_scale(layer: TypeLayer) -> float:
    """How much longer the layer's transform makes a vertical line."""
    _, _, yx, yy, _, _ = layer.transform
    scale = math.hypot(yx, yy)
    return scale if math.isfinite(scale) and scale > 0 else 1.0


def _color(values: object) -> str | None:
    if not isinstance(values, list) or not all(map(_is_number, values)):
        return None
    _, *parts = (min(1.0, max(0.0, part)) for part in values or [0])
    if len(values) == GRAY:
        parts *= 3
    elif len(values) == CMYK:
        cyan, magenta, yellow, black = parts
        parts = [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)]
    elif len(values) != RGB:
        return None
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _lines(text: str) -> str:
    """Paragraph ends and forced line breaks alike become line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x03", "\n")
