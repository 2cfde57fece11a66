import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from extraction import (
    DEFAULT_LIMITS,
    ExtractionError,
    LimitExceeded,
    UnreadableFile,
    check_psd,
    read_psd,
    to_json,
)
from tests.samples import psd as samples


@pytest.mark.timeout(20)  # refusing must not take long, however the file lies
def test_refuses_every_bad_sample_in_one_sentence(shared_data: Path) -> None:
    paths = sorted((shared_data / "psd-bad").iterdir())
    assert len(paths) >= 5
    for path in paths:
        with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
            read_psd(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"8BP", "This is not a Photoshop file"),
        (b"8BPS\0\1", "cut off"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"%PDF-1.7", "a PDF or Illustrator document"),
        (b"  <!DOCTYPE html><html>", "an HTML page"),
        (b"<?xml version='1.0'?>", "an XML or HTML text"),
        (b"\x12\x34\x56\x78" * 100, "of some other kind"),
        (samples.header(version=3), "version 3"),
        (samples.header(width=0), "damaged"),
        (samples.header(width=30_001), "30001 x 8"),
        (samples.header(version=2, height=300_001), "300001"),
        (samples.header(width=2**31 - 1, height=2**31 - 1), "damaged"),
        (samples.header(mode=77), "colour mode or depth"),
        (samples.header(depth=7), "colour mode or depth"),
        (samples.header(), "cut off"),
    ],
)
def test_refuses_what_is_no_photoshop_file_and_says_why(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "card.psd"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile, match=sentence):
        read_psd(path)


def test_refuses_a_png_that_is_called_psd(tmp_path: Path) -> None:
    path = tmp_path / "card.psd"
    Image.new("RGB", (8, 8)).save(path, "PNG")

    with pytest.raises(UnreadableFile, match="a PNG picture"):
        read_psd(path)


def test_the_quick_check_looks_at_the_header_alone(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    check_psd(path)
    with pytest.raises(LimitExceeded):
        check_psd(path, limits=replace(DEFAULT_LIMITS, max_pixels=1))
    path.write_bytes(b"\x89PNG" + path.read_bytes())
    with pytest.raises(UnreadableFile, match="a PNG picture"):
        check_psd(path)


def test_refuses_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"There is no file “none.psd”"):
        read_psd(tmp_path / "none.psd")
    with pytest.raises(UnreadableFile, match="can't be opened"):
        read_psd(tmp_path)


@pytest.mark.parametrize("twentieths", range(20))
def test_refuses_a_file_that_was_cut_off(tmp_path: Path, twentieths: int) -> None:
    path = samples.small_card(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * twentieths // 20])

    with pytest.raises(UnreadableFile):
        read_psd(path)


def test_refuses_a_file_that_lacks_its_last_byte(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(UnreadableFile, match="its end is missing"):
        read_psd(path)


def test_refuses_what_is_beyond_the_limits(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    for change in ({"max_file_bytes": 100}, {"max_pixels": 64 * 48 - 1}, {"max_layers": 7}):
        with pytest.raises(LimitExceeded):
            read_psd(path, limits=replace(DEFAULT_LIMITS, **change))
    assert len(read_psd(path, limits=replace(DEFAULT_LIMITS, max_layers=8)).layers) == 8


def test_refuses_groups_that_go_too_deep(tmp_path: Path) -> None:
    limit = DEFAULT_LIMITS.max_depth

    assert len(read_psd(samples.nested_groups(tmp_path, limit)).layers) == limit + 1
    for depth in (limit + 1, 300):
        with pytest.raises(LimitExceeded, match="groups within groups"):
            read_psd(samples.nested_groups(tmp_path, depth))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return samples.small_card(tmp_path_factory.mktemp("whole")).read_bytes()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    tmp_path: Path, whole: bytes, data: st.DataObject
) -> None:
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.sampled_from([b"\xff\xff\xff\xff", b"\x7f\xff", b"\0\0\0\0", b""]))
        content[place : place + 2] = piece or data.draw(st.binary(min_size=1, max_size=3))
    path = tmp_path / "damaged.psd"
    path.write_bytes(content)

    try:
        document = read_psd(path)
    except ExtractionError as error:
        assert str(error).endswith(".")
    else:
        json.dumps(to_json(document)).encode()


def test_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = samples.small_card(tmp_path)
    copy = Path(shutil.copy(path, tmp_path / "copy.psd"))

    read_psd(path)

    assert path.read_bytes() == copy.read_bytes()
