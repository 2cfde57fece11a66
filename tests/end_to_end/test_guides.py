"""The programs in the guides run as they stand there."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.end_to_end.conftest import ROOT, Site
from tests.samples.batches import make_folder

pytestmark = pytest.mark.end_to_end
GUIDE = (ROOT / "docs" / "guides" / "api.md").read_text(encoding="utf-8")


def program(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def run(command: list[str], folder: Path, site: Site) -> str:
    token = json.loads(site.manage("create_token", "ada", "guide").stdout)["token"]
    environment = site.environment | {"SITE": site.url, "TOKEN": token}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def zipped_batch(tmp_path: Path) -> Path:
    """A folder with the demo batch in one ZIP."""
    files = make_folder(tmp_path / "batch").parent
    with zipfile.ZipFile(tmp_path / "batch.zip", "w") as archive:
        for path in sorted(files.iterdir()):
            archive.write(path, path.name)
    return tmp_path


def test_the_program_brings_a_batch_from_upload_to_download(site: Site, tmp_path: Path) -> None:
    folder = zipped_batch(tmp_path)

    said = run([sys.executable, "-c", program("python"), "batch.zip", "card-1-clean"], folder, site)

    assert said == "card-1-clean awaiting_download\n"
    with zipfile.ZipFile(folder / "card-1-clean.zip") as package:
        assert package.testzip() is None


def test_the_calls_with_curl_answer(site: Site, tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not on this machine")
    folder = zipped_batch(tmp_path)

    said = run(["bash", "-euo", "pipefail", "-c", program("sh")], folder, site)

    assert '"valid_jobs": 3' in said
    assert '"by_stage"' in said
