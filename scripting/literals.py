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

Value = None | bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"]


def literal(value: Value, *, level: int = 0) -> str:
    """Source text of a value, one entry a line. Raises: ValueError for NaN and infinity."""
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
    """A string in double quotes, escaped so that it means the same wherever the file is read."""
    whole = "".join(REPLACEMENT if "\ud800" <= char <= "\udfff" else char for char in text)
    quoted = json.dumps(whole, ensure_ascii=True)
    # json leaves DEL as it is; it is ASCII, but no editor shows it
    quoted = quoted.replace("\x7f", "\\u007f")
    return quoted.replace("/", "\\u002f")


def _number(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError("A script can't hold a number that is not finite.")
    return repr(value) if isinstance(value, int) else repr(float(value))
