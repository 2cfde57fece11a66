"""How much a file may ask for before reading it is refused.

Values only: each reader compares and raises `LimitExceeded` with a sentence of its own.
"""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; the defaults hold a studio's largest cards with room to spare.

    Sizes of files and memory in bytes, of pictures in pixels.
    """

    max_file_bytes: int = 2048 * MEGABYTE  # a PSD; Photoshop itself ends the format at 2 GB
    max_pixels: int = 200_000_000  # of a canvas: 20,000 x 10,000
    max_layers: int = 5_000
    max_depth: int = 64  # groups within groups; Photoshop itself makes ten
    # One picture while it is decoded; a canvas with transparency takes 48 bytes a pixel then.
    max_alloc_bytes: int = 2048 * MEGABYTE
    max_objects: int = 5_000_000  # values parsed from a PSD; a layer of many effects has 1,200
    max_picture_seconds: float = 120  # for all small pictures of a card; the rest are left out

    template_max_bytes: int = 150 * MEGABYTE  # some 0.8 GB of memory while it is read
    template_max_depth: int = 200  # elements within elements, chunks within chunks
    template_max_layers: int = 50_000  # over all compositions


DEFAULT_LIMITS = Limits()
