import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extraction import Box, Fit, Match, MatchDocument, read_psd
from jobs.demo.psd_builder import ImageLayerSpec, build_psd
from scripting import PlanImpossible
from scripting.assets import fitted, make_assets, placing, png_size
from tests.factories import make_image_placeholder, make_layer, make_psd, make_template
from tests.scripting.cases import card_plan

SIDES = st.integers(1, 4000)
SIZES = st.tuples(SIDES, SIDES)
RED, CLEAR = (255, 0, 0, 255), (0, 0, 0, 0)


def two_halves() -> Image.Image:
    """40 x 20 pixels: the left half red, the right half blue."""
    picture = Image.new("RGBA", (40, 20), RED)
    picture.paste((0, 0, 255, 255), (20, 0, 40, 20))
    return picture


@pytest.mark.parametrize(
    ("fit", "part", "place"),
    [
        (Fit.FILL, Box(10, 0, 30, 20), Box(0, 0, 100, 100)),
        (Fit.FIT, Box(0, 0, 40, 20), Box(0, 25, 100, 75)),
        (Fit.STRETCH, Box(0, 0, 40, 20), Box(0, 0, 100, 100)),
    ],
)
def test_a_wide_picture_in_a_square_place(fit: Fit, part: Box, place: Box) -> None:
    placed = placing((40, 20), (100, 100), fit)

    assert (placed.part, placed.place) == (part, place)


@given(SIZES, SIZES)
def test_fill_covers_the_place_in_the_pictures_own_shape(
    picture: tuple[int, int], place: tuple[int, int]
) -> None:
    placed = placing(picture, place, Fit.FILL)
    across = placed.place.width / placed.part.width
    down = placed.place.height / placed.part.height

    assert placed.place == Box(0, 0, *place)
    assert across == pytest.approx(down)
    assert 0 <= placed.part.left <= placed.part.right <= picture[0]
    assert 0 <= placed.part.top <= placed.part.bottom <= picture[1]


@given(SIZES, SIZES)
def test_fit_shows_the_whole_picture_inside_the_place(
    picture: tuple[int, int], place: tuple[int, int]
) -> None:
    placed = placing(picture, place, Fit.FIT)
    sides = (placed.place.width, placed.place.height)

    assert placed.part == Box(0, 0, *picture)
    assert all(1 <= side <= whole for side, whole in zip(sides, place, strict=True))
    assert any(side == whole for side, whole in zip(sides, place, strict=True))
    scale = min(place[0] / picture[0], place[1] / picture[1])
    assert sides[0] == pytest.approx(picture[0] * scale, abs=1)
    assert sides[1] == pytest.approx(picture[1] * scale, abs=1)


@pytest.mark.parametrize("fit", Fit)
@pytest.mark.parametrize("size", [(100, 100), (1, 1), (7, 300), (40, 20)])
def test_the_canvas_has_exactly_the_places_size(fit: Fit, size: tuple[int, int]) -> None:
    assert fitted(two_halves(), size, fit).size == size


def test_what_fit_leaves_free_is_clear_and_the_rest_is_the_picture() -> None:
    picture = fitted(two_halves(), (40, 40), Fit.FIT)

    assert picture.getpixel((20, 9)) == CLEAR
    assert picture.getpixel((5, 10)) == RED
    assert picture.getpixel((35, 29)) == (0, 0, 255, 255)
    assert picture.getpixel((20, 30)) == CLEAR


def test_the_colour_of_clear_pixels_does_not_bleed_into_edges() -> None:
    picture = Image.new("RGBA", (20, 20), (0, 255, 0, 0))
    picture.paste(RED, (0, 0, 10, 20))
    scaled = fitted(picture, (33, 33), Fit.STRETCH)
    greens = [scaled.getpixel((x, 16)) for x in range(33)]

    assert all(pixel[1] <= 1 for pixel in greens if isinstance(pixel, tuple) and pixel[3])


def test_a_files_layer_becomes_a_png_of_the_replaced_sources_size(tmp_path: Path) -> None:
    path = tmp_path / "card.psd"
    half_clear = Image.new("RGBA", (40, 20), (255, 0, 0, 128))
    build_psd(200, 200, [ImageLayerSpec("cutout", half_clear, 30, 30)], path)
    psd = read_psd(path)
    template = make_template(make_image_placeholder(2, width=60.0, height=60.0))
    matches = MatchDocument((Match(psd.layers[0].id, "11:2", fit=Fit.FIT),))
    plan = card_plan(matches, psd, template)
    ((name, content),) = make_assets(path, plan).items()
    picture = Image.open(io.BytesIO(content))

    assert name == "01-cutout.png"
    assert png_size(content) == picture.size == (60, 60)
    assert (picture.mode, picture.info["srgb"]) == ("RGBA", 0)
    assert picture.getpixel((30, 30)) == (255, 0, 0, 128)  # straight: not darkened by its alpha
    assert picture.getpixel((30, 10)) == CLEAR
    assert make_assets(path, plan) == {name: content}


def test_a_layer_that_the_file_no_longer_has_is_named(tmp_path: Path) -> None:
    path = tmp_path / "card.psd"
    build_psd(20, 20, [ImageLayerSpec("other", Image.new("RGBA", (5, 5), RED))], path)
    plan = card_plan(
        MatchDocument((Match("99", "11:2"),)), make_psd(make_layer("99", name="cutout"))
    )

    with pytest.raises(PlanImpossible, match="“cutout” is not in the Photoshop file"):
        make_assets(path, plan)
