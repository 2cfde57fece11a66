"""The same pictures of a card by psdparse: run by `psd_pictures` in an environment of its own.

It checks nothing, and draws no clipping, no groups and no colour profile.
"""

import json
import sys
import time
from pathlib import Path

import psdparse
from PIL import Image

CANVAS_SIDE, THUMBNAIL_SIDE = 1600, 256


def peak_megabytes() -> float:
    """The most memory that this process ever had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def write(pixels: bytes, size: tuple[int, int], side: int, target: Path) -> None:
    """Make a picture small, and write it as `write_pictures` does."""
    picture = Image.frombuffer("RGBA", size, pixels, "raw", "BGRA", 0, 1)
    picture = picture.reduce(max(1, max(size) // side))
    picture.thumbnail((side, side), Image.Resampling.BICUBIC)
    picture.save(target, target.suffix[1:].upper(), compress_level=1)


def write_pictures(card: Path, folder: Path) -> None:
    """Read all names and texts, and write the canvas and each layer that has pixels."""
    psd = psdparse.PSDFile()
    if not psd.load(str(card)):
        sys.exit("psdparse can't read it")
    size = psd.header.width, psd.header.height
    write(psd.merged_image(), size, CANVAS_SIDE, folder / "canvas.webp")
    for number, layer in enumerate(psd.layers):
        _ = layer.name, layer.text
        if layer.width > 0 and layer.height > 0 and not layer.is_group:
            pixels = psd.layer_image(number)
            write(pixels, (layer.width, layer.height), THUMBNAIL_SIDE, folder / f"{number}.png")


if __name__ == "__main__":
    before, start = peak_megabytes(), time.process_time()
    write_pictures(Path(sys.argv[1]), Path(sys.argv[2]))
    told = {"seconds": time.process_time() - start, "megabytes": peak_megabytes() - before}
    sys.stdout.write(json.dumps(told))
