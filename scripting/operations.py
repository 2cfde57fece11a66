"""What a script is to do, as plain data: one operation for each filled placeholder."""

import re
from dataclasses import dataclass

from extraction.matches import CENTRE, Fit
from extraction.template import Control
from scripting.literals import whole_characters

_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_MOST_DIGITS = 10  # of 32 bits
# After Effects has no use for them; a soft break (U+0003) and a tab it has.
_CONTROLS = re.compile(r"[\x00-\x02\x04-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Target:
    """The layer to be filled: found by ids, checked by names. `layer_index` counts from 1.

    `places` counts how often its composition is seen, 0 where it stands by itself. `exposed` tells
    whether Essential Graphics lets those who use the composition change the layer. With a `control`
    the layer is a use, and that property is set for it alone.
    """

    placeholder_id: str
    composition_id: str
    composition: str
    layer_id: str
    layer_index: int
    layer: str
    places: int = 0
    exposed: bool = False
    control: Control | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What is changed: ids of composition and layer, and the control if it is one."""
        control = f"{self.control.name}#{self.control.number}" if self.control else ""
        return self.composition_id, self.layer_id, control


@dataclass(frozen=True, slots=True)
class SetText:
    """Replace a text layer's words and keep its style.

    `text` is as Photoshop has it; `styles` counts the styles in it, of which none is taken over.
    `room_width` (pixels of the layer) and `font_size` are the template's; 0 where not known. With
    `shrink` the words are set smaller until they fit.
    """

    target: Target
    before: str
    text: str
    styles: int = 1
    room_width: float = 0.0
    font_size: float = 0.0
    shrink: bool = False

    @property
    def words(self) -> str:
        """The text as After Effects takes it: paragraphs parted by carriage returns.

        Source: After Effects scripting guide, TextDocument.text.
        """
        return _CONTROLS.sub("", _BREAKS.sub("\r", whole_characters(self.text)))


@dataclass(frozen=True, slots=True)
class ReplaceFootage:
    """Put a picture into a layer's place. `asset` is its name in the package's assets folder.

    `width` and `height` are the replaced source's, in pixels; the picture is made to that size.
    `focus` is the match's.
    """

    target: Target
    before: str
    psd_layer_id: str
    psd_layer: str
    asset: str
    width: int
    height: int
    fit: Fit
    focus: tuple[float, float] = CENTRE


@dataclass(frozen=True, slots=True)
class SetNumber:
    """Give an exposed number its value for one use."""

    target: Target
    before: str
    number: float

    @property
    def words(self) -> str:
        """The number as a script prints it; readers leave it four decimals at most."""
        return str(int(self.number) if self.number.is_integer() else self.number)


@dataclass(frozen=True, slots=True)
class SetColor:
    """Give an exposed colour its value for one use: `color` is the #rrggbb most of a layer has.

    `only` tells whether nearly all of the layer has it.
    """

    target: Target
    before: str
    color: str
    only: bool = True

    @property
    def parts(self) -> tuple[float, float, float, float]:
        """Red, green, blue and opacity from 0 to 1, as After Effects takes a colour."""
        red, green, blue = (int(self.color[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return round(red, 6), round(green, 6), round(blue, 6), 1.0


Operation = SetText | ReplaceFootage | SetNumber | SetColor


def number_of(identifier: str) -> int:
    """The number that After Effects knows an item or layer by; 0 where it can't be one."""
    plain = identifier.isascii() and identifier.isdecimal() and len(identifier) <= _MOST_DIGITS
    return int(identifier) if plain else 0
