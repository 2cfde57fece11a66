from pathlib import Path

import pytest
from psd_tools.constants import Tag
from psd_tools.psd.descriptor import Enumerated
from psd_tools.psd.layer_and_mask import LayerInfo

from extraction import Alignment, Box, Caps, LayerText, read_psd
from jobs.demo.psd_builder import TextLayerSpec, build_psd
from tests.samples import psd as samples


def text_of(path: Path, name: str) -> LayerText:
    text = next(layer.text for layer in read_psd(path).layers if layer.name == name)
    assert text is not None
    return text


def restyled(folder: Path, old: bytes, new: bytes) -> Path:
    """A small card with its engine data changed."""

    def change(layers: LayerInfo) -> None:
        for record in layers.layer_records:
            block = record.tagged_blocks.get_data(Tag.TYPE_TOOL_OBJECT_SETTING)
            if block is not None:
                engine = block.text_data[b"EngineData"]
                assert old in engine.value
                engine.value = engine.value.replace(old, new)

    return samples.changed(samples.small_card(folder), change)


def test_tells_paragraphs_from_lines_that_are_only_broken(tmp_path: Path) -> None:
    path = tmp_path / "lines.psd"
    build_psd(99, 99, [TextLayerSpec("t", "one\x03two\nthree\x03four", 9, 9, 9)], path)

    text = text_of(path, "t")

    assert text.content == "one\ntwo\nthree\nfour"
    assert text.soft_breaks == (3, 13)


@pytest.mark.parametrize(
    ("sample", "layer", "alignment", "box"),
    [
        ("text-paragraph.psd", "ParagraphMain", Alignment.JUSTIFY_ALL, Box(24, 36, 284, 216)),
        ("text-paragraph.psd", "ParagraphSecondary", Alignment.RIGHT, Box(300, 44, 396, 204)),
        ("masks.psd", "text replaced", Alignment.CENTER, Box(40, 188.81, 600, 324.19)),
        ("valentine-card.psd", "Love $from", Alignment.RIGHT, None),
        ("text-simple.psd", "Hello", Alignment.LEFT, None),
    ],
)
def test_tells_alignment_and_the_box_that_words_flow_in(
    shared_data: Path, sample: str, layer: str, alignment: Alignment, box: Box | None
) -> None:
    text = text_of(shared_data / "psd" / sample, layer)

    assert (text.alignment, text.box) == (alignment, box)


def test_tells_caps_tracking_and_leading_as_they_are_seen(shared_data: Path) -> None:
    small_caps = text_of(shared_data / "psd" / "masks.psd", "sign in").runs[0]
    led = text_of(shared_data / "psd" / "masks.psd", "replaced").runs[0]
    tracked = text_of(shared_data / "psd" / "effect-stroke-gradient.psd", "Text").runs[0]

    assert (small_caps.caps, small_caps.leading) == (Caps.SMALL, None)
    assert (led.caps, led.leading, led.font_size) == (Caps.NONE, 44.0, 28.0)  # scaled to 200 %
    assert tracked.tracking == -80


def test_runs_of_other_caps_are_not_joined(tmp_path: Path) -> None:
    path = restyled(tmp_path, b"/FontSize", b"/FontCaps 2 /FontSize")

    assert {run.caps for run in text_of(path, "BEN").runs} == {Caps.ALL}


@pytest.mark.parametrize(
    "nonsense", [b"/FontCaps 77", b"/FontCaps [ ]", b"/FontCaps (x)", b"/Tracking /Big"]
)
def test_styles_that_make_no_sense_are_passed_over(tmp_path: Path, nonsense: bytes) -> None:
    run = text_of(restyled(tmp_path, b"/FontSize", nonsense + b" /FontSize"), "BEN").runs[0]

    assert (run.caps, run.tracking, run.font_size) == (Caps.NONE, 0, 10.0)


def test_tells_vertical_text_and_warp(tmp_path: Path) -> None:
    def bend(layers: LayerInfo) -> None:
        for record in layers.layer_records:
            block = record.tagged_blocks.get_data(Tag.TYPE_TOOL_OBJECT_SETTING)
            if block is not None and record.name == "BEN":
                block.text_data[b"Ornt"] = Enumerated(typeID=b"Ornt", enum=b"Vrtc")
                block.warp[b"warpStyle"] = Enumerated(typeID=b"warpStyle", enum=b"warpArc")

    path = samples.changed(samples.small_card(tmp_path), bend)
    bent, plain = text_of(path, "BEN"), text_of(path, "Titel ✓")

    assert (bent.is_vertical, bent.warp) == (True, "warpArc")
    assert (plain.is_vertical, plain.warp) == (False, None)


@pytest.mark.parametrize(
    ("words", "right_to_left"),
    [("BEN 3:1", False), ("3:1 שלום BEN", True), ("«مرحبا»", True), ("12:30", False), ("", False)],
)
def test_tells_which_way_words_run(tmp_path: Path, words: str, *, right_to_left: bool) -> None:
    path = tmp_path / "words.psd"
    build_psd(99, 99, [TextLayerSpec("t", words, 9, 9, 9)], path)

    assert text_of(path, "t").is_right_to_left is right_to_left
