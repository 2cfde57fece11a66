"""What is downloaded holds all that the script names, and is the same each time."""

import hashlib
import io
import json
import os
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from extraction import match_layers, read_psd, read_template
from scripting import (
    DryRunFailed,
    Generated,
    Populated,
    extra_files,
    generate,
    render_script,
    write_package,
)
from scripting import generator as generating
from scripting.assets import AssetFolder
from scripting.dry_run import model_of, run_on
from scripting.names import safe_stem
from tests.scripting.cases import plan, template


def _generated() -> Generated:
    made = plan()
    assets = {one.asset: b"\x89PNG " + one.asset.encode() for one in made.images}
    return Generated(made, render_script(made), assets)


def _package(generated: Generated) -> bytes:
    file = io.BytesIO()
    write_package(generated, file)
    return file.getvalue()


def _names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_holds_script_pictures_manifest_and_readme() -> None:
    content = _package(_generated())

    inside = ["manifest.json", "README.txt", "card-1.jsx", "assets/02-photo.png"]
    assert _names(content) == [f"card-1/{name}" for name in inside]
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_its_files_name_each_other_rightly() -> None:
    archive = zipfile.ZipFile(io.BytesIO(_package(_generated())))
    manifest = json.loads(archive.read("card-1/manifest.json"))

    assert archive.read(f"card-1/{manifest['script']}").decode("ascii") == _generated().script
    assert all(archive.getinfo(f"card-1/{one['file']}") for one in manifest["assets"])
    assert "card-1.jsx" in archive.read("card-1/README.txt").decode("ascii")


def test_a_package_without_a_filled_project_says_why() -> None:
    file = io.BytesIO()
    write_package(_generated(), file, not_populated="“\ud800” has lost its text.")

    readme = zipfile.ZipFile(file).read("card-1/README.txt").decode()
    assert "There is no filled project" in readme
    assert readme.endswith("“?” has lost its text.\n")


def test_the_manifest_lists_each_other_file_with_its_hash() -> None:
    extra = {"report.html": b"<p>report", **extra_files(Populated(b"RIFX", b"<xml>"), plan())}
    file = io.BytesIO()
    write_package(_generated(), file, extra=extra)
    archive = zipfile.ZipFile(file)
    listed = json.loads(archive.read("card-1/manifest.json"))["files"]

    assert {f"card-1/{one['file']}" for one in listed} == {*archive.namelist()} - {
        "card-1/manifest.json"
    }
    for one in listed:
        content = archive.read(f"card-1/{one['file']}")
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["size"], one["sha256"])


def test_the_populated_project_has_another_name_than_the_one_the_script_saves() -> None:
    files = extra_files(Populated(b"RIFX", b"<xml>"), plan())

    assert files == {"card-1-populated.aep": b"RIFX", "card-1-populated.aepx": b"<xml>"}
    assert plan().project not in files


@pytest.mark.parametrize("job_id", ["..", ".", "-", "con", "a.", "_" * 50])
def test_it_unpacks_to_a_folder_of_its_own_whatever_the_job_is_called(job_id: str) -> None:
    generated = _generated()
    named = replace(generated, plan=replace(generated.plan, job_id=job_id))

    folders = {name.split("/")[0] for name in _names(_package(named))}

    assert len(folders) == 1
    assert not folders & {"..", ".", "con", ""}


def test_is_the_same_byte_for_byte_each_time() -> None:
    assert _package(_generated()) == _package(_generated())


@pytest.fixture
def real(shared_data: Path, tmp_path: Path) -> Generated:
    """A studio's template filled from a card."""
    card = shared_data / "psd" / "lineup-card.psd"
    psd = read_psd(card)
    found = read_template(shared_data / "aepx" / "test-after-effects-project.aepx")
    return generate(
        psd_path=card,
        assets_folder=tmp_path,
        psd=psd,
        template=found,
        matches=match_layers(psd, found),
        job_id="card-1",
        output_name="card 1.aep.jsx",
    )


def test_a_real_card_runs_with_nothing_but_what_is_in_its_package(
    real: Generated, shared_data: Path
) -> None:
    inside = {name.split("/")[-1] for name in _names(_package(real)) if "/assets/" in name}
    found = read_template(shared_data / "aepx" / "test-after-effects-project.aepx")
    sizes = dict.fromkeys(inside, (1200, 1500))
    model = model_of(found, script_name=real.script_name, assets=sizes)
    result = run_on(real.script, model)

    assert result.errors == ()
    assert [one.after for one in result.changes] == [
        *("BEN FORMAN", "ELOISE GRACE", "EMMA LOUISE"),
        "04-featuredimage1.png",
    ]


def test_memory_holds_two_pictures_at_most_however_many_there_are(tmp_path: Path) -> None:
    size, names = 4 * 1024 * 1024, [f"{number:02d}-photo.png" for number in range(8)]
    for name in names:
        (tmp_path / name).write_bytes(os.urandom(size))
    generated = replace(_generated(), assets=AssetFolder(tmp_path, names))
    with (tmp_path / "package.zip").open("wb") as file:
        tracemalloc.start()
        write_package(generated, file)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert (tmp_path / "package.zip").stat().st_size > 8 * size
    assert most < 3 * size


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
