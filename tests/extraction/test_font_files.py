"""Font files are found by PostScript name, measured, and harmless when they are broken."""

import os
import random
from pathlib import Path

import pytest

from extraction import font_files as reading
from extraction.font_files import FontFace, font_files, open_face
from tests.samples.fonts import LATIN, make_font


def opened(path: Path, name: str = "SampleSans") -> FontFace:
    face = open_face(font_files(path.parent)[name])
    assert face is not None
    return face


def test_finds_fonts_by_postscript_name_in_folders_below(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    make_font(tmp_path / "below" / "any.ttf", "SampleSans-Bold", family="Sample Sans")
    make_font(tmp_path / "other.OTF", "Another")
    (tmp_path / "readme.txt").write_text("no font")

    found = font_files(tmp_path)

    assert sorted(found) == ["Another", "SampleSans-Bold"]
    assert found["SampleSans-Bold"].family == "Sample Sans"


def test_a_folder_that_is_not_there_has_no_fonts(tmp_path: Path) -> None:
    assert font_files(tmp_path / "nowhere") == {}


def test_a_font_that_was_exchanged_is_read_anew(tmp_path: Path) -> None:
    path = make_font(tmp_path / "a.ttf", "Before")
    os.utime(path, (1, 1))
    assert list(font_files(tmp_path)) == ["Before"]

    make_font(path, "After")

    assert list(font_files(tmp_path)) == ["After"]


def test_measures_in_multiples_of_the_size(tmp_path: Path) -> None:
    face = opened(make_font(tmp_path / "a.ttf", advance=250))
    assert face.width("BEN FORMAN") == pytest.approx(2.5)
    assert face.width("") == 0


def test_tells_each_character_that_is_lacking_once(tmp_path: Path) -> None:
    face = opened(make_font(tmp_path / "a.ttf"))
    assert face.lacking("Zoë Ëë 韓\n\t\u200b") == ("ë", "Ë", "韓")
    assert face.lacking(LATIN) == ()


def test_what_is_no_font_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty.ttf").touch()
    (tmp_path / "words.ttf").write_text("no font at all")
    (tmp_path / "folder.ttf").mkdir()
    (tmp_path / "broken.ttf").symlink_to(tmp_path / "nowhere")
    large = make_font(tmp_path / "large.ttf", "Large")
    make_font(tmp_path / "small.ttf", "Small", characters="a")
    monkeypatch.setattr(reading, "LARGEST_FILE", large.stat().st_size - 1)

    assert list(font_files(tmp_path)) == ["Small"]


def test_a_name_that_is_too_long_or_not_printable_makes_no_font(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", "A" * 500)
    make_font(tmp_path / "b.ttf", "two\nlines")
    assert font_files(tmp_path) == {}


def test_a_damaged_font_breaks_nothing(tmp_path: Path) -> None:
    whole = make_font(tmp_path / "whole.ttf").read_bytes()
    chance = random.Random(5)  # noqa: S311 - the same damage in every run
    for number in range(150):
        folder = tmp_path / str(number)
        folder.mkdir()
        damaged = bytearray(whole[: chance.randrange(len(whole))] if number % 3 == 0 else whole)
        for _ in range(chance.randrange(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (folder / "damaged.ttf").write_bytes(damaged)
        for file in font_files(folder).values():
            face = open_face(file)
            assert face is None or face.width("BEN") >= 0 or face.lacking("BEN") is not None
