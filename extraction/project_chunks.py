"""What the chunks of an After Effects project say at fixed places: items, layers, sources.

Plain values as they are stored; what is made of them is `plain_template`'s. Words that are not
UTF-8 are read as far as they can be. Source: projects that After Effects 12 to 25 wrote, against
what py-aep reads of them.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import PureWindowsPath

from extraction.errors import UnreadableFile
from extraction.riff import Chunk, ChunkList

ITEM = struct.Struct(">H14xI")  # type, id
# duration over divisor, size, pixel aspect as number over divisor, rate and 65536ths
COMPOSITION = struct.Struct(">44xII88xHHII4xHH")
# id; stretch, start, in and out as number over divisor (stretch's comes late); three bytes of
# switches; source id; track matte; type; parent's id.
LAYER = struct.Struct(">I4xiiIiIiIxBBBI63xBI19xBI")
MATTE_LAYER = slice(160, 164)  # since After Effects 23
PICTURE_SIZE = struct.Struct(">32xH2xH")
PIXEL_ASPECT = struct.Struct(">136xII")
MISSING = 115  # a byte of the size's chunk: whether the file was missing when last saved
QUEUE_ENTRY = struct.Struct(">16xI")  # how many bytes each has
QUEUED_ID = slice(8, 12)
GUIDE = 0b10  # of the first byte of switches
TO_CAMERA_EACH = 0b1_1000  # of the first: each character in space, and turned
NULL, THREE_D, ADJUSTMENT, ALONG_PATH = 0b1000_0000, 0b100, 0b10, 0b1  # of the second
TO_CAMERA = 0b10_0000  # of the second
SHY, LOCKED, ENABLED = 0b100_0000, 0b10_0000, 0b1  # of the third
SOLID_NAME, PLACEHOLDER_NAME = slice(26, 282), slice(10, 266)
PLACEHOLDER_SIGN = b"\0\0\0\0\0\2"
PHOTOSHOP_LAYER, ILLUSTRATOR_LAYER = slice(344, None), slice(68, 324)


class ItemKind(IntEnum):
    """What stands in the project panel, in the file's own numbers."""

    FOLDER = 1
    COMPOSITION = 4
    FOOTAGE = 7


@dataclass(frozen=True, slots=True)
class ProjectItem:
    """An item with what lies in it; the name is empty where After Effects shows the source's."""

    id: int
    kind: int
    name: str
    chunks: ChunkList


@dataclass(frozen=True, slots=True)
class CompositionRecord:
    """Size in pixels, duration in seconds; how wide a pixel is for its height."""

    width: int
    height: int
    duration: float
    frame_rate: float
    pixel_aspect: float


@dataclass(frozen=True, slots=True)
class LayerRecord:
    """One layer; `index` counts from 1; in and out in seconds of the composition.

    `type` and `track_matte` are the file's own numbers. `matte_id` is 0 where the file tells none.
    The layer's own clock starts at `origin`, and is so many times slower as `stretch` says.
    """

    index: int
    id: int
    name: str
    type: int
    source_id: int
    parent_id: int
    in_point: float
    out_point: float
    origin: float
    stretch: float
    enabled: bool
    locked: bool
    shy: bool
    guide: bool
    null: bool
    adjustment: bool
    three_d: bool
    along_path: bool
    to_camera: bool
    track_matte: int
    matte_id: int
    chunks: ChunkList


def items(root: ChunkList) -> list[ProjectItem]:
    """All items of a project, what lies in a folder before what follows it.

    Raises: UnreadableFile: where there is no project panel, or an item doesn't say what it is.
    """
    folder = next(root.lists("Fold"), None)
    if folder is None:
        raise UnreadableFile("The project is damaged: it has no items.")
    return list(_items_of(folder))


def _items_of(folder: ChunkList) -> Iterator[ProjectItem]:
    for chunks in folder.lists("Item"):
        kind, item_id = _unpack(ITEM, chunks.find("idta"), "an item")
        yield ProjectItem(item_id, kind, own_name(chunks), chunks)
        for inner in chunks.lists("Sfdr"):
            yield from _items_of(inner)


def queued_compositions(root: ChunkList) -> frozenset[int]:
    """The ids that stand in the render queue."""
    found: set[int] = set()
    for queue in root.lists("LRdr"):
        for entries in queue.lists("list"):
            head, data = entries.find("lhd3"), entries.find("ldat")
            if head is None or data is None or len(head.data) < QUEUE_ENTRY.size:
                continue
            (size,) = QUEUE_ENTRY.unpack_from(head.data)
            places = range(0, len(data.data), max(size, QUEUED_ID.stop))
            found |= {int.from_bytes(data.data[place:][QUEUED_ID], "big") for place in places}
    return frozenset(found)


