import struct
from collections.abc import Callable
from pathlib import Path

import py_aep
import pytest
from py_aep import (
    AVLayer,
    CompItem,
    KeyframeEase,
    KeyframeInterpolationType,
    Property,
    TextDocument,
    TextLayer,
)

from extraction import Box, Placeholder, read_template
from extraction.plain_template import read_plainly
from extraction.plain_text import text_box
from extraction.riff import parse_riff
from jobs.demo.aepx_builder import project_bytes
from tests.samples import aepx as samples

CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))


def place_told_by_py_aep(layer: AVLayer, box: Box) -> Box:
    """The box around the four corners, at the middle of the time in which the layer shows."""
    end = min(layer.out_point, layer.containing_comp.duration)
    time = (max(0.0, layer.in_point) + end) / 2
    points = [
        layer.source_point_to_comp([box.left + x * box.width, box.top + y * box.height], time)
        for x, y in CORNERS
    ]
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def own_box(hole: Placeholder, layer: AVLayer) -> Box:
    if not isinstance(layer, TextLayer):
        return Box(0, 0, hole.width or 0, hole.height or 0)
    assert layer.text is not None
    words = layer.text["ADBE Text Document"]
    assert isinstance(words, Property)
    assert isinstance(words.value, TextDocument)
    return text_box(words.value)


def compare(path: Path, *, closer_than: float) -> int:
    """How many placeholders stand where py-aep has them; fails at the first that doesn't."""
    comps = {str(comp.id): comp for comp in samples.opened_by_py_aep(path).project.compositions}
    seen = 0
    for hole in read_template(path).placeholders:
        layer = comps[hole.composition_id].layers[int(hole.id.partition(":")[2]) - 1]
        assert isinstance(layer, AVLayer)
        if hole.bbox is None or has_keyframes_left_over(layer):
            continue
        told = place_told_by_py_aep(layer, own_box(hole, layer))
        assert hole.bbox == pytest.approx(told, abs=closer_than), (path.name, hole.layer)
        seen += 1
    return seen


def has_keyframes_left_over(layer: AVLayer) -> bool:
    """From before X and Y were apart; py-aep still goes by them."""
    position = layer.transform["ADBE Position"]
    assert isinstance(position, Property)
    return position.dimensions_separated and bool(position.keyframes)


def test_real_layers_stand_where_py_aep_has_them(shared_data: Path) -> None:
    files = [path for path in shared_data.glob("aep*/*") if path.suffix[:4] in (".aep", ".aet")]

    assert sum(compare(path, closer_than=0.1) for path in sorted(files)) > 30


def key(layer: AVLayer, name: str, *values: list[float] | float) -> Property:
    """Set keyframes at seconds 0, 2, 4 and so on; the layer is looked at in second 3."""
    prop = layer.transform[name]
    assert isinstance(prop, Property)
    for number, value in enumerate(values):
        prop.set_value_at_time(2.0 * number, value)
    return prop


def ease(prop: Property, kind: KeyframeInterpolationType) -> None:
    for frame in prop.keyframes:
        frame.in_interpolation_type = frame.out_interpolation_type = kind


def slides(layer: AVLayer, _: CompItem) -> None:
    key(layer, "ADBE Position", [0, 0, 0], [100, 50, 0], [300, 80, 0])


def slides_and_eases(layer: AVLayer, _: CompItem) -> None:
    prop = key(layer, "ADBE Scale", [10, 10, 100], [50, 60, 100], [200, 90, 100])
    ease(prop, KeyframeInterpolationType.BEZIER)
    for frame in prop.keyframes:
        frame.out_temporal_ease = [KeyframeEase(speed=12.0, influence=70.0)] * 3


def swings_and_holds(layer: AVLayer, _: CompItem) -> None:
    ease(key(layer, "ADBE Rotate Z", 10, 45, 90), KeyframeInterpolationType.HOLD)
    key(layer, "ADBE Anchor Point", [0, 0, 0], [20, 10, 0], [40, 0, 0])


def stands_in_space(layer: AVLayer, _: CompItem) -> None:
    layer.three_d_layer = True
    layer.transform["ADBE Position"].value = [200, 150, 300]
    layer.transform["ADBE Rotate X"].value = 30
    key(layer, "ADBE Rotate Y", 0, 40, 80)
    layer.transform["ADBE Orientation"].value = [10, 20, 30]


def hangs_from_what_moves(layer: AVLayer, comp: CompItem) -> None:
    null = comp.add_null()
    null.three_d_layer = True
    key(null, "ADBE Position", [0, 0, 0], [90, 40, 200], [20, 10, 60])
    null.transform["ADBE Rotate Z"].value = 25
    null.transform["ADBE Rotate X"].value = 50
    layer.parent = null


def has_x_and_y_apart(layer: AVLayer, _: CompItem) -> None:
    layer.transform["ADBE Position"].dimensions_separated = True
    for name, start in (("ADBE Position_0", 10.0), ("ADBE Position_1", 70.0)):
        key(layer, name, start, start * 3, start * 2)


def starts_late(layer: AVLayer, _: CompItem) -> None:
    layer.start_time = 1.5
    slides(layer, _)


@pytest.mark.parametrize("pixel_aspect", [1.0, 2.0])
@pytest.mark.parametrize(
    "move",
    [
        slides,
        slides_and_eases,
        swings_and_holds,
        stands_in_space,
        hangs_from_what_moves,
        has_x_and_y_apart,
        starts_late,
    ],
)
def test_a_moving_layer_stands_where_py_aep_has_it(
    tmp_path: Path, move: Callable[[AVLayer, CompItem], None], pixel_aspect: float
) -> None:
    project = py_aep.new().project
    comp = project.root_folder.add_comp("moving", 640, 360, pixel_aspect, 6.0, 25.0)
    move(comp.add_solid([1, 1, 1], "photo placeholder", 120, 80, 1.0), comp)
    path = tmp_path / "moving.aep"
    project.save(path)

    assert compare(path, closer_than=0.1) == 1


def test_a_long_chain_of_parents_is_followed_to_its_end(tmp_path: Path) -> None:
    project = py_aep.new().project
    comp = project.root_folder.add_comp("rig", 640, 360, 1.0, 6.0, 25.0)
    layer = comp.add_solid([1, 1, 1], "photo placeholder", 120, 80, 1.0)
    for _ in range(300):
        null = comp.add_null()
        null.transform["ADBE Position"].value = [1.0, 0.0, 0.0]
        layer._ldta.parent_id, layer = null.id, null
    path = tmp_path / "rig.aep"
    project.save(path)

    (hole,) = read_template(path).placeholders

    assert hole.bbox == Box(300 + 320 - 60, 180 - 40, 300 + 320 + 60, 180 + 40)


def test_a_project_that_asks_for_too_many_places_gets_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extraction.plain_template.MAX_POSES", 3)

    holes = read_template(samples.binary_template(tmp_path)).placeholders

    assert [hole.bbox is not None for hole in holes] == [True, True, True, False]


def test_pixels_without_a_width_leave_layers_without_a_place() -> None:
    def narrowed(data: bytes) -> bytes:
        return data[:144] + struct.pack(">II", 1, 1_000_000) + data[152:]

    project = samples.with_parts(parse_riff(project_bytes()), "cdta", narrowed)

    assert [hole.bbox for hole in read_plainly(project).placeholders] == [None] * 4
