"""How much of what is seen goes with a picture's edges, whatever is transparent there."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extraction.opacity import STRIPS, Opacity, opacity_of

STRIP = st.binary(min_size=STRIPS, max_size=STRIPS)
SHARE = st.fractions(min_value=0, max_value=1)


def picture(size: tuple[int, int], *seen: tuple[int, int, int, int]) -> Image.Image:
    """Opaque within these boxes, whose right and bottom edges are their last pixels."""
    image = Image.new("RGBA", size)
    for box in seen:
        ImageDraw.Draw(image).rectangle(box, fill="red")
    return image


def told(image: Image.Image) -> Opacity:
    opacity = opacity_of(image)
    assert opacity is not None
    return opacity


def test_nothing_is_lost_of_a_figure_that_stands_in_the_middle() -> None:
    opacity = told(picture((200, 200), (50, 0, 149, 199)))

    quarter, fifth = Fraction(1, 4), Fraction(1, 5)
    assert opacity.lost_across(quarter, fifth) == 0
    assert opacity.lost_down(quarter, fifth) == quarter + fifth


def test_a_hand_at_one_edge_counts_as_much_as_it_is_seen() -> None:
    body, hand = (80, 0, 119, 199), (0, 90, 9, 109)  # 8000 and 200 pixels
    opacity = told(picture((200, 200), body, hand))

    lost = opacity.lost_across(Fraction(10, 100), Fraction(0))
    assert float(lost) == pytest.approx(200 / 8200, abs=0.005)
    assert opacity.lost_across(Fraction(0), Fraction(10, 100)) == 0


@pytest.mark.parametrize("mode", ["opaque", "faint", "empty"])
def test_a_picture_that_is_the_same_all_over_needs_no_telling(mode: str) -> None:
    alpha = {"opaque": 255, "faint": 40, "empty": 0}[mode]
    assert opacity_of(Image.new("RGBA", (30, 20), (9, 9, 9, alpha))) is None


@pytest.mark.parametrize("size", [(1, 2), (2, 1), (3, 256), (256, 3)])
def test_pictures_of_any_shape_are_told_of(size: tuple[int, int]) -> None:
    opacity = told(picture(size, (0, 0, 0, 0)))
    none, half = Fraction(0), Fraction(1, 2)
    assert opacity.lost_across(half, half) == opacity.lost_down(half, half) == 1
    assert opacity.lost_across(none, none) == opacity.lost_down(none, none) == 0


@given(STRIP, STRIP, SHARE, SHARE)
def test_more_of_a_side_never_takes_less_and_all_of_it_takes_all(
    across: bytes, down: bytes, one: Fraction, other: Fraction
) -> None:
    opacity = Opacity(across, down)
    less, more = sorted((one, other))
    for lost, strips in ((opacity.lost_across, across), (opacity.lost_down, down)):
        assert 0 <= lost(less, Fraction(0)) <= lost(more, Fraction(0))
        assert 0 <= lost(Fraction(0), less) <= lost(Fraction(0), more)
        assert lost(less, 1 - less) == (1 if any(strips) else 0)


@given(STRIP, STRIP)
def test_it_is_the_same_after_it_was_kept_as_text(across: bytes, down: bytes) -> None:
    opacity = Opacity(across, down)
    assert Opacity.from_text(opacity.to_text()) == opacity


@pytest.mark.parametrize("text", ["", "AAAA", "no base64!"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Opacity.from_text(text)
