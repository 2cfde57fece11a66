"""How long a card of 50 placeholders takes to become a tried script, against its pictures alone.

The peer is Pillow cutting, scaling and writing the same pictures out of the same PSD, opened by
psd-tools, and nothing else. Run from the repository: python -m benchmarks.generating
"""

import math
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from psd_tools import PSDImage

from extraction import (
    Composition,
    CompositionLayer,
    LayerKind,
    Match,
    MatchDocument,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
    read_psd,
)
from jobs.demo.psd_builder import ImageLayerSpec, LayerSpec, TextLayerSpec, build_psd
from scripting import generate

PICTURES, TEXTS = 20, 30
PICTURE, PLACE = (500, 400), (400, 400)
ROUNDS = 5
MOST = 1.5


def made_card(path: Path) -> PsdDocument:
    """Write a card and read it: pictures of soft noise, as photographs have, and short texts."""
    chance = random.Random(50)  # noqa: S311 - the same card on every run, no secrets
    small = (PICTURE[0] // 4, PICTURE[1] // 4)
    specs: list[LayerSpec] = []
    for number in range(PICTURES):
        noise = Image.frombytes("RGB", small, chance.randbytes(small[0] * small[1] * 3))
        picture = noise.resize(PICTURE).convert("RGBA")
        specs.append(ImageLayerSpec(f"picture {number}", picture))
    specs += [TextLayerSpec(f"text {n}", f"Ben Forman {n}", 0, 0, 40) for n in range(TEXTS)]
    build_psd(1200, 1500, specs, path)
    return read_psd(path)


def made_template(card: PsdDocument) -> TemplateDocument:
    """A template with a place for each layer, in the same order."""
    holes = tuple(
        Placeholder(
            id=f"1:{index}",
            composition="card",
            layer=f"place {index}",
            kind=_kind(layer.kind),
            width=float(PLACE[0]),
            height=float(PLACE[1]),
            text="Sample",
            font="Impact",
            font_size=40.0,
            composition_id="1",
            layer_id=str(100 + index),
        )
        for index, layer in enumerate(card.layers, start=1)
    )
    types = {PlaceholderKind.TEXT: "TextLayer", PlaceholderKind.IMAGE: "AVLayer"}
    layers = tuple(
        CompositionLayer(index, hole.layer_id, hole.layer, types[hole.kind])
        for index, hole in enumerate(holes, start=1)
    )
    return TemplateDocument((Composition("1", "card", 1200, 1500, 10.0, 30.0, layers),), holes)


def by_pillow(path: Path) -> int:
    """Write the same pictures with psd-tools and Pillow alone; the bytes are counted."""
    written = 0
    with tempfile.TemporaryFile() as file:
        for layer in PSDImage.open(path):
            picture = layer.topil() if layer.kind == "pixel" else None
            if picture is not None:
                over = (PICTURE[0] - PICTURE[1]) / 2
                box = (over, 0, PICTURE[0] - over, PICTURE[1])
                fitted = picture.resize(PLACE, Image.Resampling.LANCZOS, box=box)
                fitted.save(file, "PNG", compress_level=3)
                written += 1
    return written


def seconds(*works: Callable[[], object]) -> list[float]:
    """The fastest round of each, taken in turn so that a busy machine harms all alike."""
    best = [math.inf] * len(works)
    for _ in range(ROUNDS):
        for number, work in enumerate(works):
            start = time.perf_counter()
            work()
            best[number] = min(best[number], time.perf_counter() - start)
    return best


def main() -> None:
    """Print both times and their ratio; fail when it is above the limit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "card.psd"
        card = made_card(path)
        template = made_template(card)
        matches = MatchDocument(
            tuple(
                Match(layer.id, hole.id)
                for layer, hole in zip(card.layers, template.placeholders, strict=True)
            )
        )

        def generated() -> object:
            return generate(
                psd_path=path,
                assets_folder=Path(folder),
                psd=card,
                template=template,
                matches=matches,
                job_id="card-50",
                output_name="card-50.aep",
            )

        ours, pictures = seconds(generated, lambda: by_pillow(path))
    print(f"script, dry runs and pictures   {ours * 1000:7.0f} ms")
    print(f"its pictures alone (Pillow)     {pictures * 1000:7.0f} ms")
    print(f"ratio {ours / pictures:.2f}, at most {MOST}")
    sys.exit(0 if ours / pictures <= MOST else 1)


def _kind(kind: LayerKind) -> PlaceholderKind:
    return PlaceholderKind.TEXT if kind is LayerKind.TEXT else PlaceholderKind.IMAGE


if __name__ == "__main__":
    main()
