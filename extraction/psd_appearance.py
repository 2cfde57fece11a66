"""What changes how a layer looks besides its own pixels, as words: nothing is drawn here.

Source: Adobe Photoshop File Formats Specification, "Layer records" and "Additional Layer
Information"; psd-tools' reading of the effects' descriptors.
"""

import re
from collections.abc import Iterator

from psd_tools import PSDImage
from psd_tools.api.layers import AdjustmentLayer, Group, Layer
from psd_tools.constants import BlendMode, Tag

MAX_ADJUSTMENTS = 16  # a hostile file has thousands, and each layer would name them all
NEWER_EFFECTS = (
    Tag.OBJECT_BASED_EFFECTS_LAYER_INFO,
    Tag.OBJECT_BASED_EFFECTS_LAYER_INFO_V0,
    Tag.OBJECT_BASED_EFFECTS_LAYER_INFO_V1,
)
OLD_EFFECTS = {
    b"dsdw": "drop_shadow",
    b"isdw": "inner_shadow",
    b"oglw": "outer_glow",
    b"iglw": "inner_glow",
    b"bevl": "bevel_emboss",
    b"sofi": "color_overlay",
}


def effect_names(layer: Layer) -> tuple[str, ...]:
    """Name the effects that are switched on, each once, in the file's order."""
    effects = layer.effects
    if effects.enabled:
        names = [_snake(type(effect).__name__) for effect in effects if effect.enabled]
        return tuple(dict.fromkeys(names))
    newer = any(tag in layer.tagged_blocks for tag in NEWER_EFFECTS)
    return () if newer else tuple(_old_effects(layer))


def blend_mode(layer: Layer) -> str:
    """Name the blend mode in lower case, "multiply" or "pass_through"."""
    return layer.blend_mode.name.lower()


def has_mask(layer: Layer) -> bool:
    """Whether a mask of pixels hides part of the layer."""
    return layer.mask is not None and not layer.mask.disabled


def has_vector_mask(layer: Layer) -> bool:
    """Whether a path hides part of the layer."""
    mask = layer.vector_mask
    return mask is not None and not mask.disabled


def adjustments(psd: PSDImage) -> dict[int, tuple[Layer, ...]]:
    """Tell by the `id()` of each layer which shown adjustment layers act on it, nearest last.

    Those in a group act on what is beneath it as well, unless the group blends on its own.
    """
    found: dict[int, tuple[Layer, ...]] = {}
    _adjust(psd, (), found)
    return found


def _adjust(
    group: PSDImage | Group, above: tuple[Layer, ...], found: dict[int, tuple[Layer, ...]]
) -> tuple[Layer, ...]:
    clipped: tuple[Layer, ...] = ()  # those that act on the next base layer alone
    for layer in reversed(list(group)):
        found[id(layer)] = (above + clipped)[-MAX_ADJUSTMENTS:]
        inside = found[id(layer)]
        if isinstance(layer, Group):
            inside = _adjust(layer, inside, found)
            if layer.visible and layer.blend_mode is BlendMode.PASS_THROUGH and not clipped:
                above = inside
        if isinstance(layer, AdjustmentLayer) and layer.visible and layer.opacity:
            if layer.clipping:
                clipped = (*clipped, layer)[-MAX_ADJUSTMENTS:]
            else:
                above = (*above, layer)[-MAX_ADJUSTMENTS:]
        if not layer.clipping:
            clipped = ()
    return above


def _old_effects(layer: Layer) -> Iterator[str]:
    """Photoshop 5 kept a fixed list; files without the newer block have it alone."""
    for kind, effect in (layer.tagged_blocks.get_data(Tag.EFFECTS_LAYER) or {}).items():
        name = OLD_EFFECTS.get(kind.value)
        if name is not None and getattr(effect, "enabled", False):
            yield name


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
