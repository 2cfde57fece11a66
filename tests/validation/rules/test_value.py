"""A slider takes a number and nothing else."""

from dataclasses import replace

import pytest

from extraction import Match, MatchDocument
from extraction.template import Control, ExposedKind
from tests.samples.documents import card, image_hole, image_layer, template, text_hole, text_layer
from tests.validation.checks import checked, issues
from validation import validate

SCORE = replace(
    text_hole("1:1:1", "card 1"), label="Score", control=Control(ExposedKind.SLIDER, "Score")
)


@pytest.mark.parametrize("words", ["seven", "7:3", "", "1,234"])
def test_words_that_are_no_number_are_critical(words: str) -> None:
    report = checked(text_layer("a", words), SCORE)

    assert [issue.code for issue in report.critical_issues] == ["no_number"]


@pytest.mark.parametrize("words", ["7", " 12,5 %"])
def test_a_number_is_fine(words: str) -> None:
    assert checked(text_layer("a", words), SCORE).critical_issues == ()


def test_a_number_put_right_by_hand_is_fine() -> None:
    matches = MatchDocument((Match("a", SCORE.id, text="7"),))

    assert validate(card(text_layer("a", "7:3")), template(SCORE), matches).critical_issues == ()


def test_a_layer_that_gives_its_colour_need_not_be_of_any_size() -> None:
    control = Control(ExposedKind.COLOR, "Team")
    hole = replace(image_hole("1:1:2", "card 1"), control=control, bbox=None)
    report = checked(image_layer("b", size=(2, 900)), replace(hole, width=None, height=None))

    assert {issue.code for issue in issues(report)} <= {"hidden_layer_used", "check_not_possible"}
    assert report.critical_issues == ()
