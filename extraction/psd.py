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


class Alignment(StrEnum):
    """How lines of a text stand; the words after "justify" tell where the last line goes."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"
    JUSTIFY_LEFT = "justify_left"
    JUSTIFY_RIGHT = "justify_right"
    JUSTIFY_CENTER = "justify_center"
    JUSTIFY_ALL = "justify_all"


class Caps(StrEnum):
    """Capitals that Photoshop draws whatever the words' own case is."""

    NONE = "none"
    SMALL = "small"
    ALL = "all"


class Storage(StrEnum):
    """Whether a smart object's file is within the PSD or beside it."""

    EMBEDDED = "embedded"
    LINKED = "linked"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of characters of one style. `font_size` and `leading` in pixels as seen.

    `tracking` in thousandths of an em; `leading` is None where Photoshop chooses it.
    """

    content: str
    font: str | None = None
    font_size: float | None = None
    color: str | None = None
    caps: Caps = Caps.NONE
    tracking: float = 0
    leading: float | None = None


@dataclass(frozen=True, slots=True)
class LayerText:
    """A text layer's words and the style of its longest run.

    `fonts` are PostScript names in order of first use; `font_size` is in pixels, engine size
    times the layer's vertical scale; `color` is #rrggbb. A line feed ends a paragraph, but where
    `soft_breaks` (places in `content`) say that it only breaks a line. `box` is what the words
    flow in, in canvas pixels, None for point text. `alignment` is the longest paragraph's.
    `is_vertical` text runs from top to bottom, `is_right_to_left` is what its first letter with
    a direction says. `warp` is Photoshop's own word, "warpArc" for one.
    """

    content: str
    fonts: tuple[str, ...] = ()
    font_size: float | None = None
    color: str | None = None
    runs: tuple[TextRun, ...] = ()
    soft_breaks: tuple[int, ...] = ()
    alignment: Alignment | None = None
    box: Box | None = None
    is_vertical: bool = False
    is_right_to_left: bool = False
    warp: str | None = None


@dataclass(frozen=True, slots=True)
class SmartObject:
    """The document placed in a smart object; its own size in its own pixels, where known.

    `file_type` is a usual extension without its dot.
    """

    file_name: str | None = None
    storage: Storage | None = None
    file_type: str | None = None
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer. `visible` is its own eye; `shown` is false also when a group hides it.

    `path` is the names from the outermost group down, joined by "/"; for people, never for
    addressing. `has_pixels` is false when nothing would be drawn for an image. `effects` names
    those switched on, `adjusted_by` the ids of shown adjustment layers that recolour it, nearest
    last (16 at most). `clipped` layers show only where the layer beneath them does.
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
    fill_opacity: float = 1.0
    blend_mode: str = "normal"
    effects: tuple[str, ...] = ()
    clipped: bool = False
    has_mask: bool = False
    has_vector_mask: bool = False
    adjusted_by: tuple[str, ...] = ()
    is_artboard: bool = False
    smart_object: SmartObject | None = None


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
