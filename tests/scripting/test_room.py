"""Words that need more room than they have are reported, and set smaller where that was asked."""

import json
from dataclasses import replace
from typing import Any

import pytest

from extraction import MatchDocument
from scripting import Plan, build_plan, render_script
from scripting.dry_run import DryRunResult, HostModel, run_on
from tests.scripting.cases import MATCHES, image_hole, psd, template, text_hole, world

LONG = "A name that is far too long for its place"
# The model's words are half as wide as high: 41 characters of 60 pixels take 1230 pixels.


def _plan(text: str, *, shrink: bool = False, width: float = 900.0) -> Plan:
    holes = template(replace(text_hole(), width=width), image_hole())
    matches = MatchDocument((replace(MATCHES.matches[0], shrink=shrink), *MATCHES.matches[1:]))
    return build_plan(psd(text), holes, matches, job_id="card-1", output_name="card-1.aep")


def _tried(made: Plan, *, times: int = 1, **facts: object) -> DryRunResult:
    model: HostModel = world(made)
    model["version"] = facts.pop("version", 25.0)
    model["comps"][0]["layers"][0].update(facts)
    return run_on(render_script(made) * times, model)


def _overflows(result: DryRunResult) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.receipt)["overflows"]
    return found


def _sizes(result: DryRunResult) -> list[float]:
    return [float(one.after) for one in result.changes if one.kind == "font_size"]


def test_a_line_that_is_wider_than_the_templates_is_measured() -> None:
    result = _tried(_plan(LONG))

    assert result.errors == ()
    assert _overflows(result) == [
        {
            "placeholder_id": "11:1",
            "layer": "player1",
            "text_width": 1230,
            "text_height": 72,
            "room_width": 900,
            "room_height": 0,
        }
    ]


@pytest.mark.parametrize(("text", "width"), [("Ben", 900.0), (LONG, 0.0)])
def test_what_fits_or_has_no_known_room_is_no_overflow(text: str, width: float) -> None:
    assert _overflows(_tried(_plan(text, width=width))) == []


@pytest.mark.parametrize("version", [25.0, 24.6])
def test_a_box_tells_itself_that_it_is_too_small(version: float) -> None:
    result = _tried(_plan(LONG), boxSize=[300, 100], version=version)

    assert result.errors == ()
    assert [one["room_width"] for one in _overflows(result)] == [300]


def test_words_are_set_smaller_only_where_that_was_asked_for() -> None:
    asked, not_asked = _tried(_plan(LONG, shrink=True)), _tried(_plan(LONG))

    assert _sizes(not_asked) == []
    assert 60 * 0.7 < _sizes(asked)[-1] < 60 * 0.8
    assert _overflows(asked) == []
    assert "TEXT_SHRUNK" in asked.report


def test_run_twice_words_end_at_the_same_size() -> None:
    once, twice = (_tried(_plan(LONG, shrink=True), times=times) for times in (1, 2))

    assert once.errors == twice.errors == ()
    assert _sizes(once)[-1] == _sizes(twice)[-1]


def test_words_are_never_set_smaller_than_can_be_read() -> None:
    result = _tried(_plan(LONG * 5, shrink=True))

    assert _sizes(result)[-1] == pytest.approx(36.0)
    assert len(_overflows(result)) == 1


def test_animated_words_keep_their_size() -> None:
    assert _sizes(_tried(_plan(LONG, shrink=True), keyframes=2)) == []
