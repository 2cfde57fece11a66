"""What a script is to do, as plain data: one operation for each filled placeholder."""

from dataclasses import dataclass

from extraction.matches import Fit


@dataclass(frozen=True, slots=True)
class Target:
    """The layer to be filled: found by ids, checked by names. `layer_index` counts from 1."""

    placeholder_id: str
    composition_id: str
    composition: str
    layer_id: str
    layer_index: int
    layer: str


@dataclass(frozen=True, slots=True)
class SetText:
    """Replace a text layer's words and keep its style. Paragraphs are parted by line feeds."""

    target: Target
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class ReplaceFootage:
    """Put a picture into a layer's place. `asset` is its name in the package's assets folder.

    `width` and `height` are the replaced source's, in pixels; the picture is made to that size.
    """

    target: Target
    before: str
    psd_layer_id: str
    psd_layer: str
    asset: str
    width: int
    height: int
    fit: Fit


Operation = SetText | ReplaceFootage
