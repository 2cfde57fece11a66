"""Reads COS-like text, in which Photoshop and After Effects keep the styles of their texts.

One regular expression cuts the tokens, one loop with its own stack builds the values. It knows
nothing of what the keys mean, and no indirect objects or streams: neither program writes them.
Source: PDF 32000-1, 7.2 and 7.3 (syntax); the engine data of Photoshop's `TySh` blocks.
"""

import re
from collections.abc import Callable
from typing import NoReturn

from extraction.errors import UnreadableFile

MAX_DEPTH = 200
MAX_NUMBER_LENGTH = 40

_TOKEN = re.compile(
    rb"""
      (?P<number>  [+-]?(?:\d++(?:\.\d*+)?+|\.\d++) )
    | (?P<name>    /[^\s\0()\[\]<>{}/%]*+ )
    | (?P<text>    \([^\\)]*+(?:\\.[^\\)]*+)*+\) )
    | (?P<open>    <<|\[ )
    | (?P<close>   >>|\] )
    | (?P<hex>     <[0-9A-Fa-f\s]*+> )
    | (?P<word>    (?:true|false|null)\b | --\(\.-0 )
    | (?P<comment> %[^\r\n]*+ )
    | (?P<bad>     [^\s\0] )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS = {b"true": True, b"false": False}


class CosName(str):
    """A name, `/CoolTypeFont`, standing as a value; without its slash."""

    __slots__ = ()


def parse_cos(data: bytes) -> object:
    """Read COS-like text into dicts, lists, str, bool, int, float, CosName or None.

    Several values at the top are a list, names and values at the top a dict. Texts with a
    byte-order mark are decoded by it, others as UTF-8, or Latin-1 where that fails.

    Raises: UnreadableFile.
    """
    items: list[object] = []
    outer: list[tuple[bytes, list[object]]] = []
    for token in _TOKEN.finditer(data):
        kind = token.lastgroup
        if kind == "open":
            outer.append((token[0], items))
            items = []
            if len(outer) > MAX_DEPTH:
                _refuse(token.start(), "is nested too deeply")
        elif kind == "close":
            if not outer or (outer[-1][0] == b"[") != (token[0] == b"]"):
                _refuse(token.start())
            value = items if token[0] == b"]" else _as_dict(items, token.start())
            items = outer.pop()[1]
            items.append(value)
        elif kind in _READERS:
            items.append(_READERS[kind](token[0]))
        elif kind == "bad":
            _refuse(token.start())
    if outer:
        _refuse(len(data))
    return _top(items, len(data))


def cos_at(value: object, *keys: str | int) -> object:
    """Follow keys (into dicts) and indices (into lists); None where a step is missing."""
    for key in keys:
        if isinstance(value, dict):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def _top(items: list[object], end: int) -> object:
    if items and isinstance(items[0], CosName):
        return _as_dict(items, end)
    return items[0] if len(items) == 1 else items


def _as_dict(items: list[object], position: int) -> dict[str, object]:
    keys = items[::2]
    if len(items) % 2 or not all(isinstance(key, CosName) for key in keys):
        _refuse(position)
    return dict(zip(map(str, keys), items[1::2], strict=True))


def _read_number(token: bytes) -> int | float:
    if len(token) > MAX_NUMBER_LENGTH:
        raise UnreadableFile("The text data holds a number that is too long.")
    return float(token) if b"." in token else int(token)


def _read_text(token: bytes) -> str:
    raw = token[1:-1]
    return _decode(_ESCAPE.sub(_unescape, raw) if b"\\" in raw else raw)


def _unescape(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    if code.isdigit() and code < b"8":
        return bytes([int(code, 8) & 0xFF])
    return _ESCAPED.get(code, code)


def _read_hex(token: bytes) -> str:
    digits = b"".join(token[1:-1].split()).decode("ascii")
    return _decode(bytes.fromhex(digits + "0" * (len(digits) % 2)))


def _decode(raw: bytes) -> str:
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    if raw.startswith(b"\xff\xfe"):
        return raw[2:].decode("utf-16-le", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _read_name(token: bytes) -> CosName:
    return CosName(token[1:].decode("latin-1"))


# `--(.-0` is what some Photoshop versions write for a number out of range; it reads as None.
_READERS: dict[str | None, Callable[[bytes], object]] = {
    "number": _read_number,
    "name": _read_name,
    "text": _read_text,
    "hex": _read_hex,
    "word": _WORDS.get,
}


def _refuse(position: int, reason: str = "is damaged") -> NoReturn:
    raise UnreadableFile(f"The text data {reason} (at byte {position}).")
