"""What an After Effects project holds, as plain frozen data; `template_reader` fills it."""

from dataclasses import dataclass
from enum import StrEnum

from extraction.geometry import Box


class PlaceholderKind(StrEnum):
    """What goes into a placeholder."""

    TEXT = "text"
    IMAGE = "image"


class TrackMatte(StrEnum):
    """How a layer is cut out by another."""

    ALPHA = "alpha"
    ALPHA_INVERTED = "alpha_inverted"
    LUMA = "luma"
    LUMA_INVERTED = "luma_inverted"


@dataclass(frozen=True, slots=True)
class Expression:
    """Where an expression stands: match names from the layer down, joined by slashes."""

    property: str
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Transform:
    """A layer's stored transform: parent's pixels, percent, degrees clockwise.

    Without the third dimension; scale and rotation are those before expressions.
    """

    anchor: tuple[float, float]
    position: tuple[float, float]
    scale: tuple[float, float] = (100.0, 100.0)
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class CompositionLayer:
    """One layer of a composition. `index` counts from 1 at the top, as After Effects shows it.

    `type` is the scripting class (TextLayer, AVLayer, ShapeLayer, CameraLayer, LightLayer);
    `id` is what `Layer.id` returns in After Effects 22 and later. Times in seconds of the comp.
    `effects` are match names, top-most first; `keyframes` name properties as `Expression` does.
    `transform` is None where it moves, turns along a path or in space, or can't be read.
    `matte_layer_id` is the layer that cuts this one out; before After Effects 23 always the one
    above. `why` tells why the layer is a placeholder, or is none.
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
    shy: bool = False
    guide: bool = False
    null: bool = False
    adjustment: bool = False
    three_d: bool = False
    parent_id: str | None = None
    track_matte: TrackMatte | None = None
    matte_layer_id: str | None = None
    masks: int = 0
    effects: tuple[str, ...] = ()
    expressions: tuple[Expression, ...] = ()
    keyframes: tuple[str, ...] = ()
    transform: Transform | None = None
    why: str = ""


class ExposedKind(StrEnum):
    """What of a property Essential Graphics lets others change."""

    TEXT = "text"
    MEDIA = "media"
    CHECKBOX = "checkbox"
    SLIDER = "slider"
    COLOR = "color"
    POINT = "point"
    VALUES = "values"
    DROPDOWN = "dropdown"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ExposedProperty:
    """A property in a composition's Essential Graphics panel, under the name given to it there.

    `property` names it from its layer down, as `Expression` does.
    """

    name: str
    kind: ExposedKind
    composition_id: str
    layer_id: str
    property: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """An exposed property as one use of its composition has it, found by its name there.

    `number` counts those of the same name in the panel's order, from 1.
    """

    kind: ExposedKind
    name: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class Composition:
    """One composition: size in pixels, duration in seconds, layers top-most first.

    `main` marks the one that is to be rendered: in no other, in the render queue, the largest.
    """

    id: str
    name: str
    width: int
    height: int
    duration: float = 0.0
    frame_rate: float = 0.0
    layers: tuple[CompositionLayer, ...] = ()
    pixel_aspect: float = 1.0
    main: bool = False
    exposed: tuple[ExposedProperty, ...] = ()


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
class Unread:
    """A part that could not be understood; the rest was read."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class TextSetting:
    """How a text is set, as far as its room goes.

    `leading` in pixels, None where After Effects chooses it; `tracking` in thousandths of an em;
    `all_caps` shows capitals whatever the words' case.
    """

    in_box: bool = False
    leading: float | None = None
    tracking: float = 0.0
    all_caps: bool = False


PLAIN_SETTING = TextSetting()


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A layer that is to be filled; `id` is "composition id:layer index".

    `bbox` is in pixels of its composition at the layer's rest position. `width` and `height`
    are those of the layer's source (image) or text box (text), in the source's own pixels.
    `composition` and `layer` are names for people; scripts go by `composition_id` and `layer_id`.
    `label` is a friendlier name: that in Essential Graphics, or what staff call it. `places` are
    the ways on which its composition is seen, each a chain of "composition id:layer index"
    from the outermost composition inwards; empty where it stands by itself. With a `control` not
    the layer is filled, but what its composition exposes, for this use alone; the id then ends in
    the property's place in the panel, ":1" for the first.
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
    label: str = ""
    why: str = ""
    places: tuple[tuple[str, ...], ...] = ()
    setting: TextSetting = PLAIN_SETTING
    control: Control | None = None

    @property
    def takes_value(self) -> bool:
        """Whether a text's number or a picture's colour goes in, and not the thing itself."""
        values = (ExposedKind.SLIDER, ExposedKind.COLOR)
        return self.control is not None and self.control.kind in values


@dataclass(frozen=True, slots=True)
class TemplateDocument:
    """An After Effects project, cut down to what matching, checking and filling it need."""

    compositions: tuple[Composition, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    app_version: str = ""
    version: int = 1
    footage: tuple[Footage, ...] = ()
    fonts: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    def placeholder(self, placeholder_id: str) -> Placeholder | None:
        """The placeholder of that id, or None."""
        return next((hole for hole in self.placeholders if hole.id == placeholder_id), None)

    def composition(self, composition_id: str) -> Composition | None:
        """The composition of that id, or None."""
        return next((comp for comp in self.compositions if comp.id == composition_id), None)
