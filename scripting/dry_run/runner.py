"""Runs a script in the sandbox process and says what it did and what was wrong with it."""

import json
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extraction.template import TemplateDocument
from scripting.dry_run.model import HostModel, model_of

SECONDS = 30  # for the process as a whole; the script itself has fewer
ROOT = Path(__file__).resolve().parent.parent.parent


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
    """What a script did in the model; `errors` is empty when it did nothing wrong."""

    changes: tuple[Change, ...]
    errors: tuple[str, ...]
    report: str = ""
    saved: str | None = None
    exit_code: int = 0
    dialogs: int = 0


def dry_run(
    script: str, template: TemplateDocument, assets: Collection[str], *, script_name: str
) -> DryRunResult:
    """Run the script in the newest After Effects that is modelled, with a user present."""
    return run_on(script, model_of(template, script_name=script_name, assets=assets))


def run_on(script: str, model: HostModel) -> DryRunResult:
    """Run the script in any modelled world."""
    request = json.dumps({"script": script, "model": model})
    command = [sys.executable, "-m", "scripting.dry_run.sandbox"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the script goes in by stdin
            command,
            input=request,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            cwd=ROOT,
        )
    except subprocess.TimeoutExpired:
        return DryRunResult((), ("The script did not end in time.",))
    if done.returncode != 0:
        return DryRunResult((), ("The script was stopped: it used too much time or memory.",))
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
    )
