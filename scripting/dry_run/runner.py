"""Runs a script in the sandbox process and says what it did and what was wrong with it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extraction.template import TemplateDocument
from scripting.dry_run.model import HostModel, Size, model_of

SECONDS = 30  # for the process as a whole; the script itself has fewer
SANDBOX = Path(__file__).resolve().parent / "sandbox.py"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the script changed. `kind` is text or image."""

    kind: str
    composition_id: str
    layer_id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DryRunResult:
    """What a script did in the model; `errors` is empty when it did nothing wrong.

    `report` is the file that it wrote, `shown` what its dialog held. Afterwards the project has the
    `items` of these names, and the layers of the ids in `locked` are locked.
    """

    changes: tuple[Change, ...]
    errors: tuple[str, ...]
    report: str = ""
    saved: str | None = None
    exit_code: int = 0
    dialogs: int = 0
    shown: str = ""
    items: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()


def dry_run(
    script: str, template: TemplateDocument, assets: Mapping[str, Size], *, script_name: str
) -> DryRunResult:
    """Run the script in the newest After Effects that is modelled, with a user present.

    `assets` are the sizes in pixels of the pictures in the package, by name.
    """
    return run_on(script, model_of(template, script_name=script_name, assets=assets))


def run_on(script: str, model: HostModel) -> DryRunResult:
    """Run the script in any modelled world.

    Raises: RuntimeError when the model is at fault, and not the script.
    """
    request = json.dumps({"script": script, "model": model})
    command = [sys.executable, "-I", str(SANDBOX)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the script goes in by stdin
            command,
            input=request,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return DryRunResult((), ("The script did not end in time.",))
    if done.returncode < 0:  # ended by the kernel, at a limit
        return DryRunResult((), ("The script was stopped: it used too much time or memory.",))
    if done.returncode > 0:
        raise RuntimeError(f"The dry run itself failed: {done.stderr.strip()[-500:]}")
    return _result(json.loads(done.stdout))


def _result(answer: dict[str, Any]) -> DryRunResult:
    record = answer["record"]
    errors = [answer["error"]] if answer["error"] else []
    errors += record["violations"]
    errors += [line for line in (record["report"] or "").splitlines() if line.startswith("FAILED")]
    return DryRunResult(
        changes=tuple(
            Change(
                one["kind"], str(one["compId"]), str(one["layerId"]), one["before"], one["after"]
            )
            for one in record["changes"]
        ),
        errors=tuple(errors),
        report=record["report"] or "",
        saved=record["saved"],
        exit_code=record["exitCode"],
        dialogs=record["dialogs"],
        shown=record["shown"],
        items=tuple(record["items"]),
        locked=tuple(record["locked"]),
    )
