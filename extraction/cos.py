"""Reads COS-like text, in which Photoshop and After Effects keep the styles of their texts.

One regular expression cuts the tokens, one loop with its own stack builds the values. It knows
nothing of what the keys mean, and no indirect objects or streams: neither program writes them.
Source: PDF 32000-1, 7.2 and 7.3 (syntax); the engine data of Photoshop's `TySh` blocks.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NoReturn, cast

from extraction.errors import UnreadableFile

MAX_DEPTH = 200
MAX_NUMBER_LENGTH = 40

# Numbers, names, texts, brackets, hexadecimal texts, words, comments, and whatever is none.
_TOKEN = re.compile(
    rb"""
      [+-]?(?:\d++(?:\.\d*+)?+|\.\d++)
    | /[^\s\0()\[\]<>{}/%]*+
    | \([^\\)]*+(?:\\.[^\\)]*+)*+\)
    | << | \[ | >> | \]
    | <[0-9A-Fa-f\s]*+>
    | (?:true|false|null)\b | --\(\.-0
    | %[^\r\n]*+
    | [^\s\0]
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS = {b"true": True, b"false": False, b"null": None}
_OPEN = frozenset({b"<<", b"["})
_CLOSE = {b">>": b"<<", b"]": b"["}
COMMENT = ord("%")
OUT_OF_RANGE = b"--(.-0"  # what some Photoshop versions write for such a number; it reads as None


class CosName(str):
    """A name, `/CoolTypeFont`, standing as a value; without its slash."""

    __slots__ = ()


def parse_cos(data: bytes, *, unused: frozenset[tuple[str, str]] = frozenset()) -> object:
    """Read COS-like text into dicts, lists, str, bool, int, float, CosName or None.

    What stands under the `unused` pairs of keys, the top's and one of its own, reads as None.
    Several values at the top are a list, names and values at the top a dict. Texts with a
    byte-order mark are decoded by it, others as UTF-8, or Latin-1 where that fails.

    Raises: UnreadableFile.
    """
    items: list[object] = []
    outer: list[tuple[bytes, list[object]]] = []
    tokens = iter(_TOKEN.findall(data))
    for token in tokens:
        if token in _OPEN:
            if unused and _is_unused(outer, items, unused):
                _skip(tokens)
                items.append(None)
                continue
            outer.append((token, items))
            items = []
            if len(outer) > MAX_DEPTH:
                _refuse("is nested too deeply")
        elif token in _CLOSE:
            if not outer or outer[-1][0] != _CLOSE[token]:
                _refuse()
            value = items if token == b"]" else _as_dict(items)
            items = outer.pop()[1]
            items.append(value)
        elif token[0] != COMMENT:
            items.append(_READERS.get(token[0], _read_word)(token))
    if outer:
        _refuse()
    return _as_dict(items) if items and isinstance(items[0], CosName) else _top(items)


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


def _top(items: list[object]) -> object:
    return items[0] if len(items) == 1 else items


def _is_unused(
    outer: list[tuple[bytes, list[object]]], items: list[object], unused: frozenset[tuple[str, str]]
) -> bool:
    if len(outer) != 1 or not items or not outer[0][1]:
        return False
    above, key = outer[0][1][-1], items[-1]
    return isinstance(above, CosName) and isinstance(key, CosName) and (above, key) in unused


def _skip(tokens: Iterator[bytes]) -> None:
    depth = 1
    for token in tokens:
        depth += (token in _OPEN) - (token in _CLOSE)
        if not depth:
            return
    _refuse()


def _as_dict(items: list[object]) -> dict[str, object]:
    keys = items[::2]
    if len(items) % 2 or not set(map(type, keys)) <= {CosName}:
        _refuse()
    return dict(zip(cast("list[CosName]", keys), items[1::2], strict=True))


def _read_number(token: bytes) -> int | float | None:
    if token == OUT_OF_RANGE:
        return None
    if len(token) > MAX_NUMBER_LENGTH:
        raise UnreadableFile("The text data holds a number that is too long.")
    try:
        return float(token) if b"." in token else int(token)
    except ValueError:
        _refuse()


def _read_text(token: bytes) -> str:
    if len(token) == 1:
        _refuse()
    raw = token[1:-1]
    return _decode(_ESCAPE.sub(_unescape, raw) if b"\\" in raw else raw)


def _unescape(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    if code.isdigit() and code < b"8":
        return bytes([int(code, 8) & 0xFF])
    return _ESCAPED.get(code, code)


def _read_hex(token: bytes) -> str:
    if len(token) == 1:
        _refuse()
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


@lru_cache(maxsize=1024)  # a text's few hundred names stand there thousands of times
def _read_name(token: bytes) -> CosName:
    return CosName(token[1:].decode("latin-1"))


def _read_word(token: bytes) -> bool | None:
    if token not in _WORDS:
        _refuse()
    return _WORDS[token]


def _refuse(reason: str = "is damaged") -> NoReturn:
    raise UnreadableFile(f"The text data {reason}.")


# By a token's first byte; a loop over thousands of tokens has no time for more.
_READERS: dict[int, Callable[[bytes], object]] = {
    **dict.fromkeys(b"+-.0123456789", _read_number),
    ord("/"): _read_name,
    ord("("): _read_text,
    ord("<"): _read_hex,
}
