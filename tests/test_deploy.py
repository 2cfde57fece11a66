"""What is deployed is what `make run` runs: the same processes, by the same commands."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_architecture import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
OURS = ("migrate", "web", "worker", "sweep")


def words_of(command: str) -> list[str]:
    """A command without what differs by place: paths, addresses, settings."""
    plain = command.replace("/srv/sixstage/", "").replace("/var/lib/sixstage", "VAR")
    plain = plain.replace('"${SIXSTAGE_VAR:-var}/queue"', "VAR/queue")
    words = shlex.split(re.sub(r"--bind \S+", "--bind ADDRESS", plain))
    return [word for word in words if not word.startswith("WEB_CONCURRENCY=")]


def procfile() -> dict[str, list[str]]:
    lines = (ROOT / "Procfile").read_text().splitlines()
    return {name: words_of(command) for name, command in (line.split(": ", 1) for line in lines)}


@pytest.fixture
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return loaded


def image_command() -> list[str]:
    found = re.search(r"^CMD \[(.+)\]$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert found
    return re.findall(r'"([^"]*)"', found[1])


@pytest.mark.parametrize("name", ["web", "worker", "sweep"])
def test_containers_run_the_processes_of_the_procfile(compose: dict[str, Any], name: str) -> None:
    command = compose["services"][name].get("command") or image_command()

    assert words_of(shlex.join(command)) == procfile()[name]


@pytest.mark.parametrize("name", ["web", "worker", "sweep", "queue"])
def test_units_run_the_processes_of_the_procfile(name: str) -> None:
    (unit,) = (path for path in UNITS if path.stem.rstrip("@") == f"sixstage-{name}")
    found = re.search(r"^ExecStart=(.+)$", unit.read_text(), re.MULTILINE)

    assert found
    assert words_of(found[1]) == procfile()[name]


@pytest.mark.parametrize(
    "place", ["Procfile", "deploy/Dockerfile", "deploy/systemd/sixstage-web.service"]
)
def test_two_web_processes_run_unless_told_otherwise(place: str) -> None:
    told = re.search(r"WEB_CONCURRENCY=(\S+)", (ROOT / place).read_text())

    assert told and told[1] in ("2", "${WEB_CONCURRENCY:-2}")


def test_every_setting_of_the_containers_is_one_of_the_products(compose: dict[str, Any]) -> None:
    explained = (ROOT / "docs" / "operations.md").read_text()
    for name in OURS:
        for variable in compose["services"][name]["environment"]:
            assert f"`{variable}`" in explained


def test_the_image_holds_every_package() -> None:
    copied = set(re.findall(r"^COPY (\S+) \S+$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE))

    assert {*PACKAGES, "docs", "templates", "manage.py", "requirements/base.txt"} == copied


def test_secrets_have_no_values_in_the_repository(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for variable, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|KEY|TOKEN", variable):
                assert str(value).startswith("${")


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not on this machine")
    bin_folder = tmp_path / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    for name in ("python", "gunicorn"):
        (bin_folder / name).touch(0o755)
    for path in (DEPLOY / "systemd").iterdir():
        (tmp_path / path.name).write_text(path.read_text().replace("/srv/sixstage", str(tmp_path)))

    units = [str(tmp_path / path.name) for path in (DEPLOY / "systemd").iterdir()]
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
