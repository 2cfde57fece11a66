"""Documents made by hand, for tests of what works on documents and not on files."""

from extraction import (
    Box,
    Composition,
    CompositionLayer,
    Layer,
    LayerKind,
    LayerText,
    Match,
    MatchDocument,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
)
from extraction.template import TextSetting


def image_layer(
    key: str,
    name: str = "photo",
    *,
    size: tuple[float, float] = (100, 100),
    at: tuple[float, float] = (0, 0),
    kind: LayerKind = LayerKind.IMAGE,
    visible: bool = True,
    has_pixels: bool = True,
    path: str | None = None,
) -> Layer:
    return Layer(
        id=key,
        name=name,
        path=path or name,
        kind=kind,
        bbox=Box(at[0], at[1], at[0] + size[0], at[1] + size[1]),
        visible=visible,
        has_pixels=has_pixels,
    )


def text_layer(
    key: str,
    content: str,
    *,
    name: str | None = None,
    at: tuple[float, float] = (0, 0),
    font_size: float = 40.0,
    visible: bool = True,
    path: str | None = None,
) -> Layer:
    shown_name = content if name is None else name
    return Layer(
        id=key,
        name=shown_name,
        path=path or shown_name,
        kind=LayerKind.TEXT,
        bbox=Box(at[0], at[1], at[0] + 20 * len(content), at[1] + font_size),
        visible=visible,
        text=LayerText(content, ("Impact",), font_size),
    )


def image_hole(
    key: str,
    name: str = "photo",
    *,
    size: tuple[float | None, float | None] = (100, 100),
    bbox: Box | None = None,
    required: bool = True,
) -> Placeholder:
    return Placeholder(
        id=key,
        composition="card",
        layer=name,
        kind=PlaceholderKind.IMAGE,
        bbox=bbox,
        width=size[0],
        height=size[1],
        composition_id="1",
        layer_id=key,
        required=required,
    )


def text_hole(
    key: str,
    name: str = "title",
    *,
    sample: str | None = None,
    at: tuple[float, float] | None = None,
    font_size: float = 40.0,
) -> Placeholder:
    return Placeholder(
        id=key,
        composition="card",
        layer=name,
        kind=PlaceholderKind.TEXT,
        bbox=Box(at[0], at[1], at[0] + 300, at[1] + font_size) if at else None,
        width=300,
        height=font_size,
        text=sample,
        font_size=font_size,
        composition_id="1",
        layer_id=key,
        setting=TextSetting(in_box=True),
    )


def card(*layers: Layer, size: tuple[int, int] = (1200, 1500)) -> PsdDocument:
    return PsdDocument(*size, layers)


def template(*holes: Placeholder, size: tuple[int, int] = (1200, 1500)) -> TemplateDocument:
    layers = tuple(
        CompositionLayer(number, hole.layer_id, hole.layer, "AVLayer", out_point=10.0)
        for number, hole in enumerate(holes, start=1)
    )
    return TemplateDocument((Composition("1", "card", *size, 10.0, layers=layers),), holes)


def matched(*pairs: tuple[str, str]) -> MatchDocument:
    return MatchDocument(tuple(Match(layer, hole) for layer, hole in pairs))
