"""Runs a management command as a shell would see it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from tests.samples.batches import make_folder

Run = Callable[..., "Ran"]


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one document on stdout; fails when there is anything else."""
        content: dict[str, Any] = json.loads(self.out)
        return content

    @property
    def error(self) -> str:
        """The one line on stderr that says what was wrong."""
        (line,) = self.err.splitlines()
        assert line.startswith("error: ")
        return line.removeprefix("error: ")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("verify_audit")` gives exit code, stdout and stderr."""

    def command(*arguments: object) -> Ran:
        out, err, code = StringIO(), StringIO(), 0
        name, *rest = [str(argument) for argument in arguments]
        try:
            call_command(name, *rest, stdout=out, stderr=err, no_color=True)
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        assert captured.out == ""
        return Ran(code, out.getvalue(), err.getvalue() or captured.err)

    return command


@pytest.fixture
def no_queue(settings: LazySettings) -> None:
    """No queue server is running."""
    settings.RQ_QUEUES = {"default": {"URL": "unix:///nowhere/valkey.sock"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The demo batch on disk."""
    return make_folder(tmp_path / "batch").parent
