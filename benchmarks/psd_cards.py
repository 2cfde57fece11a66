"""Makes cards of the three shapes that studios send: small, one of huge photos, one of many layers.

Photos of noise, cutouts with soft edges, flat shapes, texts, groups. The same call makes the
same file; nothing of it is shipped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from jobs.demo.psd_builder import GroupSpec, ImageLayerSpec, LayerSpec, TextLayerSpec, build_psd


@dataclass(frozen=True, slots=True)
class Shape:
    """How many layers of which kind a card has, and how large its photos are, in pixels."""

    width: int
    height: int
    texts: int
    photos: int
    cutouts: int
    flats: int
    photo_side: int


SHAPES = {
    "small": Shape(1920, 1080, texts=12, photos=4, cutouts=4, flats=10, photo_side=1000),
    "many": Shape(5000, 5000, texts=100, photos=8, cutouts=92, flats=100, photo_side=600),
    "large": Shape(4000, 5000, texts=26, photos=14, cutouts=10, flats=10, photo_side=2400),
}


def make_card(shape: Shape, path: Path) -> None:
    """Write a card of that shape."""
    layers = list(_layers(shape, np.random.default_rng(7)))
    half = len(layers) // 2
    grouped = [GroupSpec("Players", layers[:half]), *layers[half:]]
    build_psd(shape.width, shape.height, grouped, path)


def _layers(shape: Shape, chance: np.random.Generator) -> Iterator[LayerSpec]:
    def corner(side: int) -> tuple[int, int]:
        across, down = max(1, shape.width - side), max(1, shape.height - side)
        return int(chance.integers(across)), int(chance.integers(down))

    for n in range(shape.texts):
        yield TextLayerSpec(f"player{n}fullname", f"BEN FORMAN {n}", *corner(300), 40)
    for n in range(shape.cutouts):
        side = shape.photo_side // 3
        yield ImageLayerSpec(f"cutout{n}", _cutout(chance, side), *corner(side))
    for n in range(shape.flats):
        side = shape.photo_side // 2
        flat = Image.new("RGBA", (side, side // 2), tuple(chance.integers(256, size=3)))
        yield ImageLayerSpec(f"panel{n}", flat, *corner(side))
    for n in range(shape.photos):
        photo = _photo(chance, shape.photo_side)
        yield ImageLayerSpec(f"featuredimage{n}", photo, *corner(shape.photo_side))


def _photo(chance: np.random.Generator, side: int) -> Image.Image:
    """Smooth colours under grain, which packs as badly as a photograph does."""
    coarse = Image.fromarray(chance.integers(256, size=(8, 8, 3), dtype=np.uint8))
    smooth = np.asarray(coarse.resize((side, side), Image.Resampling.BICUBIC), np.int16)
    grain = chance.integers(-12, 13, size=smooth.shape, dtype=np.int16)
    return Image.fromarray((smooth + grain).clip(0, 255).astype(np.uint8)).convert("RGBA")


def _cutout(chance: np.random.Generator, side: int) -> Image.Image:
    picture = _photo(chance, side)
    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).ellipse((side // 8, side // 8, side * 7 // 8, side * 7 // 8), fill=255)
    picture.putalpha(mask.filter(ImageFilter.GaussianBlur(side / 40)))
    return picture
