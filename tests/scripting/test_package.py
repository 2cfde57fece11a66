"""What is downloaded holds all that the script names, and is the same each time."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from extraction import match_layers, read_psd, read_template
from scripting import DryRunFailed, Generated, generate, render_script, write_package
from scripting import generator as generating
from scripting.dry_run import model_of, run_on
from scripting.names import safe_stem
from scripting.package import manifest_of
from tests.scripting.cases import plan, template


def _generated() -> Generated:
    made = plan()
    assets = {one.asset: b"\x89PNG " + one.asset.encode() for one in made.images}
    return Generated(f"{made.stem}.jsx", render_script(made), assets, manifest_of(made))


def _package(generated: Generated) -> bytes:
    file = io.BytesIO()
    write_package(generated, file)
    return file.getvalue()


def _names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_holds_script_pictures_manifest_and_readme() -> None:
    content = _package(_generated())

    assert _names(content) == ["card-1.jsx", "manifest.json", "README.txt", "assets/02-cutout.png"]
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_its_files_name_each_other_rightly() -> None:
    archive = zipfile.ZipFile(io.BytesIO(_package(_generated())))
    manifest = json.loads(archive.read("manifest.json"))

    assert archive.read(manifest["script"]).decode("ascii") == _generated().script
    assert [archive.getinfo(one["file"]).filename for one in manifest["assets"]]
    assert "card-1.jsx" in archive.read("README.txt").decode("ascii")


def test_is_the_same_byte_for_byte_each_time() -> None:
    assert _package(_generated()) == _package(_generated())


@pytest.fixture
def real(shared_data: Path) -> Generated:
    """A studio's template filled from a card."""
    card = shared_data / "psd" / "lineup-card.psd"
    psd = read_psd(card)
    found = read_template(shared_data / "aepx" / "test-after-effects-project.aepx")
    return generate(
        psd_path=card,
        psd=psd,
        template=found,
        matches=match_layers(psd, found),
        job_id="card-1",
        output_name="card 1.aep.jsx",
    )


def test_a_real_card_runs_with_nothing_but_what_is_in_its_package(
    real: Generated, shared_data: Path
) -> None:
    inside = {name.removeprefix("assets/") for name in _names(_package(real)) if "assets/" in name}
    found = read_template(shared_data / "aepx" / "test-after-effects-project.aepx")
    sizes = dict.fromkeys(inside, (1200, 1500))
    model = model_of(found, script_name=real.script_name, assets=sizes)
    result = run_on(real.script, model)

    assert result.errors == ()
    assert [one.after for one in result.changes] == [
        *("BEN FORMAN", "ELOISE GRACE", "EMMA LOUISE"),
        "04-cutout.png",
    ]


def test_no_script_is_called_after_a_project_suffix(real: Generated) -> None:
    assert real.script_name == "card-1.jsx"
    assert safe_stem(real.script_name) == "card-1"


def test_a_script_without_its_picture_is_not_handed_out() -> None:
    made = plan()

    with pytest.raises(DryRunFailed, match="ASSET_MISSING"):
        generating.try_out(made, render_script(made), template(), {})


def test_a_script_that_fills_another_layer_is_not_handed_out() -> None:
    other = plan("Somebody else")
    sizes = {one.asset: (one.width, one.height) for one in other.images}

    with pytest.raises(DryRunFailed, match="other layers"):
        generating.try_out(plan(), render_script(other), template(), sizes)
