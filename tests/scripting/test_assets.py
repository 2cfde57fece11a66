"""Pictures have exactly the size of what they replace, and show what the fit says."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extraction import Fit, Match, MatchDocument, read_psd
from extraction.geometry import Box
from scripting import PlanImpossible, build_plan
from scripting.assets import fitted, make_assets, placing, png_size
from tests.scripting.cases import image_hole, template

SIDES = st.integers(1, 5_000)
SIZES = st.tuples(SIDES, SIDES)
RED, BLUE, CLEAR = (255, 0, 0, 255), (0, 0, 255, 255), (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("picture", "fit", "part", "place"),
    [
        ((100, 100), Fit.FIT, (0, 0, 100, 100), (50, 0, 350, 300)),
        ((100, 100), Fit.FILL, (0, 12.5, 100, 87.5), (0, 0, 400, 300)),
        ((100, 100), Fit.STRETCH, (0, 0, 100, 100), (0, 0, 400, 300)),
        ((800, 600), Fit.FILL, (0, 0, 800, 600), (0, 0, 400, 300)),
        ((1, 3_000), Fit.FIT, (0, 0, 1, 3_000), (199, 0, 200, 300)),
    ],
)
def test_where_a_picture_lands(picture: tuple[int, int], fit: Fit, part: Box, place: Box) -> None:
    placed = placing(picture, (400, 300), fit)

    assert placed.part == pytest.approx(part)
    assert placed.place == place


@given(SIZES, SIZES, st.sampled_from(Fit))
def test_parts_stay_inside_whatever_the_sizes(
    picture: tuple[int, int], place: tuple[int, int], fit: Fit
) -> None:
    placed = placing(picture, place, fit)

    assert 0 <= placed.part.left < placed.part.right <= picture[0]
    assert 0 <= placed.part.top < placed.part.bottom <= picture[1]
    assert 0 <= placed.place.left < placed.place.right <= place[0]
    assert 0 <= placed.place.top < placed.place.bottom <= place[1]
    if fit is not Fit.FIT:
        assert placed.place == Box(0, 0, *place)


@pytest.mark.parametrize("fit", Fit)
@pytest.mark.parametrize("picture", [(10, 10), (400, 300), (1, 2_000), (2_000, 1), (777, 555)])
def test_the_canvas_has_exactly_the_size_of_the_place(picture: tuple[int, int], fit: Fit) -> None:
    made = fitted(Image.new("RGBA", picture, RED), (400, 300), fit)

    assert made.size == (400, 300)
    assert made.mode == "RGBA"
    assert RED in [colour for _, colour in made.getcolors() or ()]


def test_fit_leaves_room_that_is_transparent_and_fill_leaves_none() -> None:
    square = Image.new("RGBA", (100, 100), RED)

    assert fitted(square, (400, 300), Fit.FIT).getpixel((0, 0)) == CLEAR
    assert fitted(square, (400, 300), Fit.FILL).getpixel((0, 0)) == RED


def test_fill_cuts_both_ends_alike() -> None:
    bands = Image.new("RGBA", (10, 30), BLUE)
    bands.paste(RED, (0, 10, 10, 20))
    made = fitted(bands, (100, 100), Fit.FILL)

    assert made.getpixel((50, 50)) == RED


def test_transparent_pixels_do_not_bleed_into_edges() -> None:
    half = Image.new("RGBA", (100, 100), (0, 255, 0, 0))
    half.paste(RED, (0, 0, 50, 100))
    made = fitted(half, (33, 33), Fit.STRETCH)

    colours = [made.getpixel((x, 16)) for x in range(33)]
    assert all(one[1] == 0 for one in colours if isinstance(one, tuple) and one[3] > 8)


def test_a_picture_of_the_right_size_is_not_touched() -> None:
    faint = Image.new("RGBA", (20, 20), (201, 103, 7, 3))

    assert fitted(faint, (20, 20), Fit.FILL).tobytes() == faint.tobytes()


@pytest.fixture
def card(shared_data: Path) -> Path:
    """A studio's card, or one in its likeness."""
    return shared_data / "psd" / "lineup-card.psd"


def test_makes_a_png_with_straight_alpha_of_a_real_layer(card: Path, tmp_path: Path) -> None:
    psd = read_psd(card)
    cutout = next(layer for layer in psd.layers if layer.name == "cutout")
    matches = MatchDocument((Match(cutout.id, "11:1", fit=Fit.FIT),))
    made = build_plan(psd, template(image_hole(1)), matches, job_id="j", output_name="x")
    ((name, content),) = make_assets(card, made, tmp_path).items()

    assert name == "01-photo.png"
    assert png_size(content) == (400, 300)
    picture = Image.open(io.BytesIO(content))
    assert (picture.mode, picture.info["srgb"]) == ("RGBA", 0)
    assert picture.getchannel("A").getextrema() == (0, 255)
    assert dict(make_assets(card, made, tmp_path)) == {name: content}


def test_a_layer_that_the_file_no_longer_has_is_named(card: Path, tmp_path: Path) -> None:
    psd = read_psd(card)
    first = replace(psd.layers[0], id="gone")
    matches = MatchDocument((Match("gone", "11:1"),))
    made = build_plan(
        replace(psd, layers=(first,)),
        template(image_hole(1)),
        matches,
        job_id="j",
        output_name="x",
    )
    with pytest.raises(PlanImpossible, match="is not in the Photoshop file"):
        make_assets(card, made, tmp_path)
