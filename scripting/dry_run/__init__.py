"""Runs a script against a model of its template before anybody gets it.

What it proves: the script uses no more than ECMAScript 3 and what the model knows of After Effects,
finds its layers and sets what it should. How After Effects then draws it, it can't tell.
"""

from scripting.dry_run.model import HostModel, Size, model_of
from scripting.dry_run.runner import Change, DryRunResult, dry_run, run_on

__all__ = ["Change", "DryRunResult", "HostModel", "Size", "dry_run", "model_of", "run_on"]
