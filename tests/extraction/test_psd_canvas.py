from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from psd_tools import PSDImage

from extraction import DEFAULT_LIMITS, UnreadableFile, read_merged_image
from extraction.psd_canvas import draw_canvas
from extraction.psd_file import open_psd
from tests.samples import psd as samples

BARELY_SEEN = 8  # of 255: what rounding does to colours there says nothing


def test_every_stored_canvas_is_what_psd_tools_reads_at_once(shared_data: Path) -> None:
    compared = 0
    for path in sorted((shared_data / "psd").iterdir()):
        expected = PSDImage.open(path).topil()
        if expected is None:
            continue
        theirs = np.asarray(expected.convert("RGBA"), np.int16)
        ours = np.asarray(read_merged_image(path), np.int16)
        seen = theirs[..., 3] > BARELY_SEEN
        if "lab" in path.name:
            continue  # psd-tools leaves Lab as it is, and Pillow alone can't convert it
        assert np.abs(theirs - ours)[seen].max(initial=0) <= 2, path.name
        compared += 1
    assert compared > 25


def test_a_small_canvas_is_the_large_one_made_smaller(shared_data: Path) -> None:
    psd = open_psd(shared_data / "psd" / "lineup-card.psd")
    large, small = draw_canvas(psd), draw_canvas(psd, reduce_by=4)

    assert large is not None
    assert small is not None
    assert small.size == (large.width // 4, large.height // 4)
    difference = np.abs(np.asarray(large.reduce(4), np.int16) - np.asarray(small, np.int16))
    assert difference.max() <= 1


def test_a_canvas_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)

    with pytest.raises(UnreadableFile):
        read_merged_image(path, replace(DEFAULT_LIMITS, max_alloc_bytes=100))
