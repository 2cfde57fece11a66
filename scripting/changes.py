"""What a script changed on the model of its template, one row a placeholder: "what will change"."""

from dataclasses import replace

from scripting.dry_run import DryRunResult
from scripting.plan import Plan, PlannedChange, planned_changes
from scripting.receipt import LONGEST, Receipt, read_receipt

STYLES = ("font", "font_size")  # kinds of changes that fill nothing
GUESSED = ("TEXT_OVERFLOWS", "TEXT_SHRUNK")


def changes_shown(plan: Plan, tried: DryRunResult) -> tuple[PlannedChange, ...]:
    """The plan's rows with what the dry run found there before, and what the script warned of."""
    before = {one.key: one.before for one in reversed(tried.changes) if one.kind not in STYLES}
    words = {one.key: one.after for one in tried.changes if one.kind == "text"}
    receipt = read_receipt(tried.receipt.encode("ascii"))
    rows = zip(plan.operations, planned_changes(plan), strict=True)
    return tuple(
        replace(
            row,
            before=before[one.target.key],
            after=words.get(one.target.key, row.after),
            warnings=(*row.warnings, *_warned(receipt, row.placeholder_id)),
        )
        for one, row in rows
    )


def _warned(receipt: Receipt, placeholder_id: str) -> tuple[str, ...]:
    # The model guesses at the room that words take; only After Effects can tell.
    return tuple(
        f"{one.message}."
        for one in receipt.warnings
        if one.placeholder_id == placeholder_id[:LONGEST] and one.code not in GUESSED
    )
