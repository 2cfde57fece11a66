"""What a type layer says, and in which styles: runs, fonts, sizes, colours.

Photoshop keeps the words twice, plainly in the layer's descriptor and with their styles in the
engine data, whose run lengths count UTF-16 units. Source: samples of Photoshop and of
independent writers, since Adobe does not document engine data.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple, TypeVar

from psd_tools.api.layers import TypeLayer
from psd_tools.constants import Resource

from extraction.cos import cos_at, parse_cos
from extraction.errors import UnreadableFile
from extraction.psd import Caps, LayerText, TextRun
from extraction.psd_text_frame import (
    is_right_to_left,
    is_vertical,
    read_alignment,
    read_box,
    read_warp,
)

SOFT_BREAK = "\x03"
CAPS = {1: Caps.SMALL, 2: Caps.ALL}
GRAY, RGB, CMYK = 2, 4, 5  # how many values stand in a colour, alpha first


T = TypeVar("T")


class Scales(NamedTuple):
    """From a style's size to pixels: a run's own are pixels already, the common style's points.

    Source: samples of 300 pixels an inch, whose runs without a size are drawn 50 pixels high
    where the common style says 12.
    """

    own: float
    common: float


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
    content = words if isinstance(words, str) else units.removesuffix("\r")
    runs = tuple(_merged(_runs(engine, units, _scales(layer))))
    longest = max(runs, key=lambda run: len(run.content), default=TextRun(""))
    return LayerText(
        content=_lines(content),
        fonts=tuple(dict.fromkeys(run.font for run in runs if run.font)),
        font_size=longest.font_size,
        color=longest.color,
        runs=runs,
        soft_breaks=_soft_breaks(content),
        alignment=read_alignment(engine),
        box=read_box(engine, data.transform),
        is_vertical=is_vertical(data),
        is_right_to_left=is_right_to_left(content),
        warp=read_warp(data),
    )


def _engine_data(text_data: object) -> object:
    raw = getattr(text_data.get(b"EngineData"), "value", None) if hasattr(text_data, "get") else 0
    try:
        return parse_cos(raw) if isinstance(raw, bytes) else None
    except UnreadableFile:
        return None


def _runs(engine: object, text: str, scales: Scales) -> Iterator[TextRun]:
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
            own = cos_at(style, "StyleSheet", "StyleSheetData")
            yield _styled(_lines(piece), own, engine, scales)


def _styled(content: str, own: object, engine: object, scales: Scales) -> TextRun:
    normal = cos_at(engine, "ResourceDict", "TheNormalStyleSheet")
    sheet = normal if isinstance(normal, int) else 0
    common = cos_at(engine, "ResourceDict", "StyleSheetSet", sheet, "StyleSheetData")

    def style(*keys: str) -> object:
        return _first(cos_at(own, *keys), cos_at(common, *keys))

    def length(key: str) -> float | None:
        return _first(
            _number(cos_at(own, key), scales.own), _number(cos_at(common, key), scales.common)
        )

    font, caps = style("Font"), style("FontCaps")
    name = cos_at(engine, "ResourceDict", "FontSet", font if isinstance(font, int) else -1, "Name")
    return TextRun(
        content=content,
        font=_lines(name) if isinstance(name, str) else None,
        font_size=length("FontSize"),
        color=_color(style("FillColor", "Values")),
        caps=CAPS.get(caps, Caps.NONE) if isinstance(caps, int) else Caps.NONE,
        tracking=_number(style("Tracking")) or 0,
        leading=length("Leading") if style("AutoLeading") is False else None,
    )


def _merged(runs: Iterator[TextRun]) -> Iterator[TextRun]:
    """Photoshop cuts runs where styles differed once; join those that are alike now."""
    for _, alike in groupby(runs, key=lambda run: replace(run, content="")):
        pieces = list(alike)
        yield replace(pieces[0], content="".join(piece.content for piece in pieces))


def _scales(layer: TypeLayer) -> Scales:
    """How much longer the layer's transform makes a vertical line, and pixels in a point."""
    _, _, yx, yy, _, _ = layer.transform
    scale = math.hypot(yx, yy)
    if not math.isfinite(scale) or scale <= 0:
        scale = 1.0
    info = layer._psd.image_resources.get_data(Resource.RESOLUTION_INFO)
    per_inch = info.vertical / 65536 if info is not None and info.vertical > 0 else 72.0
    return Scales(own=scale, common=scale * per_inch / 72)


def _color(values: object) -> str | None:
    if not isinstance(values, list):
        return None
    numbers = [number for number in map(_number, values) if number is not None]
    parts = [min(1.0, max(0.0, number)) for number in numbers[1:]]
    if len(numbers) != len(values) or len(values) not in (GRAY, RGB, CMYK):
        return None
    if len(values) == GRAY:
        parts *= 3
    elif len(values) == CMYK:
        black = parts.pop()
        parts = [(1 - ink) * (1 - black) for ink in parts]
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _number(value: object, scale: float = 1.0) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    scaled = value * scale
    return round(scaled, 3) if math.isfinite(scaled) else None


def _first(*values: T) -> T | None:
    return next((value for value in values if value is not None), None)


def _lines(text: str) -> str:
    """Write paragraph ends and forced line breaks as line feeds, and drop NULs.

    No database takes a NUL.
    """
    return _paragraphs(text).replace(SOFT_BREAK, "\n")


def _soft_breaks(text: str) -> tuple[int, ...]:
    signs = enumerate(_paragraphs(text))
    return tuple(place for place, sign in signs if sign == SOFT_BREAK)


def _paragraphs(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
