"""A receipt beside the plan: what After Effects did in each place, and what was expected of it."""

import re
from dataclasses import dataclass

from scripting.plan import Plan, PlannedChange, planned_changes
from scripting.receipt import LONGEST, Mode, Receipt

_HEADER = re.compile(r"^// Job \S+, revision \d+, data ([0-9a-f]{16})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Measured:
    """One place: what was planned, and what After Effects says. `problem` is empty if all is well.

    Only a problem is a mismatch; `notes` are what the script warned of.
    """

    expected: PlannedChange
    problem: str = ""
    notes: tuple[str, ...] = ()


def is_of_script(receipt: Receipt, script: str) -> bool:
    """Whether exactly that script wrote the receipt: the same data."""
    found = _HEADER.search(script)
    return found is not None and found[1] == receipt.digest


def compared(plan: Plan, receipt: Receipt) -> list[Measured]:
    """Each planned change with what was measured there, in the template's order."""
    applied = {one.placeholder_id for one in receipt.applied}
    return [
        Measured(
            expected=change,
            problem=_problem(receipt, change.placeholder_id[:LONGEST], applied),
            notes=tuple(
                one.message
                for one in receipt.warnings
                if one.placeholder_id == change.placeholder_id[:LONGEST]
            ),
        )
        for change in planned_changes(plan)
    ]


def mismatches(receipt: Receipt, measured: list[Measured]) -> list[Measured]:
    """The places that were not filled as planned; none of a run that was to change nothing."""
    return [one for one in measured if one.problem] if receipt.mode is Mode.FILL else []


def _problem(receipt: Receipt, placeholder_id: str, applied: set[str]) -> str:
    for skipped in receipt.skipped:
        if skipped.placeholder_id == placeholder_id:
            return f"Skipped: {skipped.message}"
    if placeholder_id not in applied:
        return "The receipt says nothing of this place."
    for one in receipt.overflows:
        if one.placeholder_id == placeholder_id:
            return (
                f"The text takes {one.text_width:.0f} × {one.text_height:.0f} px, "
                f"the room is {one.room_width:.0f} × {one.room_height:.0f} px."
            )
    return ""
