"""Reads, prunes and writes the chunks of which After Effects projects consist (RIFX).

It knows nothing of what chunks mean, but which of them hold what: lists, one raw list, the rest
plain bytes. Source: RIFF (Microsoft, 1991) in big-endian order; the shape of projects that After
Effects 11 to 25 wrote.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from extraction.errors import LimitExceeded, UnreadableFile
from extraction.limits import DEFAULT_LIMITS, Limits

HEADER = struct.Struct(">4sI")
FORM = b"Egg!"
# A list whose inside is no chunks, but the text engine's own notation.
RAW_LISTS = frozenset({"btdk"})
MAX_CHUNKS = 3_000_000  # a project of 2,000 layers has some 500,000


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes under a name of four characters; a raw list is one too."""

    kind: str
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class ChunkList:
    """Chunks within a chunk, in file order, under the list's type."""

    kind: str
    children: tuple["Chunk | ChunkList", ...] = ()

    def lists(self, kind: str) -> Iterator["ChunkList"]:
        """The direct children that are lists of that type."""
        for child in self.children:
            if isinstance(child, ChunkList) and child.kind == kind:
                yield child

    def find(self, kind: str) -> Chunk | None:
        """The first direct child of that name that is no list, or None."""
        for child in self.children:
            if isinstance(child, Chunk) and child.kind == kind:
                return child
        return None


def check_riff_head(head: bytes, file_bytes: int) -> None:
    """Refuse by the first twelve bytes what is no project, or not all of one.

    Raises: UnreadableFile.
    """
    if len(head) < HEADER.size + 4 or head[:4] != b"RIFX":
        raise UnreadableFile("The file is not an After Effects project.")
    size = HEADER.unpack_from(head)[1]
    if head[8:12] != FORM:
        raise UnreadableFile("The file is of After Effects' kind, but holds no project.")
    if size < 4 or HEADER.size + size > file_bytes:
        raise UnreadableFile("The project is cut off: its end is missing.")


def parse_riff(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> ChunkList:
    """Read a whole project file; the metadata packet behind the chunks is left out.

    Raises: UnreadableFile, LimitExceeded.
    """
    check_riff_head(data, len(data))
    size = HEADER.unpack_from(data)[1]
    return ChunkList(FORM.decode(), parse_chunks(data[12 : HEADER.size + size], limits=limits))


def parse_chunks(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> tuple[Chunk | ChunkList, ...]:
    """Read a run of chunks that fills the bytes to the last one.

    Raises: UnreadableFile, LimitExceeded.
    """
    return _Parser(data, limits.template_max_depth).run(0, len(data), depth=1)


def write_riff(root: ChunkList) -> bytes:
    """Write a project file without a metadata packet."""
    out = bytearray(HEADER.pack(b"RIFX", 0) + name_bytes(root.kind))
    _write_all(root.children, out)
    HEADER.pack_into(out, 0, b"RIFX", len(out) - HEADER.size)
    return bytes(out)


def write_chunks(chunks: tuple[Chunk | ChunkList, ...]) -> bytes:
    """Write a run of chunks."""
    out = bytearray()
    _write_all(chunks, out)
    return bytes(out)


def prune(root: ChunkList, kinds: frozenset[str]) -> ChunkList:
    """Leave out the root's lists of these types."""
    kept = (
        child
        for child in root.children
        if not (isinstance(child, ChunkList) and child.kind in kinds)
    )
    return ChunkList(root.kind, tuple(kept))


def name_bytes(kind: str) -> bytes:
    """Four bytes of a chunk's name, filled up with spaces.

    Raises: UnreadableFile: for a name that can't be one.
    """
    if not (0 < len(kind) <= HEADER.size // 2 and kind.isascii()):
        raise UnreadableFile("The project is damaged: it holds a part of an impossible name.")
    return kind.encode().ljust(4)


class _Parser:
    """Keeps what all levels share: the bytes, and how many chunks there may be still."""

    def __init__(self, data: bytes, max_depth: int) -> None:
        self.data = data
        self.max_depth = max_depth
        self.left = MAX_CHUNKS

    def run(self, start: int, end: int, *, depth: int) -> tuple[Chunk | ChunkList, ...]:
        if depth > self.max_depth:
            raise LimitExceeded(f"The project is nested deeper than {self.max_depth} levels.")
        found: list[Chunk | ChunkList] = []
        while start < end:
            if end - start < HEADER.size:
                raise UnreadableFile("The project is damaged: one of its parts is cut off.")
            name, size = HEADER.unpack_from(self.data, start)
            body = start + HEADER.size
            if size > end - body:
                raise UnreadableFile("The project is damaged: a part claims more than there is.")
            self.left -= 1
            if self.left < 0:
                raise LimitExceeded(f"The project has more than {MAX_CHUNKS:,} parts.")
            found.append(self._chunk(name, body, body + size, depth))
            start = body + size + (size & 1)
        return tuple(found)

    def _chunk(self, name: bytes, start: int, end: int, depth: int) -> Chunk | ChunkList:
        if name != b"LIST":
            return Chunk(_text(name), self.data[start:end])
        if end - start < 4:
            raise UnreadableFile("The project is damaged: a list has no type.")
        kind = _text(self.data[start : start + 4])
        if kind in RAW_LISTS:
            return Chunk(kind, self.data[start + 4 : end])
        return ChunkList(kind, self.run(start + 4, end, depth=depth + 1))


def _text(name: bytes) -> str:
    if not name.isascii():
        raise UnreadableFile("The project is damaged: it holds a part of an impossible name.")
    return name.decode("ascii")


def _write_all(chunks: tuple[Chunk | ChunkList, ...], out: bytearray) -> None:
    for chunk in chunks:
        start = len(out)
        is_list = isinstance(chunk, ChunkList) or chunk.kind in RAW_LISTS
        name = b"LIST" if is_list else name_bytes(chunk.kind)
        out += HEADER.pack(name, 0)
        if is_list:
            out += name_bytes(chunk.kind)
        if isinstance(chunk, ChunkList):
            _write_all(chunk.children, out)
        else:
            out += chunk.data
        size = len(out) - start - HEADER.size
        HEADER.pack_into(out, start, name, size)
        if size & 1:
            out.append(0)
