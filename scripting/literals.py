"""The only place that turns a value into ECMAScript 3 source.

Pure ASCII: After Effects reads other characters wrongly when it runs without its interface.
U+2028 and U+2029 end a line in ECMAScript 3 and `*/`, `</` and `//@` mean something to readers of
the file, so none of them is ever written out.
"""

import json
import math
from collections.abc import Mapping, Sequence

REPLACEMENT = "\ufffd"  # instead of half a surrogate pair, which no file can hold
INDENT = "    "
MAX_WHOLE = 2**53  # beyond it the engine's numbers skip some
MAX_PIECE = 4000  # characters of one literal; the engine's limit is not documented

Value = None | bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"]


def literal(value: Value, *, level: int = 0) -> str:
    """Source text of a value, one entry a line. Raises: ValueError for a number JS can't hold."""
    if isinstance(value, str):
        return string_literal(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return _number(value)
    pad, inner = INDENT * level, INDENT * (level + 1)
    if isinstance(value, Mapping):
        opening, closing = "{", "}"
        entries = [
            f"{string_literal(key)}: {literal(entry, level=level + 1)}"
            for key, entry in value.items()
        ]
    else:
        opening, closing = "[", "]"
        entries = [literal(entry, level=level + 1) for entry in value]
    if not entries:
        return opening + closing
    lines = ",\n".join(inner + entry for entry in entries)
    return f"{opening}\n{lines}\n{pad}{closing}"


def string_literal(text: str) -> str:
    """A string in double quotes, escaped so that it means the same wherever the file is read.

    A long one becomes a sum of short ones in parentheses.
    """
    whole = whole_characters(text)
    pieces = [
        _quoted(whole[start : start + MAX_PIECE]) for start in range(0, len(whole), MAX_PIECE)
    ]
    return f"({' + '.join(pieces)})" if len(pieces) > 1 else _quoted(whole)


def whole_characters(text: str) -> str:
    """The text with each half of a surrogate pair replaced."""
    return "".join(REPLACEMENT if "\ud800" <= char <= "\udfff" else char for char in text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=True)
    # json leaves DEL as it is; it is ASCII, but no editor shows it
    return quoted.replace("\x7f", "\\u007f").replace("/", "\\u002f")


def _number(value: float) -> str:
    if isinstance(value, int):
        if abs(value) > MAX_WHOLE:
            raise ValueError("A script can't hold a whole number of more than 53 bits.")
        return repr(value)
    if not math.isfinite(value):
        raise ValueError("A script can't hold a number that is not finite.")
    return repr(float(value))
