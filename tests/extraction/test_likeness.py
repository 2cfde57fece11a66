"""Fingerprints of cards: alike for the same words and looks, apart for others."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from extraction import (
    difference,
    fingerprint_of_look,
    fingerprint_of_words,
    read_psd,
    write_pictures,
)
from tests.factories import make_layer, make_psd, make_text_layer


def test_case_spaces_and_order_of_texts_do_not_count() -> None:
    one = make_psd(make_text_layer("1", "BEN FORMAN"), make_text_layer("2", "GOALKEEPER"))
    other = make_psd(make_text_layer("7", "Goalkeeper "), make_text_layer("8", "Ben  Forman"))

    assert fingerprint_of_words(one) == fingerprint_of_words(other)
    assert len(fingerprint_of_words(one)) == 64


def test_other_words_are_another_card() -> None:
    one, other = (make_psd(make_text_layer("1", name)) for name in ("BEN", "EMMA"))

    assert fingerprint_of_words(one) != fingerprint_of_words(other)


def test_a_card_without_words_is_like_none() -> None:
    assert fingerprint_of_words(make_psd(make_layer("1"))) == ""


def photo(path: Path, *, at: int = 40, side: int = 400, quality: int = 90) -> Path:
    """A face on a ground that grows lighter, as JPEG keeps it."""
    picture = Image.linear_gradient("L").resize((400, 600))
    ImageDraw.Draw(picture).ellipse((at, at, at + 200, at + 300), fill=220)
    picture.resize((side, side * 3 // 2)).convert("RGB").save(path, quality=quality)
    return path


def test_the_same_picture_smaller_and_worse_looks_the_same(tmp_path: Path) -> None:
    one = fingerprint_of_look(photo(tmp_path / "1.jpg"))
    other = fingerprint_of_look(photo(tmp_path / "2.jpg", side=300, quality=60))

    assert difference(one, other) < 0.03


def test_another_picture_looks_different(tmp_path: Path) -> None:
    one, other = (fingerprint_of_look(photo(tmp_path / f"{at}.jpg", at=at)) for at in (20, 160))

    assert difference(one, other) > 0.05


def test_a_plain_ground_has_no_look_that_noise_could_change(tmp_path: Path) -> None:
    Image.new("RGB", (90, 90), "red").save(tmp_path / "red.png")

    assert fingerprint_of_look(tmp_path / "red.png") == "0" * 64


@pytest.mark.parametrize("name", ["lineup-card.psd"])
def test_a_real_card_has_both(shared_data: Path, tmp_path: Path, name: str) -> None:
    card = shared_data / "psd" / name
    canvas = write_pictures(card, tmp_path).canvas

    assert canvas is not None
    assert fingerprint_of_words(read_psd(card))
    assert int(fingerprint_of_look(tmp_path / canvas), 16)
