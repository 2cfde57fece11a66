"""Where placeholders stand in the main composition, and that a layout can be drawn of anything."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extraction import Box, Composition, CompositionLayer, TemplateDocument, read_template
from extraction.font_files import font_files
from extraction.layout import Layout, Placed, layout_of
from extraction.layout_picture import INK, draw_layout
from extraction.template import Transform
from tests.factories import make_image_placeholder, make_placeholder
from tests.samples.fonts import make_font

TURNED = Transform(anchor=(0.0, 0.0), position=(300.0, 100.0), rotation=90.0)
HALF = Transform(anchor=(50.0, 50.0), position=(500.0, 500.0), scale=(50.0, 50.0))


def image_layer(index: int, **data: Any) -> CompositionLayer:
    return replace(CompositionLayer(index, str(100 + index), "photo", "AVLayer"), **data)


def template(*layers: CompositionLayer, main: bool = True) -> TemplateDocument:
    comp = Composition("11", "lineup", 1200, 1500, layers=layers, main=main)
    hole = make_image_placeholder(1, width=100.0, height=100.0, bbox=Box(1, 2, 3, 4))
    return TemplateDocument((comp,), (hole,))


def corners(document: TemplateDocument) -> list[tuple[tuple[float, float], ...]]:
    layout = layout_of(document)
    assert layout is not None
    rounded = [[(round(x, 3), round(y, 3)) for x, y in one.corners] for one in layout.places]
    return [tuple(one) for one in rounded]


def test_scale_and_anchor_move_the_corners() -> None:
    found = corners(template(image_layer(1, transform=HALF)))

    assert found == [((475, 475), (525, 475), (525, 525), (475, 525))]


def test_a_turned_picture_has_turned_corners() -> None:
    found = corners(template(image_layer(1, transform=TURNED)))

    assert found == [((300, 100), (300, 200), (200, 200), (200, 100))]


def test_a_parent_carries_its_children_along() -> None:
    parent = image_layer(2, transform=Transform((0.0, 0.0), (100.0, 0.0), (200.0, 200.0)))
    child = image_layer(1, transform=Transform((0.0, 0.0), (10.0, 10.0)), parent_id="102")

    found = corners(template(child, parent))

    assert found == [((120, 20), (320, 20), (320, 220), (120, 220))]


def test_a_moving_picture_stands_where_it_rests() -> None:
    assert corners(template(image_layer(1))) == [((1, 2), (3, 2), (3, 4), (1, 4))]


def test_a_composition_used_twice_shows_its_place_twice_lower_layers_first() -> None:
    inner = Composition("11", "card", 100, 100, layers=(image_layer(1, transform=None),))
    right = image_layer(1, source_id="11", transform=Transform((0.0, 0.0), (500.0, 0.0)))
    left = image_layer(2, source_id="11", transform=Transform((0.0, 0.0), (10.0, 0.0)))
    main = Composition("12", "main", 1000, 100, layers=(right, left), main=True)
    hole = make_image_placeholder(1, bbox=Box(0, 0, 100, 100), places=(("12:1",), ("12:2",)))

    found = corners(TemplateDocument((inner, main), (hole,)))

    assert [one[0] for one in found] == [(10, 0), (500, 0)]


def test_a_place_in_a_moving_composition_is_left_out() -> None:
    inner = Composition("11", "card", 100, 100, layers=(image_layer(1),))
    main = Composition("12", "main", 9, 9, layers=(image_layer(1, source_id="11"),), main=True)
    hole = make_image_placeholder(1, places=(("12:1",), ("12:7",), ("13:1",), ()))

    assert corners(TemplateDocument((inner, main), (hole,))) == []


def test_without_a_main_composition_there_is_no_layout() -> None:
    assert layout_of(template(image_layer(1), main=False)) is None


def test_a_picture_is_drawn_where_it_stands() -> None:
    layout = layout_of(template(image_layer(1, transform=TURNED)))
    assert layout is not None
    halves = Image.new("RGBA", (100, 100), (255, 0, 0, 255))
    halves.paste((0, 0, 255, 255), (0, 50, 100, 100))

    drawn = draw_layout(layout, {"11:1": halves}, longest=1500)

    assert drawn.size == (1200, 1500)
    assert drawn.getpixel((280, 150)) == (255, 0, 0, 255)  # its upper half, turned to the right
    assert drawn.getpixel((220, 150)) == (0, 0, 255, 255)
    assert drawn.getpixel((310, 150)) == drawn.getpixel((600, 700))


def test_an_empty_place_is_outlined_and_words_stay_in_theirs() -> None:
    hole = make_placeholder(1)
    place = Placed(hole, ((100, 100), (300, 100), (300, 160), (100, 160)))
    layout = Layout(400, 300, (place,))

    for contents in ({}, {hole.id: "W" * 300}, {hole.id: "one\rtwo"}):
        drawn = draw_layout(layout, contents)
        empty = draw_layout(Layout(400, 300, ()), {})
        assert drawn.crop((90, 90, 310, 170)).tobytes() != empty.crop((90, 90, 310, 170)).tobytes()
        assert drawn.crop((0, 0, 400, 98)).tobytes() == empty.crop((0, 0, 400, 98)).tobytes()


def test_words_are_in_their_own_font_where_it_has_their_characters(tmp_path: Path) -> None:
    make_font(tmp_path / "blocks.ttf", "Blocks")  # letters and no gap between them
    hole = make_placeholder(1)
    place = Placed(hole, ((100, 100), (300, 100), (300, 160), (100, 160)))
    layout, fonts = Layout(400, 300, (place,)), {hole.id: font_files(tmp_path)["Blocks"]}

    def drawn(words: str, **own: Any) -> Image.Image:
        return draw_layout(layout, {hole.id: words}, **own)

    row = drawn("ill", fonts=fonts).crop((180, 130, 220, 131))
    assert row.getcolors() == [(40, INK)]
    assert drawn("ill").crop((180, 130, 220, 131)).getcolors() != row.getcolors()
    assert drawn("ill 韓", fonts=fonts).tobytes() == drawn("ill 韓").tobytes()


def test_a_font_that_is_gone_meanwhile_is_stood_in_for(tmp_path: Path) -> None:
    path = make_font(tmp_path / "gone.ttf", "Gone")
    hole = make_placeholder(1)
    place = Placed(hole, ((100, 100), (300, 100), (300, 160), (100, 160)))
    fonts = {hole.id: font_files(tmp_path)["Gone"]}
    path.write_bytes(b"no font any more")

    layout, words = Layout(400, 300, (place,)), {hole.id: "ill"}
    assert draw_layout(layout, words, fonts=fonts).tobytes() == draw_layout(layout, words).tobytes()


NUMBERS = st.floats(width=32) | st.sampled_from([0.0, 1e30, -5.0, 100.0])


@given(
    corners=st.tuples(*[st.tuples(NUMBERS, NUMBERS)] * 4),
    words=st.text(max_size=20) | st.sampled_from(["\ud800", "\0", "0\x1e0", "שלום", "😀\n\n"]),
    size=st.tuples(st.integers(0, 400), st.integers(0, 400)),
)
def test_whatever_a_file_says_something_is_drawn(
    corners: tuple[tuple[float, float], ...], words: str, size: tuple[int, int]
) -> None:
    layout = Layout(*size, (Placed(make_placeholder(1), corners),))

    assert draw_layout(layout, {"11:1": words}).mode == "RGBA"


@pytest.mark.parametrize(
    "name", ["aepx/test-after-effects-project.aepx", "aepx/music-video-template.aepx"]
)
def test_places_of_real_templates_meet_the_picture(shared_data: Path, name: str) -> None:
    layout = layout_of(read_template(shared_data / name))

    assert layout is not None
    assert layout.places
    for placed in layout.places:
        xs, ys = zip(*placed.corners, strict=True)
        assert min(xs) < layout.width
        assert min(ys) < layout.height
        assert max(xs) > 0
        assert max(ys) > 0
