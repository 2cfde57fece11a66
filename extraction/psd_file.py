"""Opens a Photoshop file after checking that it is one, and that it is not too much.

What comes out is psd-tools' own object, for `psd_reader` and `psd_pixels` alone. The text data
of type layers stays unread bytes here: reading it at once is most of the cost of opening.
Source: Adobe Photoshop File Formats Specification, "File Header Section".
"""

import logging
import struct
from pathlib import Path
from typing import IO, Any, Self

from attrs import define
from psd_tools import ParseLimitError, ParseLimits, PSDImage
from psd_tools.constants import SectionDivider, Tag
from psd_tools.psd import PSD
from psd_tools.psd.base import BaseElement
from psd_tools.psd.bin_utils import read_fmt, read_remaining, write_bytes
from psd_tools.psd.descriptor import DescriptorBlock
from psd_tools.psd.tagged_blocks import TypeToolObjectSetting, register

from extraction.errors import LimitExceeded, UnreadableFile
from extraction.limits import DEFAULT_LIMITS, Limits

HEADER = struct.Struct(">4sH6xHIIHH")
MAX_SIDE = {1: 30_000, 2: 300_000}
COLOR_MODES = {
    0: "Bitmap",
    1: "Grayscale",
    2: "Indexed",
    3: "RGB",
    4: "CMYK",
    7: "Multichannel",
    8: "Duotone",
    9: "Lab",
}
MAX_OBJECTS = 5_000_000  # a layer with many effects has some 1,200
SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\0": "a TIFF picture",
    b"MM\0*": "a TIFF picture",
    b"RIFF": "a WebP picture or another RIFF file",
    b"RIFX": "an After Effects project",
    b"BM": "a BMP picture",
    b"PK\x03\x04": "a ZIP archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF or Illustrator document",
    b"%!PS": "a PostScript document",
}
# What the parser raises on a damaged file; anything else is a bug, and stays loud.
DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    struct.error,
    RecursionError,
)

# It would log each oddity of a hostile file; what matters of them becomes an error of ours.
logging.getLogger("psd_tools").setLevel(logging.CRITICAL)


@register(Tag.TYPE_TOOL_OBJECT_SETTING)
@define(repr=False)
class UnreadTypeTool(TypeToolObjectSetting):
    """A type layer's block whose engine data stays bytes until somebody asks for it."""

    @classmethod
    def read(cls, fp: IO[bytes], **_: Any) -> Self:
        """Read all of the block but the inside of its engine data."""
        version, *transform = read_fmt("H6d", fp)
        (text_version,) = read_fmt("H", fp)
        text_data = DescriptorBlock.read(fp)
        (warp_version,) = read_fmt("H", fp)
        warp = DescriptorBlock.read(fp)
        box = read_fmt("4i", fp)
        return cls(version, tuple(transform), text_version, text_data, warp_version, warp, *box)


@register(Tag.TEXT_ENGINE_DATA)
@define(repr=False)
class UnreadTextResources(BaseElement):
    """The document's shared text data, which nothing here needs."""

    data: bytes = b""

    @classmethod
    def read(cls, fp: IO[bytes], **_: Any) -> Self:
        """Keep the bytes."""
        return cls(read_remaining(fp))

    def write(self, fp: IO[bytes], **_: Any) -> int:
        """Write the bytes back."""
        return int(write_bytes(fp, self.data))


def open_psd(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> PSDImage:
    """Open the file for reading; its pixels stay packed.

    Raises: UnreadableFile, LimitExceeded.
    """
    try:
        with path.open("rb") as file:
            check_header(file.read(HEADER.size), file_bytes=path.stat().st_size, limits=limits)
            file.seek(0)
            record = PSD.read(file, parse_limits=_parse_limits(limits))
        _check_layers(record, limits)
        image = PSDImage(record)
    except (UnreadableFile, LimitExceeded):
        raise
    except ParseLimitError as error:
        raise LimitExceeded("The PSD holds more layers or data than allowed.") from error
    except FileNotFoundError as error:
        raise UnreadableFile(f"There is no file “{path.name}”.") from error
    except (IsADirectoryError, PermissionError) as error:
        raise UnreadableFile(f"“{path.name}” can't be opened as a file.") from error
    except DAMAGE as error:
        raise UnreadableFile("The PSD is damaged or cut off: its layers can't be read.") from error
    image.max_alloc_bytes = limits.max_alloc_bytes
    return image


def check_header(head: bytes, *, file_bytes: int, limits: Limits) -> None:
    """Refuse what is no Photoshop file or asks for too much; `head` is its first 26 bytes.

    Raises: UnreadableFile, LimitExceeded.
    """
    if not file_bytes:
        raise UnreadableFile("The file is empty.")
    if file_bytes > limits.max_file_bytes:
        size, most = file_bytes / 1e6, limits.max_file_bytes / 1e6
        raise LimitExceeded(f"The file has {size:.0f} MB; at most {most:.0f} MB are allowed.")
    if not head.startswith(b"8BPS"):
        raise UnreadableFile(f"This is not a Photoshop file: it is {_true_nature(head)}.")
    if len(head) < HEADER.size:
        raise UnreadableFile("The PSD is cut off: it ends within its header.")
    _, version, channels, height, width, depth, mode = HEADER.unpack(head)
    if version not in MAX_SIDE:
        raise UnreadableFile(f"The PSD is of version {version}; 1 (PSD) and 2 (PSB) are known.")
    if not (1 <= width <= MAX_SIDE[version] and 1 <= height <= MAX_SIDE[version]):
        most = MAX_SIDE[version]
        raise UnreadableFile(
            f"The PSD is damaged: it claims {width} x {height} pixels; {most} a side is the most."
        )
    if depth not in (1, 8, 16, 32) or mode not in COLOR_MODES or not 1 <= channels <= 56:
        raise UnreadableFile("The PSD is damaged: its colour mode or depth does not exist.")
    if width * height > limits.max_pixels:
        raise LimitExceeded(
            f"The PSD has {width} x {height} pixels; at most"
            f" {limits.max_pixels / 1e6:.0f} million are allowed."
        )


def _true_nature(head: bytes) -> str:
    for signature, nature in SIGNATURES.items():
        if head.startswith(signature):
            return nature
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if start.startswith(b"<"):
        return "an XML or HTML text"
    return "of some other kind, or damaged"


def _parse_limits(limits: Limits) -> ParseLimits:
    return ParseLimits(
        max_read_bytes=limits.max_file_bytes,
        max_total_bytes=8 * limits.max_file_bytes,
        max_objects=MAX_OBJECTS,
    )


def _check_layers(record: PSD, limits: Limits) -> None:
    """Before the tree is built, since walking a very deep one overflows the stack."""
    depth = layers = 0
    for layer, _ in record._iter_layers():
        divider = PSDImage._divider(layer)
        kind = divider.kind if divider is not None else None
        if kind is SectionDivider.BOUNDING_SECTION_DIVIDER:
            depth += 1
            if depth > limits.max_depth:
                raise LimitExceeded(f"The PSD has groups within groups deeper than {depth - 1}.")
            continue
        if kind in (SectionDivider.OPEN_FOLDER, SectionDivider.CLOSED_FOLDER):
            depth = max(0, depth - 1)
        layers += 1
        if layers > limits.max_layers:
            raise LimitExceeded(f"The PSD has more than {limits.max_layers} layers.")
