"""Photoshop files for tests: small whole ones, and ones that are hostile or broken."""

import struct
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from psd_tools.constants import Compression, Tag
from psd_tools.psd import PSD
from psd_tools.psd.layer_and_mask import LayerInfo

from jobs.demo.psd_builder import (
    GroupSpec,
    ImageLayerSpec,
    LayerSpec,
    TextLayerSpec,
    build_psd,
)

RED = Image.new("RGBA", (20, 10), (255, 0, 0, 128))
CLEAR = Image.new("RGBA", (20, 10), (9, 9, 9, 0))

SMALL_CARD: tuple[LayerSpec, ...] = (
    TextLayerSpec("Titel ✓", "Größe\n(é) \\ 日本", 4, 2, 12.5, "#336699", "RUSHFLOW"),
    GroupSpec(
        "Players",
        [
            TextLayerSpec("BEN", "BEN", 2, 30, 10),
            ImageLayerSpec("empty", CLEAR, 1, 1),
            GroupSpec("shy", [ImageLayerSpec("red", RED, 5, 20)], visible=False),
        ],
    ),
    ImageLayerSpec("zero", Image.new("RGBA", (0, 0))),
    ImageLayerSpec("background", Image.new("RGBA", (64, 48), "#204060")),
)


def small_card(folder: Path) -> Path:
    """A whole file of 64 x 48 pixels with texts, nested groups, clear and zero-sized layers."""
    path = folder / "small.psd"
    build_psd(64, 48, SMALL_CARD, path)
    return path


def nested_groups(folder: Path, depth: int) -> Path:
    """A file with a picture within so many groups."""
    inner: LayerSpec = ImageLayerSpec("core", RED)
    for level in range(depth):
        inner = GroupSpec(f"g{level}", [inner])
    path = folder / f"nested-{depth}.psd"
    build_psd(32, 32, [inner], path)
    return path


def header(
    *, version: int = 1, width: int = 8, height: int = 8, depth: int = 8, mode: int = 3
) -> bytes:
    """A file's first 26 bytes, and empty sections after them."""
    head = struct.pack(">4sH6xHIIHH", b"8BPS", version, 3, height, width, depth, mode)
    return head + bytes(14)


def changed(path: Path, change: Callable[[LayerInfo], None]) -> Path:
    """The file with its layer records changed by the function, written beside it."""
    with path.open("rb") as file:
        psd = PSD.read(file)
    layers = psd.layer_and_mask_information.layer_info
    assert layers is not None
    change(layers)
    target = path.with_name(f"changed-{path.name}")
    with target.open("wb") as file:
        psd.write(file)
    return target


def without_ids(layers: LayerInfo) -> None:
    """As files of old or foreign programs have it."""
    for record in layers.layer_records:
        del record.tagged_blocks[Tag.LAYER_ID]


def with_equal_ids(layers: LayerInfo) -> None:
    """As files pasted together by careless programs have it."""
    for record in layers.layer_records:
        record.tagged_blocks.set_data(Tag.LAYER_ID, 7)


def with_old_text(layers: LayerInfo) -> None:
    """As Photoshop 5.5 wrote text layers: another block, which nobody reads any more."""
    for record in layers.layer_records:
        block = record.tagged_blocks.pop(Tag.TYPE_TOOL_OBJECT_SETTING, None)
        if block is not None:
            block.key, block.data = Tag.TYPE_TOOL_INFO, b"\0\1" + bytes(100)
            record.tagged_blocks[Tag.TYPE_TOOL_INFO] = block


def with_damaged_styles(layers: LayerInfo) -> None:
    """As one independent writer leaves them: words readable, engine data not."""
    for record in layers.layer_records:
        block = record.tagged_blocks.get_data(Tag.TYPE_TOOL_OBJECT_SETTING)
        if block is not None:
            block.text_data[b"EngineData"].value = b"<< /EngineDict << /Editor ]"


def flat(
    folder: Path, *, mode: int, depth: int, channels: tuple[bytes, ...], colours: bytes = b""
) -> Path:
    """A file of 2 x 1 pixels without layers; `colours` is what its mode keeps about them."""
    head = struct.pack(">4sH6xHIIHH", b"8BPS", 1, len(channels), 1, 2, depth, mode)
    path = folder / "flat.psd"
    path.write_bytes(
        head + struct.pack(">I", len(colours)) + colours + bytes(8) + b"\0\0" + b"".join(channels)
    )
    return path


def as_light(path: Path, *, colour: float, alpha: float) -> Path:
    """The file with 32 bits a channel, all its layers of one grey and one transparency."""
    with path.open("rb") as file:
        psd = PSD.read(file)
    layers = psd.layer_and_mask_information.layer_info
    assert layers is not None
    for record, channels in zip(layers.layer_records, layers.channel_image_data, strict=True):
        for info, channel in zip(record.channel_info, channels, strict=True):
            number = alpha if info.id < 0 else colour
            channel.compression = Compression.RAW
            channel.data = struct.pack(">f", number) * (record.width * record.height)
            info.length = len(channel.data) + 2
    psd.header.depth = 32
    pixels = psd.header.width * psd.header.height * psd.header.channels
    psd.image_data.compression = Compression.RAW
    psd.image_data.data = struct.pack(">f", colour) * pixels
    target = path.with_name("light.psd")
    with target.open("wb") as file:
        psd.write(file)
    return target
