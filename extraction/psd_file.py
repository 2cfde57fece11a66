"""Opens a Photoshop file after checking that it is one, and that it is not too much.

What comes out is psd-tools' own object, for `psd_reader` and `psd_pixels` alone. The text data
of type layers stays unread bytes here: reading it at once is most of the cost of opening.
"""

import logging
import struct
import sys
from array import array
from pathlib import Path
from typing import IO, Any, Self, cast

from attrs import define
from psd_tools import ParseLimitError, ParseLimits, PSDImage
from psd_tools.constants import Compression, SectionDivider, Tag
from psd_tools.psd import PSD
from psd_tools.psd.base import BaseElement
from psd_tools.psd.bin_utils import read_fmt, read_remaining, write_bytes
from psd_tools.psd.descriptor import DescriptorBlock
from psd_tools.psd.tagged_blocks import TypeToolObjectSetting, register

from extraction.errors import LimitExceeded, UnreadableFile
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.mapped_file import MappedFile
from extraction.psd_header import check_psd

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


class OpenedPsd(PSDImage):
    """psd-tools' document over a file whose pixels are still on disk."""

    def __init__(self, record: PSD, file: MappedFile) -> None:
        """Keep the file, to give its memory back."""
        super().__init__(record)
        self._file = file

    def forget_pixels(self) -> None:
        """Give back the memory of the packed pixels that were looked at."""
        self._file.forget()


def open_psd(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> OpenedPsd:
    """Open the file for reading; its pixels stay packed, and on disk.

    Raises: UnreadableFile, LimitExceeded.
    """
    try:
        check_psd(path, limits=limits)
        file = MappedFile(path)
        record = PSD.read(cast(IO[bytes], file), parse_limits=_parse_limits(limits))
        _check_layers(record, limits)
        _check_end(record)
        image = OpenedPsd(record, file)
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


def _parse_limits(limits: Limits) -> ParseLimits:
    return ParseLimits(
        max_read_bytes=limits.max_file_bytes,
        max_total_bytes=8 * limits.max_file_bytes,
        max_objects=limits.max_objects,
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


def _check_end(record: PSD) -> None:
    """Refuse a file that was cut off: the merged picture, which stands last, is not whole."""
    header, merged = record.header, record.image_data
    rows = header.height * header.channels
    if merged.compression == Compression.RAW:
        expected = rows * ((header.width * header.depth + 7) // 8)
    elif merged.compression == Compression.RLE:
        sizes = row_sizes(record)
        expected = rows * sizes.itemsize + sum(sizes)
    else:
        return
    if len(merged.data) < expected:
        raise UnreadableFile("The PSD is cut off: its end is missing.")


def row_sizes(record: PSD) -> "array[int]":
    """How many bytes each row of the merged picture is packed into, channel after channel."""
    header = record.header
    sizes = array("H" if header.version == 1 else "I")
    table = record.image_data.data[: header.height * header.channels * sizes.itemsize]
    sizes.frombytes(table[: len(table) // sizes.itemsize * sizes.itemsize])
    if sys.byteorder == "little":
        sizes.byteswap()
    return sizes
