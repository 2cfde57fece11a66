"""Drop-in pictures: each made to exactly the size of the source that it replaces.

So nothing in the template has to be moved or scaled: anchors, masks and mattes stay right.
"""

import io
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, PngImagePlugin

from extraction import read_layer_images
from extraction.geometry import Box
from extraction.matches import CENTRE, Fit
from scripting.errors import PlanImpossible
from scripting.operations import ReplaceFootage
from scripting.plan import Plan

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Placing:
    """Which part of a picture lands where in its place; both in pixels of their own."""

    part: Box
    place: Box


class AssetFolder(Mapping[str, bytes]):
    """Pictures by name that lie in a folder: each is read when it is asked for, and not kept."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self._paths = {name: folder / name for name in names}

    def __getitem__(self, name: str) -> bytes:
        """The whole file. Raises: KeyError."""
        return self._paths[name].read_bytes()

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the plan."""
        return iter(self._paths)

    def __len__(self) -> int:
        """How many pictures there are."""
        return len(self._paths)


def make_assets(psd_path: Path, plan: Plan, folder: Path) -> AssetFolder:
    """PNG files by asset name: sRGB, 8 bit, straight alpha. Opens the PSD once.

    They are written to the folder one by one, so that memory holds one at a time.

    Raises: ExtractionError; PlanImpossible when the PSD is not the one that was read before.
    """
    pictures = read_layer_images(psd_path, [one.psd_layer_id for one in plan.images])
    for one in plan.images:
        (folder / one.asset).write_bytes(encoded(_drawn(pictures, one)))
    return AssetFolder(folder, [one.asset for one in plan.images])


def placing(picture: Size, place: Size, fit: Fit, focus: tuple[float, float] = CENTRE) -> Placing:
    """FILL covers the place and cuts what is off the focus, FIT is centred and cuts nothing."""
    whole, full = Box(0, 0, *picture), Box(0, 0, *place)
    across, down = place[0] / picture[0], place[1] / picture[1]
    if fit is Fit.STRETCH:
        return Placing(whole, full)
    if fit is Fit.FILL:
        scale = max(across, down)
        return Placing(_within(place[0] / scale, place[1] / scale, picture, focus), full)
    scale = min(across, down)
    inside = _within(round(picture[0] * scale) or 1, round(picture[1] * scale) or 1, place)
    return Placing(whole, Box(*(int(edge) for edge in inside)))


def fitted(
    picture: Image.Image, size: Size, fit: Fit, focus: tuple[float, float] = CENTRE
) -> Image.Image:
    """The picture on a transparent canvas of exactly that size."""
    placed = placing(picture.size, size, fit, focus)
    canvas = Image.new("RGBA", size)
    canvas.paste(_scaled(picture, placed), (int(placed.place.left), int(placed.place.top)))
    return canvas


def png_size(content: bytes) -> Size:
    """Width and height in pixels, as the PNG file itself says. Source: PNG specification, IHDR."""
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _within(width: float, height: float, within: Size, focus: tuple[float, float] = CENTRE) -> Box:
    left, top = (within[0] - width) * focus[0], (within[1] - height) * focus[1]
    return Box(
        max(0, left), max(0, top), min(within[0], left + width), min(within[1], top + height)
    )


def _scaled(picture: Image.Image, placed: Placing) -> Image.Image:
    size = int(placed.place.width), int(placed.place.height)
    if size == picture.size and placed.part == Box(0, 0, *size):
        return picture
    # Only the part that is seen is scaled: a line of pixels that is to fill a place stays cheap.
    return picture.resize(size, Image.Resampling.LANCZOS, box=placed.part)


def _drawn(pictures: Iterator[Image.Image], one: ReplaceFootage) -> Image.Image:
    try:
        picture = next(pictures)
    except KeyError as error:
        raise PlanImpossible(f"“{one.psd_layer}” is not in the Photoshop file.") from error
    return fitted(picture, (one.width, one.height), one.fit, one.focus)


def encoded(picture: Image.Image) -> bytes:
    """PNG file of 8 bits, marked as sRGB; the same bytes for the same picture."""
    colours = PngImagePlugin.PngInfo()
    colours.add(b"sRGB", b"\0")  # perceptual; a profile of lcms would carry the time of day
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=3, pnginfo=colours)
    return file.getvalue()