def composition_record(item: ProjectItem) -> CompositionRecord:
    """What a composition says of itself.

    Raises: UnreadableFile.
    """
    values = _unpack(COMPOSITION, item.chunks.find("cdta"), "a composition")
    number, divisor, width, height, wide, high, whole, rest = values
    return CompositionRecord(
        width=width,
        height=height,
        duration=_ratio(number, divisor),
        frame_rate=whole + rest / 65536,
        pixel_aspect=_ratio(wide, high) or 1.0,
    )


def layer_record(index: int, chunks: ChunkList) -> LayerRecord:
    """One layer of a composition.

    Raises: UnreadableFile.
    """
    facts = chunks.find("ldta")
    values = _unpack(LAYER, facts, "a layer")
    layer_id, stretched, start, start_divisor = values[:4]
    entry, entry_divisor, end, end_divisor = values[4:8]
    first, second, third, source_id, matte, stretch_divisor, kind, parent_id = values[8:]
    stretch = _ratio(stretched, stretch_divisor) or 1.0
    origin = _ratio(start, start_divisor) + min(0.0, stretch) / 3000  # as After Effects places it
    return LayerRecord(
        index=index,
        id=layer_id,
        name=own_name(chunks),
        type=kind,
        source_id=source_id,
        parent_id=parent_id,
        in_point=origin + _ratio(entry, entry_divisor) * stretch,
        out_point=origin + _ratio(end, end_divisor) * stretch,
        origin=origin,
        stretch=stretch,
        enabled=bool(third & ENABLED),
        locked=bool(third & LOCKED),
        shy=bool(third & SHY),
        guide=bool(first & GUIDE),
        null=bool(second & NULL),
        adjustment=bool(second & ADJUSTMENT),
        three_d=bool(second & THREE_D),
        along_path=bool(second & ALONG_PATH),
        to_camera=bool(second & TO_CAMERA) or first & TO_CAMERA_EACH == TO_CAMERA_EACH,
        track_matte=matte,
        matte_id=int.from_bytes(facts.data[MATTE_LAYER], "big") if facts is not None else 0,
        chunks=chunks,
    )


def own_name(chunks: ChunkList) -> str:
    """The name that a person gave, or nothing."""
    chunk = chunks.find("Utf8")
    return _text(chunk.data) if chunk is not None else ""


def source_chunks(item: ProjectItem) -> tuple[bytes, bytes]:
    """Footage's size and kind, as the bytes of the two chunks that tell them; empty if missing."""
    pin = next(item.chunks.lists("Pin "), ChunkList("Pin "))
    size, kind = pin.find("sspc"), pin.find("opti")
    return size.data if size is not None else b"", kind.data if kind is not None else b""


def picture_size(size: bytes) -> tuple[int, int]:
    """Width and height in pixels; 0 by 0 for sound, and where they are cut off."""
    if len(size) < PICTURE_SIZE.size:
        return 0, 0
    width, height = PICTURE_SIZE.unpack_from(size)
    return width, height


def pixel_aspect(size: bytes) -> float:
    """How wide a picture's pixels are for their height; those not told are square."""
    if len(size) < PIXEL_ASPECT.size:
        return 1.0
    return _ratio(*PIXEL_ASPECT.unpack_from(size)) or 1.0


def file_name(item: ProjectItem, kind: bytes) -> str:
    """As After Effects shows an unnamed file: its last part, behind its layer's and a slash."""
    name = PureWindowsPath(full_path(item)).name  # takes both kinds of slashes
    layer_name = layer_of_file(kind)
    return f"{layer_name}/{name}" if layer_name else name


def layer_of_file(kind: bytes) -> str:
    """The one layer of a layered file that footage shows, or nothing."""
    layer = {b"8BPS": PHOTOSHOP_LAYER, b"TEXT": ILLUSTRATOR_LAYER}.get(kind[:4])
    return _text(kind[layer]) if layer is not None else ""


def is_missing(size: bytes) -> bool | None:
    """Whether the file was missing when the project was saved; None where nothing tells."""
    return bool(size[MISSING] & 1) if len(size) > MISSING else None


def full_path(item: ProjectItem) -> str:
    """Where footage's file was, on the computer that saved the project; empty if nothing tells."""
    pin = next(item.chunks.lists("Pin "), ChunkList("Pin "))
    reference = next((found for one in pin.lists("Als2") if (found := one.find("alas"))), None)
    try:
        values = json.loads(reference.data) if reference is not None else None
    except (ValueError, RecursionError):
        return ""
    path = values.get("fullpath") if isinstance(values, dict) else None
    return path if isinstance(path, str) else ""


def fixed_text(data: bytes, place: slice) -> str:
    """Words that end at the first zero of their place."""
    return _text(data[place])


def _text(data: bytes) -> str:
    return data.split(b"\0", 1)[0].decode("utf-8", "replace")


def _unpack(form: struct.Struct, chunk: Chunk | None, what: str) -> tuple[int, ...]:
    if chunk is None or len(chunk.data) < form.size:
        raise UnreadableFile(f"The project is damaged: {what} doesn't say what it is.")
    return form.unpack_from(chunk.data)


def _ratio(number: int, divisor: int) -> float:
    return number / divisor if divisor else 0.0
