"""Tells from a file's first bytes whether it is a Photoshop file, what else it is, and how large.

Source: Adobe Photoshop File Formats Specification, "File Header Section".
"""

import struct
from pathlib import Path

from extraction.errors import LimitExceeded, UnreadableFile
from extraction.limits import DEFAULT_LIMITS, Limits

HEADER = struct.Struct(">4sH6xHIIHH")
HEADER_BYTES = HEADER.size
MAX_SIDE = {1: 30_000, 2: 300_000}
COLOR_MODES = {
    0: "Bitmap",
    1: "Grayscale",
    2: "Indexed",
    3: "RGB",
    4: "CMYK",
    7: "Multichannel",
    8: "Duotone",
    9: "Lab",
}
SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\0": "a TIFF picture",
    b"MM\0*": "a TIFF picture",
    b"RIFF": "a WebP picture or another RIFF file",
    b"RIFX": "an After Effects project",
    b"BM": "a BMP picture",
    b"PK\x03\x04": "a ZIP archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF or Illustrator document",
    b"%!PS": "a PostScript document",
}


def check_psd(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> None:
    """Look at the header alone: enough to tell an uploader at once what can't be a card.

    Raises: UnreadableFile, LimitExceeded.
    """
    with path.open("rb") as file:
        check_header(file.read(HEADER_BYTES), file_bytes=path.stat().st_size, limits=limits)


def check_header(head: bytes, *, file_bytes: int, limits: Limits) -> None:
    """Refuse what is no Photoshop file or asks for too much; `head` is its first 26 bytes.

    Raises: UnreadableFile, LimitExceeded.
    """
    if not file_bytes:
        raise UnreadableFile("The file is empty.")
    if file_bytes > limits.max_file_bytes:
        size, most = file_bytes / 1e6, limits.max_file_bytes / 1e6
        raise LimitExceeded(f"The file has {size:.0f} MB; at most {most:.0f} MB are allowed.")
    if not head.startswith(b"8BPS"):
        raise UnreadableFile(f"This is not a Photoshop file: it is {_true_nature(head)}.")
    if len(head) < HEADER.size:
        raise UnreadableFile("The PSD is cut off: it ends within its header.")
    _, version, channels, height, width, depth, mode = HEADER.unpack(head)
    if version not in MAX_SIDE:
        raise UnreadableFile(f"The PSD is of version {version}; 1 (PSD) and 2 (PSB) are known.")
    if not (1 <= width <= MAX_SIDE[version] and 1 <= height <= MAX_SIDE[version]):
        most = MAX_SIDE[version]
        raise UnreadableFile(
            f"The PSD is damaged: it claims {width} x {height} pixels; {most} a side is the most."
        )
    if depth not in (1, 8, 16, 32) or mode not in COLOR_MODES or not 1 <= channels <= 56:
        raise UnreadableFile("The PSD is damaged: its colour mode or depth does not exist.")
    if width * height > limits.max_pixels:
        raise LimitExceeded(
            f"The PSD has {width} x {height} pixels; at most"
            f" {limits.max_pixels / 1e6:.0f} million are allowed."
        )


def _true_nature(head: bytes) -> str:
    for signature, nature in SIGNATURES.items():
        if head.startswith(signature):
            return nature
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if start.startswith(b"<"):
        return "an XML or HTML text"
    return "of some other kind, or damaged"
