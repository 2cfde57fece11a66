"""AEPX (a project as XML) ↔ the chunks of the binary project.

Most elements are a chunk each, their bytes in hexadecimal; the few that After Effects spells out
are told apart by name. What the chunks mean is not looked at. Source: projects that After Effects
saved both ways; the namespace is Adobe's.
"""

import json
import struct
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from lxml import etree

from extraction.errors import LimitExceeded, UnreadableFile
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.riff import Chunk, ChunkList, parse_chunks, write_chunks

NAMESPACE = "http://www.adobe.com/products/aftereffects"
ROOT = "AfterEffectsProject"
EMPTY = f'<{ROOT} xmlns="{NAMESPACE}" majorVersion="1" minorVersion="0"/>'
FORM = "Egg!"
# Chunks within a chunk that is no list: it has no type of its own.
CONTAINERS = frozenset({"tdsn", "fnam", "pdnm", "RCom"})
NUMBERS = {"numS": struct.Struct(">I"), "ppSn": struct.Struct(">d")}
HEAD_BYTES = 64 * 1024  # the first element stands within
PIECE_BYTES = 1024 * 1024
KIND_LENGTH = 4
MAX_DIGITS = 10
OFTEN_DIGITS = 256  # longer ones differ from layer to layer
PLATFORMS = {"Win": 1, "MacPOSIX": 2}
PLATFORM_NAMES = {code: name for name, code in PLATFORMS.items()}
XMP = f"{{{NAMESPACE}}}ProjectXMPMetadata"
STRING, FILE_REFERENCE = f"{{{NAMESPACE}}}string", f"{{{NAMESPACE}}}fileReference"
NOT_AEPX = "The file is XML, but not an After Effects project."
DAMAGED = "The AEPX is damaged"


class _PrologRead(Exception):
    """Ends the reading of the head: the first element is known, or what forbids the file."""


def check_aepx_head(head: bytes) -> None:
    """Refuse what can't be an AEPX by its beginning: other XML, HTML, anything with a DTD.

    A DTD may only stand before the first element, so whoever passes here defines no entities.

    Raises: UnreadableFile.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    refusals: list[str] = []

    def see_doctype(name: str, *_: object) -> None:
        refusals.append(
            _what_is(name)
            if name.lower() == "html"
            else "The AEPX has a DTD, "
            "which After Effects never writes; save it again from After Effects."
        )
        raise _PrologRead

    def see_element(name: str, _: object) -> None:
        if name != f"{NAMESPACE} {ROOT}":
            refusals.append(_what_is(name.rpartition(" ")[2]))
        raise _PrologRead

    parser.StartDoctypeDeclHandler = see_doctype
    parser.StartElementHandler = see_element
    try:
        parser.Parse(head)
    except _PrologRead:
        pass
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter: odd encodings
        raise UnreadableFile("The file is not an AEPX: its XML can't be read.") from error
    else:
        raise UnreadableFile("The AEPX is cut off: its first element is missing.")
    if refusals:
        raise UnreadableFile(refusals[0])


def parse_aepx(
    file: IO[bytes], *, limits: Limits = DEFAULT_LIMITS, unused: frozenset[str] = frozenset()
) -> ChunkList:
    """Read an AEPX into the chunks that the binary project would have, but for the unused kinds.

    The metadata packet is left out, as `parse_riff` does.

    Raises: UnreadableFile, LimitExceeded.
    """
    root = _parsed(file, limits.template_max_bytes)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(f"{DAMAGED}: it has a DTD.")
    skipped = frozenset({XMP, *(f"{{{NAMESPACE}}}{kind}" for kind in unused)})
    return ChunkList(FORM, _children(root, limits.template_max_depth, skipped))


def _parsed(file: IO[bytes], most: int) -> etree._Element:
    """The XML's tree, fed piece by piece: the file itself is never in memory in full."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_blank_text=True,  # half of the tree otherwise
        remove_comments=True,
        remove_pis=True,
    )
    piece = file.read(PIECE_BYTES)
    check_aepx_head(piece[:HEAD_BYTES])
    try:
        while piece:
            most -= len(piece)
            if most < 0:
                raise LimitExceeded("The AEPX is larger than allowed.")
            parser.feed(piece)
            piece = file.read(PIECE_BYTES)
        return parser.close()
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise UnreadableFile(f"{DAMAGED} or cut off: its XML breaks at line {line}.") from error


def write_aepx(root: ChunkList) -> bytes:
    """Write chunks as an AEPX, as After Effects indents it."""
    element = etree.fromstring(EMPTY)
    for child in root.children:
        _append(element, child)
    etree.indent(element, "\t")
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")


