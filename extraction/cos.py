"""Reads COS-like text, in which Photoshop and After Effects keep the styles of their texts.

One regular expression cuts the tokens, one loop with its own stack builds the values. It knows
nothing of what the keys mean, and no indirect objects or streams: neither program writes them.
Source: PDF 32000-1, 7.2 and 7.3 (syntax); the engine data of Photoshop's `TySh` blocks.
"""

import re
from collections.abc import Callable, Mapping
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
# One whole value, whatever is in it; brackets are counted, but not paired by kind. A regular
# expression can't call itself, so that each level of brackets has one of its own around the last.
MAX_PICK_DEPTH = 40  # the texts of After Effects go down to 22
_TEXT = rb"\([^\\)]*+(?:\\.[^\\)]*+)*+\)|<[0-9A-Fa-f\s]*+>"
_NESTED = rb"(?!)"
for _ in range(MAX_PICK_DEPTH):
    _NESTED = rb"(?:<<|\[)(?:[^<>\[\]()]++|" + _NESTED + b"|" + _TEXT + rb")*+(?:>>|\])"
_VALUE = re.compile(rb"[\s\0]*+(" + _NESTED + b"|" + _TEXT + rb"|/?+[^\s\0<>\[\]()/]++)", re.DOTALL)
_KEY = re.compile(rb"[\s\0]*+/([^\s\0()\[\]<>{}/%]++)")
_OPENING = re.compile(rb"[\s\0]*+(<<|\[)")
_CLOSING = re.compile(rb"[\s\0]*+(?:>>|\])")
_END = re.compile(rb"[\s\0]*+\Z")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS = {b"true": True, b"false": False, b"null": None}
_OPEN = frozenset({b"<<", b"["})
_CLOSE = {b">>": b"<<", b"]": b"["}
COMMENT = ord("%")
_NO_ATOM = b"<[("
OUT_OF_RANGE = b"--(.-0"  # what some Photoshop versions write for such a number; it reads as None


Wanted = Mapping[str, "Wanted | None"]


class CosName(str):
    """A name, `/CoolTypeFont`, standing as a value; without its slash."""

    __slots__ = ()


def pick_cos(data: bytes, wanted: Wanted) -> dict[str, object]:
    """Read names and values at the top, but only what stands under the wanted keys.

    Those of a list hold for each of its values; None stands for all that is under a key. Three
    times as fast as reading all where a tenth is wanted.

    Raises: UnreadableFile.
    """
    found, end = _pick_entries(data, 0, wanted, MAX_PICK_DEPTH)
    _matched(_END.match(data, end))
    return found


def parse_cos(data: bytes) -> object:
    """Read COS-like text into dicts, lists, str, bool, int, float, CosName or None.

    Several values at the top are a list, names and values at the top a dict. Texts with a
    byte-order mark are decoded by it, others as UTF-8, or Latin-1 where that fails.

    Raises: UnreadableFile.
    """
    items: list[object] = []
    outer: list[tuple[bytes, list[object]]] = []
    for token in _TOKEN.findall(data):
        if token in _OPEN:
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
        elif token[0] in _TEXT_READERS:
            items.append(_TEXT_READERS[token[0]](token))
        elif token[0] != COMMENT:
            items.append(_read_atom(token))
    if outer:
        _refuse()
    return _as_dict(items) if items and isinstance(items[0], CosName) else _top(items)


def _pick_entries(
    data: bytes, start: int, wanted: Wanted, depth: int
) -> tuple[dict[str, object], int]:
    found: dict[str, object] = {}
    while key := _KEY.match(data, start):
        name = key[1].decode("latin-1")
        if name in wanted:
            found[name], start = _pick(data, key.end(), wanted[name], depth - 1)
        elif value := _VALUE.match(data, key.end()):
            start = value.end()
        else:
            _refuse()
    return found, start


def _pick_items(data: bytes, start: int, wanted: Wanted, depth: int) -> tuple[list[object], int]:
    items: list[object] = []
    while not _CLOSING.match(data, start):
        item, start = _pick(data, start, wanted, depth - 1)
        items.append(item)
    return items, start


def _pick(data: bytes, start: int, wanted: Wanted | None, depth: int) -> tuple[object, int]:
    opening = _OPENING.match(data, start)
    if wanted is None or opening is None:
        value = _matched(_VALUE.match(data, start))
        read = parse_cos if value[1][0] in _NO_ATOM else _read_atom
        return read(value[1]), value.end()
    if not depth:
        _refuse("is nested too deeply")
    pick = _pick_entries if opening[1] == b"<<" else _pick_items
    found, start = pick(data, opening.end(), wanted, depth)
    return found, _matched(_CLOSING.match(data, start)).end()


def _matched(match: re.Match[bytes] | None) -> re.Match[bytes]:
    return match if match is not None else _refuse()


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


@lru_cache(maxsize=4096)  # a text's few hundred names and numbers stand there thousands of times
def _read_atom(token: bytes) -> object:
    return _ATOM_READERS.get(token[0], _read_word)(token)


def _read_name(token: bytes) -> CosName:
    return CosName(token[1:].decode("latin-1"))


def _read_word(token: bytes) -> bool | None:
    if token not in _WORDS:
        _refuse()
    return _WORDS[token]


def _refuse(reason: str = "is damaged") -> NoReturn:
    raise UnreadableFile(f"The text data {reason}.")


# By a token's first byte.
_TEXT_READERS: dict[int, Callable[[bytes], str]] = {ord("("): _read_text, ord("<"): _read_hex}
_ATOM_READERS: dict[int, Callable[[bytes], object]] = {
    **dict.fromkeys(b"+-.0123456789", _read_number),
    ord("/"): _read_name,
}
