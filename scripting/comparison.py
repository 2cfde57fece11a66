"""A receipt beside the dry run: what After Effects did in each place, and what was expected."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scripting.plan import PlannedChange
from scripting.receipt import LONGEST, Entry, Mode, Receipt

UNEXPECTED = "FONT_MISSING"  # a warning that no dry run can foresee, and that shows in the result
_HEADER = re.compile(r"^// Job \S+, revision \d+, data ([0-9a-f]{16})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Measured:
    """One place: what was expected, and what After Effects says. `problem` is empty if all is well.

    Only a problem is a mismatch; `notes` are what else the script warned of.
    """

    expected: PlannedChange
    problem: str = ""
    notes: tuple[str, ...] = ()


def is_of_script(receipt: Receipt, script: str) -> bool:
    """Whether exactly that script wrote the receipt: the same data."""
    found = _HEADER.search(script)
    return found is not None and found[1] == receipt.digest


def compared(expected: Iterable[PlannedChange], receipt: Receipt) -> list[Measured]:
    """Each expected change with what was measured there, in the template's order."""
    applied = {one.placeholder_id for one in receipt.applied}
    return [
        Measured(
            expected=change,
            problem=_problem(receipt, change.placeholder_id[:LONGEST], applied),
            notes=tuple(
                one.message
                for one in _warnings(receipt, change.placeholder_id[:LONGEST])
                if one.code != UNEXPECTED
            ),
        )
        for change in expected
    ]


def mismatches(receipt: Receipt, measured: list[Measured]) -> list[Measured]:
    """The places that were not filled as expected; none of a run that was to change nothing."""
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
    missing = (one for one in _warnings(receipt, placeholder_id) if one.code == UNEXPECTED)
    return next((f"{one.message}." for one in missing), "")


def _warnings(receipt: Receipt, placeholder_id: str) -> list[Entry]:
    return [one for one in receipt.warnings if one.placeholder_id == placeholder_id]