def _what_is(root: str) -> str:
    return "The file is a web page (HTML), not an AEPX." if root.lower() == "html" else NOT_AEPX


def _children(
    element: etree._Element, depth_left: int, skipped: frozenset[str]
) -> tuple[Chunk | ChunkList, ...]:
    if not depth_left:
        raise LimitExceeded("The AEPX is nested deeper than allowed.")
    found: list[Chunk | ChunkList] = []
    for child in element:
        tag = child.tag
        if tag in skipped:
            continue
        data = child.get("bdata")
        if data is None:
            found.append(_other(child, tag, depth_left - 1, skipped))
            continue
        try:
            found.append((_often_met if len(data) < OFTEN_DIGITS else _chunk)(tag, data))
        except ValueError as error:
            name = _kind(tag).strip()
            raise UnreadableFile(f"{DAMAGED}: the bytes of “{name}” can't be read.") from error
    return tuple(found)


def _chunk(tag: str, digits: str) -> Chunk:
    return Chunk(_kind(tag), bytes.fromhex(digits))


# Layers are much alike: names and facts of their properties stand there thousands of times.
_often_met = lru_cache(maxsize=4096)(_chunk)


def _other(
    element: etree._Element, tag: str, depth_left: int, skipped: frozenset[str]
) -> Chunk | ChunkList:
    """What is no plain bytes: a list, or one of the few chunks that After Effects spells out."""
    if tag == STRING:
        return Chunk("Utf8", (element.text or "").encode())
    if tag == FILE_REFERENCE:
        return Chunk("alas", _file_reference(element))
    kind = _kind(tag)
    if kind in NUMBERS:
        return Chunk(kind, _number(element, kind))
    children = _children(element, depth_left, skipped)
    return Chunk(kind, write_chunks(children)) if kind in CONTAINERS else ChunkList(kind, children)


@lru_cache(maxsize=1024)  # a project has some hundred kinds, a hostile one as many as it likes
def _kind(tag: str) -> str:
    name = tag.rpartition("}")[2]
    if not 0 < len(name) <= KIND_LENGTH or not name.isascii():
        raise UnreadableFile(f"{DAMAGED}: it has an element “{name[:40]}”.")
    return name.ljust(KIND_LENGTH)


def _number(element: etree._Element, name: str) -> bytes:
    text = element.findtext("{*}string") or "0"
    form = NUMBERS[name]
    try:
        return form.pack(int(text) if form.format == ">I" else float(text))
    except (ValueError, struct.error) as error:
        raise UnreadableFile(f"{DAMAGED}: “{name}” holds no number.") from error


def _file_reference(element: etree._Element) -> bytes:
    """The JSON that stands for the reference in the binary project, its keys in order."""
    values: dict[str, object] = {str(key): str(value) for key, value in element.attrib.items()}
    values["platform"] = PLATFORMS.get(str(values.get("platform")), 1)
    values["target_is_folder"] = values.get("target_is_folder") == "1"
    for key in ("ascendcount_base", "ascendcount_target"):
        text = str(values.get(key, "0"))
        values[key] = int(text) if text.isdecimal() and len(text) < MAX_DIGITS else 0
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _append(parent: etree._Element, chunk: Chunk | ChunkList) -> None:
    if isinstance(chunk, ChunkList):
        element = _sub(parent, chunk.kind)
        for child in chunk.children:
            _append(element, child)
    elif chunk.kind == "Utf8":
        _sub(parent, "string").text = chunk.data.decode()
    elif chunk.kind == "alas":
        _append_reference(parent, chunk)
    elif chunk.kind in NUMBERS and len(chunk.data) == NUMBERS[chunk.kind].size:
        (value,) = NUMBERS[chunk.kind].unpack(chunk.data)
        text = str(value) if isinstance(value, int) else f"{value:.9f}"
        _sub(_sub(parent, chunk.kind), "string").text = text
    elif chunk.kind in CONTAINERS and chunk.data.startswith(b"Utf8"):
        element = _sub(parent, chunk.kind)
        for child in parse_chunks(chunk.data):
            _append(element, child)
    else:
        _sub(parent, chunk.kind).set("bdata", chunk.data.hex())


def _append_reference(parent: etree._Element, chunk: Chunk) -> None:
    values = json.loads(chunk.data)
    values["platform"] = PLATFORM_NAMES.get(values.get("platform"), "Win")
    values["target_is_folder"] = int(values.get("target_is_folder", False))
    element = _sub(parent, "fileReference")
    for key, value in sorted(values.items()):
        element.set(key, str(value))


def _sub(parent: etree._Element, kind: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{kind.strip()}")
