"""The whole of stage 5 on a real file: script, pictures, package."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from extraction import (
    Composition,
    CompositionLayer,
    Match,
    MatchDocument,
    PsdDocument,
    TemplateDocument,
    read_psd,
)
from jobs.demo.psd_builder import ImageLayerSpec, LayerSpec, TextLayerSpec, build_psd
from scripting import DryRunFailed, Generated, ScriptingError, generate, write_package
from tests.factories import make_image_placeholder, make_placeholder, make_template

TEMPLATE = make_template(make_placeholder(1), make_image_placeholder(2, width=50.0, height=60.0))


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "card.psd"
    cutout = Image.new("RGBA", (30, 20), "red")
    layers: list[LayerSpec] = [
        TextLayerSpec("NAME", "BEN", 5, 5, 12.0),
        ImageLayerSpec("cut “out”", cutout, 9, 9),
    ]
    build_psd(100, 100, layers, path)
    return path


def matched(psd: PsdDocument) -> MatchDocument:
    words, picture = psd.layers
    return MatchDocument((Match(words.id, "11:1"), Match(picture.id, "11:2")))


def generated_for(path: Path, template: TemplateDocument = TEMPLATE) -> Generated:
    psd = read_psd(path)
    return generate(
        psd_path=path,
        psd=psd,
        template=template,
        matches=matched(psd),
        job_id="card-1",
        output_name="card 1.aep",
        revision=3,
    )


def packed(generated: Generated) -> zipfile.ZipFile:
    file = io.BytesIO()
    write_package(generated, file)
    return zipfile.ZipFile(file)


def test_a_package_holds_script_pictures_manifest_and_readme(card: Path) -> None:
    generated = generated_for(card)
    archive = packed(generated)
    names = ["card-1.jsx", "manifest.json", "README.txt", "assets/02-cut-out.png"]

    assert archive.namelist() == names
    assert archive.testzip() is None
    assert archive.read("card-1.jsx").decode("ascii") == generated.script
    assert "choose card-1.jsx" in archive.read("README.txt").decode("ascii")


def test_every_picture_that_the_script_and_the_manifest_name_is_inside(card: Path) -> None:
    archive = packed(generated_for(card))
    script = archive.read("card-1.jsx").decode("ascii")
    told = json.loads(archive.read("manifest.json"))
    inside = {name for name in archive.namelist() if name.startswith("assets/")}

    assert {f"assets/{name}" for name in re.findall(r'"asset": "([^"]+)"', script)} == inside
    assert {one["file"] for one in told["assets"]} == inside
    with archive.open(told["assets"][0]["file"]) as file:
        assert Image.open(file).size == (told["assets"][0]["width"], told["assets"][0]["height"])


def test_the_manifest_says_whose_package_it_is(card: Path) -> None:
    manifest = generated_for(card).manifest

    assert (manifest["job_id"], manifest["revision"]) == ("card-1", 3)
    assert (manifest["script"], manifest["project"]) == ("card-1.jsx", "card-1.aep")
    assert manifest["placeholders"] == ["11:1", "11:2"]


def test_the_same_job_gives_the_same_bytes(card: Path) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_package(generated_for(card), first)
    write_package(generated_for(card), second)

    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize(
    ("layers", "told"),
    [
        ((), "LAYER_NOT_FOUND"),
        ((CompositionLayer(1, "101", "player1fullname", "AVLayer"),), "NO_TEXT"),
    ],
)
def test_a_script_that_fails_on_the_templates_model_is_not_handed_out(
    card: Path, layers: tuple[CompositionLayer, ...], told: str
) -> None:
    comp = Composition("11", "lineup", 1200, 1500, layers=layers)
    template = TemplateDocument((comp,), TEMPLATE.placeholders)

    with pytest.raises(DryRunFailed, match=told) as refusal:
        generated_for(card, template)
    assert isinstance(refusal.value, ScriptingError)
