"""Writes the ExtendScript that fills a template, with its pictures, and tries it out.

Pure: documents and a PSD's path in, text and bytes out; knows no database and no HTTP.
"""

from scripting.batch import PackedJob, render_batch_script, write_batch_package
from scripting.comparison import Measured, compared, is_of_script, mismatches
from scripting.errors import (
    DryRunFailed,
    NothingToDo,
    NotPopulated,
    PlanImpossible,
    ScriptingError,
)
from scripting.generator import generate
from scripting.names import folder_name, safe_stem
from scripting.operations import ReplaceFootage, SetText
from scripting.package import Generated, extra_files, write_package
from scripting.plan import Plan, PlannedChange, build_plan, planned_changes
from scripting.populated import Populated, populate
from scripting.receipt import Mode, Receipt, UnreadableReceipt, read_receipt
from scripting.render import render_script

__all__ = [
    "DryRunFailed",
    "Generated",
    "Measured",
    "Mode",
    "NotPopulated",
    "NothingToDo",
    "PackedJob",
    "Plan",
    "PlanImpossible",
    "PlannedChange",
    "Populated",
    "Receipt",
    "ReplaceFootage",
    "ScriptingError",
    "SetText",
    "UnreadableReceipt",
    "build_plan",
    "compared",
    "extra_files",
    "folder_name",
    "generate",
    "is_of_script",
    "mismatches",
    "planned_changes",
    "populate",
    "read_receipt",
    "render_batch_script",
    "render_script",
    "safe_stem",
    "write_batch_package",
    "write_package",
]
