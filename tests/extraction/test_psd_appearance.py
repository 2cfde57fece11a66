from collections.abc import Callable
from pathlib import Path

import pytest
from psd_tools.constants import BlendMode, Clipping, EffectOSType, Tag
from psd_tools.psd.effects_layer import EffectsLayer, ShadowInfo
from psd_tools.psd.layer_and_mask import LayerInfo, LayerRecord

from extraction import Layer, read_psd
from extraction.psd_appearance import MAX_ADJUSTMENTS
from jobs.demo.psd_builder import GroupSpec, ImageLayerSpec, LayerSpec, build_psd
from tests.samples import psd as samples


def layer_of(path: Path, name: str) -> Layer:
    return next(layer for layer in read_psd(path).layers if layer.name == name)


def names_adjusting(path: Path) -> dict[str, list[str]]:
    layers = read_psd(path).layers
    names = {layer.id: layer.name for layer in layers}
    return {layer.name: [names[above] for above in layer.adjusted_by] for layer in layers}


def pixels(name: str) -> LayerSpec:
    return ImageLayerSpec(name, samples.RED)


def adjusting(
    folder: Path, layers: list[LayerSpec], change: Callable[[LayerRecord], None] | None = None
) -> Path:
    """A file in which those called "adjust…" are Invert layers, changed by the function."""
    path = folder / "adjusted.psd"
    build_psd(32, 32, layers, path)

    def invert(info: LayerInfo) -> None:
        for record in info.layer_records:
            if record.name.startswith("adjust"):
                record.tagged_blocks.set_data(Tag.INVERT)
                if change:
                    change(record)

    return samples.changed(path, invert)


@pytest.mark.parametrize(
    ("sample", "layer", "effects"),
    [
        ("layer_effects.psd", "Drop Shadow", ("drop_shadow",)),  # and one that is switched off
        ("layer_effects.psd", "Emboss", ("bevel_emboss",)),
        ("effect-stroke-gradient.psd", "Text", ("stroke",)),
        ("lineup-card.psd", "cutout", ()),
    ],
)
def test_names_the_effects_that_are_switched_on(
    shared_data: Path, sample: str, layer: str, effects: tuple[str, ...]
) -> None:
    assert layer_of(shared_data / "psd" / sample, layer).effects == effects


@pytest.mark.parametrize(("enabled", "effects"), [(1, ("drop_shadow",)), (0, ())])
def test_reads_the_effects_of_old_files(
    tmp_path: Path, enabled: int, effects: tuple[str, ...]
) -> None:
    def shade(layers: LayerInfo) -> None:
        old = EffectsLayer()
        old[EffectOSType.DROP_SHADOW] = ShadowInfo(enabled=enabled)
        for record in layers.layer_records:
            record.tagged_blocks.set_data(Tag.EFFECTS_LAYER)
            record.tagged_blocks[Tag.EFFECTS_LAYER].data = old

    path = samples.changed(samples.small_card(tmp_path), shade)

    assert layer_of(path, "red").effects == effects


def test_tells_blend_mode_fill_and_clipping(tmp_path: Path) -> None:
    def change(layers: LayerInfo) -> None:
        for record in layers.layer_records:
            record.blend_mode = BlendMode.LINEAR_BURN
            record.clipping = Clipping.NON_BASE
            record.tagged_blocks.set_data(Tag.BLEND_FILL_OPACITY, 51)

    red = layer_of(samples.changed(samples.small_card(tmp_path), change), "red")

    assert (red.blend_mode, red.fill_opacity, red.clipped) == ("linear_burn", 0.2, True)


def test_plain_layers_have_nothing_to_tell(tmp_path: Path) -> None:
    red = layer_of(samples.small_card(tmp_path), "red")

    assert (red.blend_mode, red.fill_opacity, red.clipped) == ("normal", 1.0, False)
    assert (red.effects, red.adjusted_by, red.has_mask, red.has_vector_mask) == (
        (),
        (),
        False,
        False,
    )
    assert (red.smart_object, red.is_artboard) == (None, False)


def test_tells_masks_and_artboards(shared_data: Path) -> None:
    layers = {layer.name: layer for layer in read_psd(shared_data / "psd" / "masks.psd").layers}
    boards = read_psd(shared_data / "psd" / "artboards.psd").layers

    assert layers["Rounded Rectangle 3"].has_vector_mask
    assert not layers["Header"].has_vector_mask
    assert [board.name for board in boards if board.is_artboard] == [
        "custom board",
        "transparent board",
        "white board",
    ]


def test_an_adjustment_layer_acts_on_all_beneath_it(tmp_path: Path) -> None:
    path = adjusting(tmp_path, [pixels("over"), pixels("adjust"), GroupSpec("g", [pixels("in")])])

    assert names_adjusting(path) == {"over": [], "adjust": [], "g": ["adjust"], "in": ["adjust"]}


def test_a_clipped_adjustment_layer_acts_on_its_base_alone(tmp_path: Path) -> None:
    def clip(record: LayerRecord) -> None:
        record.clipping = Clipping.NON_BASE

    path = adjusting(tmp_path, [pixels("adjust"), pixels("base"), pixels("beneath")], clip)

    assert names_adjusting(path) == {"adjust": [], "base": ["adjust"], "beneath": []}


def test_a_hidden_adjustment_layer_acts_on_nothing(tmp_path: Path) -> None:
    def hide(record: LayerRecord) -> None:
        record.flags.visible = False

    path = adjusting(tmp_path, [pixels("adjust"), pixels("beneath")], hide)

    assert names_adjusting(path)["beneath"] == []


@pytest.mark.parametrize(
    ("mode", "beneath"), [(BlendMode.PASS_THROUGH, ["adjust"]), (BlendMode.NORMAL, [])]
)
def test_an_adjustment_layer_leaves_only_a_group_that_passes_through(
    tmp_path: Path, mode: BlendMode, beneath: list[str]
) -> None:
    def blend(layers: LayerInfo) -> None:
        for record in layers.layer_records:
            record.blend_mode = mode

    group = GroupSpec("g", [pixels("adjust"), pixels("in")])
    path = samples.changed(adjusting(tmp_path, [group, pixels("beneath")]), blend)

    assert names_adjusting(path) == {
        "g": [],
        "adjust": [],
        "in": ["adjust"],
        "beneath": beneath,
    }


def test_a_clipped_adjustment_layer_in_a_real_file_acts_on_its_base(shared_data: Path) -> None:
    assert names_adjusting(shared_data / "psd" / "clip-adjustment.psd")["a"] == ["Hue/Saturation 1"]


def test_names_no_more_adjustment_layers_than_anybody_reads(tmp_path: Path) -> None:
    many = [pixels(f"adjust{n}") for n in range(MAX_ADJUSTMENTS + 4)]

    above = names_adjusting(adjusting(tmp_path, [*many, pixels("beneath")]))["beneath"]

    assert above == [f"adjust{n}" for n in range(4, MAX_ADJUSTMENTS + 4)]
