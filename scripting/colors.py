"""Which colour a layer of a card has, for what Essential Graphics exposes as a colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from extraction import read_layer_images
from extraction.matches import MatchDocument
from extraction.template import PlaceholderKind, TemplateDocument
from scripting.errors import PlanImpossible

SAMPLES: Final = (128, 128)  # pixels looked at; a layer of one colour needs no more
SOLID: Final = 128  # of 255: more transparent pixels have no say
NEARLY_ALL: Final = 0.9


@dataclass(frozen=True, slots=True)
class LayerColor:
    """The most frequent colour as #rrggbb; `only` where nearly all of the layer has it."""

    color: str
    only: bool


def colors_wanted(
    psd_path: Path, template: TemplateDocument, matches: MatchDocument
) -> Mapping[str, LayerColor]:
    """Colours by layer id, of the layers that are to give one. Opens the PSD if there are any.

    Raises: ExtractionError; PlanImpossible when the PSD is not the one that was read before.
    """
    places = {
        hole.id
        for hole in template.placeholders
        if hole.takes_value and hole.kind is PlaceholderKind.IMAGE
    }
    wanted = sorted({one.layer_id for one in matches.matches if one.placeholder_id in places})
    if not wanted:
        return {}
    try:
        pictures = list(read_layer_images(psd_path, wanted))
    except KeyError as error:
        raise PlanImpossible("A layer is not in the Photoshop file.") from error
    found = {key: color_of(picture) for key, picture in zip(wanted, pictures, strict=True)}
    return {key: color for key, color in found.items() if color is not None}


def color_of(picture: Image.Image) -> LayerColor | None:
    """The colour that most of a picture has; None where nothing is to be seen."""
    small = picture.convert("RGBA")
    if small.width > SAMPLES[0] or small.height > SAMPLES[1]:
        small = small.resize(SAMPLES, Image.Resampling.NEAREST)
    counts: dict[tuple[int, int, int], int] = {}
    pixels = small.tobytes()
    for red, green, blue, alpha in zip(*[iter(pixels)] * len("RGBA"), strict=True):
        if alpha >= SOLID:
            counts[red, green, blue] = counts.get((red, green, blue), 0) + 1
    if not counts:
        return None
    most = max(counts, key=lambda color: (counts[color], color))
    only = counts[most] >= NEARLY_ALL * sum(counts.values())
    return LayerColor("#{:02x}{:02x}{:02x}".format(*most), only)
