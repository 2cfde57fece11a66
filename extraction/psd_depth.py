"""One channel's numbers, of 1, 8, 16 or 32 bits each → a picture of 8 bits.

Files of 32 bits hold light itself, which screens and all other files hold along sRGB's curve.
Source: Adobe Photoshop File Formats Specification, "Image Data Section"; IEC 61966-2-1 (curve).
"""

import numpy as np
from PIL import Image

LINEAR_DEPTH = 32
STRIP = 1 << 20  # numbers that are worked on at once
CURVE_STARTS = 0.0031308


def eight_bit(
    data: bytes, size: tuple[int, int], depth: int, *, is_colour: bool = True
) -> Image.Image:
    """A channel as a picture; transparency and masks, no `is_colour`, aren't bent by the curve.

    Raises: ValueError: where there are too few numbers, or none of such depth.
    """
    if depth == 1:
        return Image.frombytes("1", size, data, "raw", "1;I").convert("L")
    if depth == 8:
        return Image.frombytes("L", size, data)
    numbers = np.frombuffer(data, {16: ">u2", LINEAR_DEPTH: ">f4"}[depth])
    small = np.empty(len(numbers), np.uint8)
    for start in range(0, len(numbers), STRIP):
        part = numbers[start : start + STRIP].astype(np.float32)
        if depth == LINEAR_DEPTH:
            part = np.nan_to_num(part).clip(0, 1)
            part = _bent(part) if is_colour else part
        else:
            part /= 65535
        small[start : start + STRIP] = np.rint(part * 255)
    return Image.frombytes("L", size, small.tobytes())


def _bent(
    light: "np.ndarray[tuple[int], np.dtype[np.float32]]",
) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.where(light <= CURVE_STARTS, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
