"""What an After Effects project holds, as plain frozen data; `template_reader` fills it."""

from dataclasses import dataclass
from enum import StrEnum

from extraction.geometry import Box


class PlaceholderKind(StrEnum):
    """What goes into a placeholder."""

    TEXT = "text"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Expression:
    """Where an expression stands: match names from the layer down, joined by slashes."""

    property: str
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class CompositionLayer:
    """One layer of a composition. `index` counts from 1 at the top, as After Effects shows it.

    `type` is the scripting class (TextLayer, AVLayer, ShapeLayer, CameraLayer, LightLayer);
    `id` is what `Layer.id` returns in After Effects 22 and later. Times in seconds of the comp.
    """

    index: int
    id: str
    name: str
    type: str
    source_id: str | None = None
    in_point: float = 0.0
    out_point: float = 0.0
    enabled: bool = True
    locked: bool = False
    expressions: tuple[Expression, ...] = ()
    keyframes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composition:
    """One composition: size in pixels, duration in seconds, layers top-most first."""

    id: str
    name: str
    width: int
    height: int
    duration: float = 0.0
    frame_rate: float = 0.0
    layers: tuple[CompositionLayer, ...] = ()


class FootageKind(StrEnum):
    """Where footage comes from."""

    FILE = "file"
    PHOTOSHOP_LAYER = "photoshop_layer"
    SOLID = "solid"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True)
class Footage:
    """What stands in the project panel and is no composition; size in pixels, 0 by 0 for sound.

    `missing` is what After Effects knew when it saved; None where a path alone can't tell.
    """

    id: str
    name: str
    kind: FootageKind
    width: int = 0
    height: int = 0
    path: str | None = None
    missing: bool | None = None


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A layer that is to be filled; `id` is "composition id:layer index".

    `bbox` is in pixels of its composition at the layer's rest position. `width` and `height`
    are those of the layer's source (image) or text box (text), in the source's own pixels.
    `composition` and `layer` are names for people; scripts go by `composition_id` and `layer_id`.
    Of a text: `leading` in pixels (None where After Effects chooses it), `tracking` in thousandths
    of an em; `all_caps` shows capitals whatever the words' case.
    """

    id: str
    composition: str
    layer: str
    kind: PlaceholderKind
    bbox: Box | None = None
    width: float | None = None
    height: float | None = None
    text: str | None = None
    font: str | None = None
    font_size: float | None = None
    composition_id: str = ""
    layer_id: str = ""
    required: bool = True
    is_box_text: bool = False
    leading: float | None = None
    tracking: float = 0.0
    all_caps: bool = False


@dataclass(frozen=True, slots=True)
class TemplateDocument:
    """An After Effects project, cut down to what matching, checking and filling it need."""

    compositions: tuple[Composition, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    app_version: str = ""
    version: int = 1
    footage: tuple[Footage, ...] = ()

    def placeholder(self, placeholder_id: str) -> Placeholder | None:
        """The placeholder of that id, or None."""
        return next((hole for hole in self.placeholders if hole.id == placeholder_id), None)

    def composition(self, composition_id: str) -> Composition | None:
        """The composition of that id, or None."""
        return next((comp for comp in self.compositions if comp.id == composition_id), None)
