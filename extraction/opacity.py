"""How opaque a picture is strip by strip, so that a crop can be judged by what is seen.

Coarse on purpose: small enough to be kept for every layer, so that judging needs no pixels.
"""

import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass
from fractions import Fraction

from PIL import Image

STRIPS = 64


@dataclass(frozen=True, slots=True)
class Opacity:
    """Opacity of 64 equal strips from left to right, and of 64 from the top down.

    255 is that of the most opaque strip of its direction.
    """

    across: bytes
    down: bytes

    def lost_across(self, left: Fraction, right: Fraction) -> Fraction:
        """Share of what is seen that goes with these shares of the width at its two edges."""
        return _first(self.across, left) + _first(self.across[::-1], right)

    def lost_down(self, top: Fraction, bottom: Fraction) -> Fraction:
        """Share of what is seen that goes with these shares of the height at its two edges."""
        return _first(self.down, top) + _first(self.down[::-1], bottom)

    def to_text(self) -> str:
        """As ASCII text, for JSON."""
        return b64encode(self.across + self.down).decode()

    @classmethod
    def from_text(cls, text: str) -> "Opacity":
        """What `to_text` wrote. Raises: ValueError on any other text."""
        both = b64decode(text, validate=True)
        if len(both) != 2 * STRIPS:
            raise ValueError("An opacity has 64 strips for each direction.")
        return cls(both[:STRIPS], both[STRIPS:])


def opacity_of(picture: Image.Image) -> Opacity | None:
    """Measure an RGBA picture; None where it is equally opaque all over: its area tells as much."""
    alpha = picture.getchannel("A")
    least, most = alpha.getextrema()
    if least == most:
        return None
    return Opacity(_strips(alpha, STRIPS, 1), _strips(alpha, 1, STRIPS))


def _strips(alpha: Image.Image, columns: int, rows: int) -> bytes:
    means = alpha.convert("F").resize((columns, rows), Image.Resampling.BOX)
    found = struct.unpack(f"={STRIPS}f", means.tobytes())
    return bytes(round(255 * one / max(found)) for one in found)


def _first(strips: bytes, share: Fraction) -> Fraction:
    """Share of all that is seen that lies within this share of the side, from its first strip."""
    reach = share * len(strips)
    whole = int(reach)
    begun = sum(strips[whole : whole + 1]) * (reach - whole)
    return (sum(strips[:whole]) + begun) / Fraction(sum(strips) or 1)
