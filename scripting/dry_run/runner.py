"""Runs a script in the sandbox process and says what it did and what was wrong with it."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripting.dry_run.model import HostModel

SECONDS = 30  # for the process as a whole; the script itself has fewer
SANDBOX = Path(__file__).resolve().parent / "sandbox.py"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the script changed.

    `kind` is text, font, font_size, image, number, color or media; `control` is empty but for an
    exposed property of a use, then its name and number as `operations.Target.key` has them.
    """

    kind: str
    composition_id: str
    layer_id: str
    before: str
    after: str
    control: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What was changed, as `operations.Target.key` names it."""
        return self.composition_id, self.layer_id, self.control


@dataclass(frozen=True, slots=True)
class DryRunResult:
    """What a script did in the model; `errors` is empty when it did nothing wrong.

    `report` and `receipt` are the files that it wrote, `shown` what its dialog held. Afterwards
    the project has the `items` of these names, the comments in `marks` stand at items, and the
    layers of the ids in `locked` are locked. `runs` are the scripts that it ran, by path.
    """

    changes: tuple[Change, ...]
    errors: tuple[str, ...]
    report: str = ""
    receipt: str = ""
    saved: str | None = None
    exit_code: int = 0
    dialogs: int = 0
    shown: str = ""
    items: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    runs: "tuple[tuple[str, DryRunResult], ...]" = ()


def run_on(script: str, model: HostModel) -> DryRunResult:
    """Run the script in any modelled world.

    Raises: RuntimeError when the model is at fault, and not the script.
    """
    return run_on_each(script, [model])[0]


def run_on_each(script: str, models: Sequence[HostModel]) -> list[DryRunResult]:
    """Run the script in several worlds, each untouched by the others, in one process.

    Raises: RuntimeError when the model is at fault, and not the script.
    """
    request = json.dumps({"script": script, "models": models})
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
        return [DryRunResult((), ("The script did not end in time.",))] * len(models)
    if done.returncode < 0:  # ended by the kernel, at a limit
        stopped = "The script was stopped: it used too much time or memory."
        return [DryRunResult((), (stopped,))] * len(models)
    if done.returncode > 0:
        raise RuntimeError(f"The dry run itself failed: {done.stderr.strip()[-500:]}")
    return [_result(answer) for answer in json.loads(done.stdout)]


def _result(answer: dict[str, Any]) -> DryRunResult:
    record = answer["record"]
    report = _written(record, ".txt")
    errors = [answer["error"]] if answer["error"] else []
    errors += record["violations"]
    errors += [line for line in report.splitlines() if line.startswith("FAILED")]
    return DryRunResult(
        changes=tuple(
            Change(
                one["kind"],
                str(one["compId"]),
                str(one["layerId"]),
                one["before"],
                one["after"],
                one["control"],
            )
            for one in record["changes"]
        ),
        errors=tuple(errors),
        report=report,
        receipt=_written(record, ".json"),
        saved=record["saved"],
        exit_code=record["exitCode"],
        dialogs=record["dialogs"],
        shown=record["shown"],
        items=tuple(record["items"]),
        marks=tuple(record["marks"]),
        locked=tuple(record["locked"]),
        runs=tuple(
            (one["script"], _result({"error": None, "record": json.loads(one["record"])}))
            for one in record.get("runs", ())
        ),
    )


def _written(record: dict[str, Any], suffix: str) -> str:
    """The last file of that kind that the script wrote."""
    return next((text for name, text in record["written"].items() if name.endswith(suffix)), "")
