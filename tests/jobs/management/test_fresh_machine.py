"""Commands as processes of their own, where nobody has set anything up."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples.batches import make_folder

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"REDIS_URL"}}
    database = f"sqlite:///{tmp_path / 'var' / 'sixstage.sqlite3'}"
    return kept | {"SIXSTAGE_VAR": str(tmp_path / "var"), "DATABASE_URL": database}


def manage(environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *[str(argument) for argument in arguments]]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_run_pipeline_makes_its_own_database(environment: dict[str, str], tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "batch").parent

    ran = manage(
        environment,
        "run_pipeline",
        *("--psd", folder / "card-1-clean.psd"),
        *("--template", folder / "lineup-template.aepx"),
        *("--out", tmp_path / "out"),
    )

    assert ran.returncode == 0, ran.stderr
    document = json.loads(ran.stdout)
    assert document["status"] == "completed"
    assert Path(document["script"]).is_file()
    checked = manage(environment, "verify_audit")
    assert json.loads(checked.stdout) == {"entries": 8, "intact": True}


def test_without_tables_there_is_one_line(environment: dict[str, str], tmp_path: Path) -> None:
    for arguments in (("verify_audit",), ("create_token", "rui", "x")):
        ran = manage(environment, *arguments)

        assert (ran.returncode, ran.stdout) == (2, "")
        assert ran.stderr.count("\n") == 1
        assert "manage.py migrate" in ran.stderr


def test_wrong_arguments_are_one_line(environment: dict[str, str]) -> None:
    ran = manage(environment, "run_pipeline", "--psd", "x.psd")

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("error: ")
    assert ran.stderr.count("\n") == 1
