"""Runs a script against a model of its template before anybody gets it.

What it proves: the script uses no more than ECMAScript 3 and what the model knows of After Effects,
finds its layers and sets what it should. How After Effects then draws it, it can't tell.
"""

from scripting.dry_run.batch import NO_PROJECT, PackedScript, batch_model
from scripting.dry_run.model import HostModel, Size, model_of
from scripting.dry_run.runner import Change, DryRunResult, run_on, run_on_each
from scripting.dry_run.worlds import try_out_in_worlds

__all__ = [
    "NO_PROJECT",
    "Change",
    "DryRunResult",
    "HostModel",
    "PackedScript",
    "Size",
    "batch_model",
    "model_of",
    "run_on",
    "run_on_each",
    "try_out_in_worlds",
]
