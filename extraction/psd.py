"""What a Photoshop file holds, as plain frozen data; reading it is `psd_reader`'s task."""

from dataclasses import dataclass
from enum import StrEnum

from extraction.geometry import Box


class LayerKind(StrEnum):
    """What a layer is, in the contract's words."""

    TEXT = "text"
    IMAGE = "image"
    SMART_OBJECT = "smart_object"
    SHAPE = "shape"
    GROUP = "group"
    ADJUSTMENT = "adjustment"
    FILL = "fill"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of characters of one style. `font_size` in pixels as the viewer sees it."""

    content: str
    font: str | None = None
    font_size: float | None = None
    color: str | None = None


@dataclass(frozen=True, slots=True)
class LayerText:
    """A text layer's words and the style of its longest run.

    `fonts` are PostScript names in order of first use; `font_size` is in pixels, engine size
    times the layer's vertical scale; `color` is #rrggbb.
    """

    content: str
    fonts: tuple[str, ...] = ()
    font_size: float | None = None
    color: str | None = None
    runs: tuple[TextRun, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer. `visible` is its own eye; `shown` is false also when a group hides it.

    `path` is the names from the outermost group down, joined by "/"; for people, never for
    addressing. `has_pixels` is false when nothing would be drawn for an image.
    """

    id: str
    name: str
    path: str
    kind: LayerKind
    bbox: Box
    visible: bool = True
    shown: bool = True
    opacity: float = 1.0
    has_pixels: bool = True
    text: LayerText | None = None


@dataclass(frozen=True, slots=True)
class PsdDocument:
    """A Photoshop file: canvas in pixels, layers top-most first, a group before its children."""

    width: int
    height: int
    layers: tuple[Layer, ...]
    color_mode: str = "RGB"
    depth: int = 8
    version: int = 1

    def layer(self, layer_id: str) -> Layer | None:
        """The layer of that id, or None."""
        return next((layer for layer in self.layers if layer.id == layer_id), None)
