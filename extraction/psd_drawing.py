"""One picture out of several layers, or of a layer that has no pixels of its own.

What only lies one over the other is laid together here, layer after layer; for the rest (blend
modes, effects, adjustments, paths) psd-tools composites, which takes a hundred bytes and a
fifteen-millionth of a second for each pixel and layer, and is asked within limits.
"""

from collections.abc import Iterator
from typing import cast

from PIL import Image
from psd_tools import PSDImage
from psd_tools.api.layers import AdjustmentLayer, Artboard, Group, Layer
from psd_tools.constants import BlendMode
from psd_tools.psd.layer_and_mask import LayerFlags

from extraction.errors import LimitExceeded
from extraction.geometry import Box
from extraction.psd_appearance import effect_names
from extraction.psd_bands import draw_pixels
from extraction.psd_reader import layer_box

COMPOSITED_PIXELS = 12_000_000  # in one picture, of any number of layers: 1.4 GB
LAID_PIXELS = 40_000_000  # of layers that only lie one over the other: as much
LAID_IN_ALL = 1_000_000_000  # times layers
EFFECT = 6  # layers that take as long as one effect
OPAQUE = 255
LIES_OVER = (BlendMode.NORMAL, BlendMode.PASS_THROUGH)


def draw_layer(layer: Layer, *, most: int, reduce_by: int = 1) -> Image.Image | None:
    """Draw a layer as large as its box, or smaller; None when there is nothing to draw.

    At `most` so many pixels, times the layers in them, are composited where there are none stored.

    Raises: LimitExceeded.
    """
    box = layer_box(layer)
    if not box.area or (isinstance(layer, AdjustmentLayer) and not layer.has_pixels()):
        return None
    if isinstance(layer, Group):
        return draw_together(layer, box, most=most)
    if not layer.has_pixels():
        return _composited(layer, box, most)
    return draw_pixels(layer, reduce_by=reduce_by)


def draw_together(group: Group | PSDImage, box: Box, *, most: int) -> Image.Image | None:
    """Draw all that is visible in a group, or in the document, where it lies in the box.

    Raises: LimitExceeded.
    """
    many = box.area * sum(1 for _ in group.descendants()) > LAID_IN_ALL
    if many or box.area > LAID_PIXELS or not _is_whole(group) or not _only_lie_over(group):
        return _composited(group, box, most)
    sheet = Image.new("RGBA", (int(box.width), int(box.height)))
    for layer in _visible(group):
        _lay(sheet, layer, (int(box.left), int(box.top)))
    return sheet


def _lay(sheet: Image.Image, layer: Layer, corner: tuple[int, int]) -> None:
    picture = draw_pixels(layer)
    left, top = layer.left - corner[0], layer.top - corner[1]
    if picture is not None and left < sheet.width and top < sheet.height:
        beyond = max(0, -left), max(0, -top)
        if beyond[0] < picture.width and beyond[1] < picture.height:
            sheet.alpha_composite(picture, (max(0, left), max(0, top)), beyond)


def _visible(group: Group | PSDImage) -> Iterator[Layer]:
    """The layers that have pixels, bottom-most first."""
    for layer in group:
        if layer.visible and isinstance(layer, Group):
            yield from _visible(layer)
        elif layer.visible and layer.width > 0 and layer.height > 0:
            yield layer


def _is_whole(group: Layer | PSDImage) -> bool:
    """Whether no group from this one outwards is half seen, or is an artboard with its ground."""
    around: Layer | PSDImage | None = group
    while isinstance(around, Layer):
        if around.opacity != OPAQUE or isinstance(around, Artboard):
            return False
        around = cast(Layer | PSDImage | None, around.parent)
    return True


def _only_lie_over(group: Group | PSDImage) -> bool:
    return all(_only_lies_over(layer) for layer in group if layer.visible)


def _only_lies_over(layer: Layer) -> bool:
    if layer.blend_mode not in LIES_OVER or layer.clipping or effect_names(layer):
        return False
    if isinstance(layer, Group):
        return _is_whole(layer) and _only_lie_over(layer)
    empty = layer.width <= 0 or layer.height <= 0
    return not isinstance(layer, AdjustmentLayer) and (empty or layer.has_pixels())


def _composited(layer: Layer | PSDImage, box: Box, most: int) -> Image.Image | None:
    within = list(layer.descendants()) if isinstance(layer, Group | PSDImage) else []
    drawn = 1 + len(within) + sum(EFFECT * len(effect_names(one)) for one in within)
    if box.area * drawn > most or box.area > COMPOSITED_PIXELS:
        raise LimitExceeded(f"“{layer.name}” is too large to be drawn from its parts.")
    left, top, right, bottom = map(int, box)
    # Asked for, a layer is drawn even where it or a group around it is hidden. Set on the
    # record: through the property psd-tools would take the file as edited, and redraw shapes.
    hidden = [flags for flags in _flags_around(layer) if not flags.visible]
    for flags in hidden:
        flags.visible = True
    try:
        picture = layer.composite(viewport=(left, top, right, bottom), force=False)
    finally:
        for flags in hidden:  # the next layer may be a group with this one hidden in it
            flags.visible = False
    return None if picture is None else picture.convert("RGBA")


def _flags_around(layer: Layer | PSDImage) -> Iterator[LayerFlags]:
    around: Layer | PSDImage | None = layer
    while isinstance(around, Layer):
        yield around._record.flags
        around = cast(Layer | PSDImage | None, around.parent)
