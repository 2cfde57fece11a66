"""Whether two cards read and look the same: fingerprints that are cheap to keep and to compare.

Not whether they are the same file, which a hash of its bytes tells.
"""

import hashlib
from pathlib import Path

from PIL import Image

from extraction.psd import LayerKind, PsdDocument

ROWS = COLUMNS = 16
BITS = ROWS * COLUMNS


def fingerprint_of_words(psd: PsdDocument) -> str:
    """A hash of all texts that are seen, in hex; case, spaces and order don't count. Empty without.

    The texts are those of layers that are `shown`.
    """
    texts = [
        " ".join(layer.text.content.split()).casefold()
        for layer in psd.layers
        if layer.kind is LayerKind.TEXT and layer.text is not None and layer.shown
    ]
    words = sorted(filter(None, texts))
    return hashlib.sha256("\n".join(words).encode()).hexdigest() if words else ""


def fingerprint_of_look(picture: Path) -> str:
    """A difference hash in hex: for each of 16 by 16 fields whether the next is brighter."""
    with Image.open(picture) as opened:
        grey = opened.convert("L").resize((COLUMNS + 1, ROWS), Image.Resampling.BOX)
    fields = grey.tobytes()
    bits = 0
    for row in range(ROWS):
        start = row * (COLUMNS + 1)
        for at in range(start, start + COLUMNS):
            bits = bits << 1 | (fields[at + 1] > fields[at])
    return f"{bits:0{BITS // 4}x}"


def difference(one: str, other: str) -> float:
    """The share of fields in which two looks differ: 0 for the same picture, 0.5 for any two."""
    return (int(one, 16) ^ int(other, 16)).bit_count() / BITS
