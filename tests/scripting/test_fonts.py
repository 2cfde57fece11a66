"""A font that people agreed to is set in every text of the template's font, and in no other."""

from dataclasses import replace

import pytest

from extraction import Match, MatchDocument
from extraction.matches import FontSubstitute
from scripting import DryRunFailed, Plan, build_plan, read_receipt, render_script
from scripting.dry_run import DryRunResult, HostModel, run_on
from scripting.generator import try_out
from scripting.render import digest_of
from tests.scripting.cases import PLACE, plan, psd, template, world

AGREED = (FontSubstitute("Impact", "Arial-BoldMT", "rui"),)


def agreed_plan(*fonts: FontSubstitute) -> Plan:
    return replace(plan(), fonts=fonts or AGREED)


def ran(made: Plan, model: HostModel | None = None) -> DryRunResult:
    result = run_on(render_script(made), model or world(made))
    assert result.errors == ()
    return result


def fonts_set(result: DryRunResult) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in result.changes if one.kind == "font"]


def test_the_plan_takes_over_what_was_agreed_with_the_matches() -> None:
    matches = MatchDocument((Match("t", "11:1"),), font_substitutes=AGREED)
    made = build_plan(psd(), template(), matches, job_id="card-1", output_name="card-1")
    assert made.fonts == AGREED
    assert digest_of(made) != digest_of(replace(made, fonts=()))


def test_the_script_sets_the_font_and_its_receipt_says_so() -> None:
    result = ran(agreed_plan())
    receipt = read_receipt(result.receipt.encode())

    assert fonts_set(result) == [("Impact", "Arial-BoldMT")]
    (told,) = (one for one in receipt.warnings if one.code == "FONT_SUBSTITUTED")
    assert told.message == "Arial-BoldMT is used instead of Impact, as agreed"
    assert (receipt.fonts, receipt.missing_fonts) == (("Arial-BoldMT",), ())


def test_without_consent_every_font_stays() -> None:
    result = ran(plan())
    assert fonts_set(result) == []
    assert read_receipt(result.receipt.encode()).fonts == ("Impact",)


def test_a_font_that_nobody_spoke_of_stays() -> None:
    assert fonts_set(ran(agreed_plan(FontSubstitute("Other", "Arial-BoldMT")))) == []


def test_a_substitute_that_is_missing_there_is_told_as_missing() -> None:
    made = agreed_plan()
    receipt = read_receipt(
        ran(made, world(made, missingFonts={"Arial-BoldMT": True})).receipt.encode()
    )
    assert (receipt.fonts, receipt.missing_fonts) == ((), ("Arial-BoldMT",))


def test_all_keyframes_get_the_font() -> None:
    made = agreed_plan()
    model = world(made)
    model["comps"][0]["layers"][0]["keyframes"] = 3
    assert set(fonts_set(ran(made, model))) == {("Impact", "Arial-BoldMT")}


def test_a_dry_run_inside_after_effects_tells_of_it_and_sets_nothing() -> None:
    made = agreed_plan()
    result = ran(made, world(made, environment={"SIXSTAGE_DRY_RUN": "1"}))
    assert result.changes == ()
    assert "FONT_SUBSTITUTED" in result.receipt


def test_before_after_effects_24_the_font_is_set_all_the_same() -> None:
    made = agreed_plan()
    result = ran(made, world(made, version=17.0))
    assert fonts_set(result) == [("Impact", "Arial-BoldMT")]
    assert read_receipt(result.receipt.encode()).fonts == ()


def test_a_hostile_font_name_is_data_and_no_code() -> None:
    hostile = FontSubstitute("Impact", '"*/ app.quit(); /*\u2028')
    assert fonts_set(ran(agreed_plan(hostile))) == [("Impact", hostile.substitute)]


def test_a_script_that_sets_other_fonts_than_were_agreed_is_not_handed_out() -> None:
    made = agreed_plan()
    sizes = {one.asset: PLACE for one in made.images}
    try_out(made, render_script(made), template(), sizes)
    with pytest.raises(DryRunFailed, match="other fonts"):
        try_out(made, render_script(plan()), template(), sizes)
