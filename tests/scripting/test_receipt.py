"""What a script writes is what we read, and what others send as a receipt is checked."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripting import Mode, UnreadableReceipt, read_receipt, render_script
from scripting.dry_run import DryRunResult, run_on
from scripting.render import digest_of
from tests.scripting.cases import HOSTILE, plan, run, world

DRY = {"SIXSTAGE_DRY_RUN": "1"}


def _receipt(result: DryRunResult) -> dict[str, Any]:
    read: dict[str, Any] = read_receipt(result.receipt.encode("ascii")).model_dump(mode="json")
    return read


def test_tells_what_was_applied_where_and_by_which_script() -> None:
    receipt = read_receipt(run(world()).receipt.encode())

    assert (receipt.job, receipt.revision, receipt.digest) == ("card-1", 1, digest_of(plan()))
    assert (receipt.mode, receipt.after_effects) == (Mode.FILL, "25.0x1")
    assert receipt.project == "card-1.aep"
    assert [one.placeholder_id for one in receipt.applied] == ["11:1", "11:2"]
    assert receipt.skipped == ()


def test_tells_what_was_skipped_and_which_fonts_are_missing() -> None:
    model = world(missingFonts={"Impact": True})
    del model["files"]["/sandbox/assets/02-photo.png"]
    receipt = _receipt(run(model))

    assert receipt["missing_fonts"] == ["Impact"]
    assert [one["code"] for one in receipt["skipped"]] == ["ASSET_MISSING"]
    assert [one["code"] for one in receipt["warnings"]] == ["FONT_MISSING", "SAVED"]


def test_a_dry_run_says_the_same_and_changes_nothing() -> None:
    filled, dry = run(world()), run(world(environment=DRY))

    assert (dry.changes, dry.saved, dry.marks, dry.items) == ((), None, (), ("card",))
    assert _receipt(dry)["applied"] == _receipt(filled)["applied"]
    assert (_receipt(dry)["mode"], _receipt(dry)["project"]) == ("dry_run", None)


def test_the_dry_run_can_be_switched_on_in_the_file() -> None:
    script = render_script(plan()).replace('"dryRun": false', '"dryRun": true')
    result = run_on(script, world())

    assert result.changes == ()
    assert "DRY RUN" in result.report


def test_asked_to_be_quiet_it_opens_no_window() -> None:
    result = run(world(environment={"SIXSTAGE_QUIET": "1"}))

    assert result.dialogs == 0
    assert result.saved == "/sandbox/card-1.aep"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_hostile_names_leave_a_receipt_that_can_be_read(text: str) -> None:
    made = plan(text, image=text)
    model = world(made)
    model["comps"][0]["layers"][0]["text"] = text

    assert run_on(render_script(made), model).receipt.isascii()
    assert len(_receipt(run_on(render_script(made), model))["applied"]) == 2


def _changed(**changes: object) -> bytes:
    return json.dumps(json.loads(run(world()).receipt) | changes).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "other"},
        {"version": 2},
        {"revision": 0},
        {"revision": "1"},
        {"digest": "<script>"},
        {"mode": "delete"},
        {"project": "x" * 401},
        {"applied": [{"placeholder_id": "1"}]},
        {"missing_fonts": [1]},
        {"overflows": {"a": 1}},
        {"more": 1},
    ],
)
def test_what_is_not_a_receipt_is_refused_by_the_field(changes: dict[str, object]) -> None:
    with pytest.raises(UnreadableReceipt, match=next(iter(changes))):
        read_receipt(_changed(**changes))


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_refused_with_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableReceipt, match=r"\.$"):
        read_receipt(content)


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(UnreadableReceipt, match="too large"):
        read_receipt(b" " * 5_000_000)
