"""text_too_long: measured in the real font where it is at hand, else estimated."""

from dataclasses import replace
from pathlib import Path

import pytest

from extraction import MatchDocument, Placeholder
from extraction.font_files import FontFace, font_files, open_face
from extraction.matches import SMALLEST_TEXT, FontSubstitute, Match
from extraction.template import PLAIN_SETTING, TextSetting
from tests.samples.documents import card, template, text_hole, text_layer
from tests.samples.fonts import make_font
from validation import Fonts, Issue, validate

SIZE = 40.0
RUNTIME = Path(__file__).parents[3] / "scripting" / "runtime"


def face(folder: Path, name: str, advance: int) -> FontFace:
    make_font(folder / f"{name}.ttf", name, advance=advance)
    opened = open_face(font_files(folder)[name])
    assert opened is not None
    return opened


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    folder = tmp_path_factory.mktemp("fonts")
    widths = {"Narrow": 250, "Wide": 1000}
    return Fonts(faces={name: face(folder, name, width) for name, width in widths.items()})


def box(width: float, height: float, *, font: str = "Narrow") -> Placeholder:
    return replace(text_hole("1:1", font_size=SIZE), width=width, height=height, font=font)


def point(
    sample: str, *, font: str = "Narrow", setting: TextSetting = PLAIN_SETTING
) -> Placeholder:
    hole = text_hole("1:1", sample=sample, font_size=SIZE)
    return replace(hole, font=font, setting=setting)


def found(
    fonts: Fonts, hole: Placeholder, words: str, *, instead: str = "", shrink: bool = False
) -> Issue | None:
    agreed = (FontSubstitute(hole.font or "", instead, "rui"),) if instead else ()
    matches = MatchDocument((Match("9", "1:1", shrink=shrink),), font_substitutes=agreed)
    report = validate(card(text_layer("9", words)), template(hole), matches, fonts=fonts)
    return next((one for one in report.warnings if one.code == "text_too_long"), None)


def test_the_real_font_decides_and_not_the_estimate(faces: Fonts) -> None:
    ten_letters = "ABCDEFGHIJ"  # 100 pixels in Narrow, 220 as estimated, 400 in Wide
    assert found(faces, box(150, 50), ten_letters) is None
    assert found(Fonts(), box(150, 50), ten_letters) is not None
    assert found(faces, box(300, 50, font="Wide"), ten_letters) is not None
    assert found(Fonts(), box(300, 50, font="Wide"), ten_letters) is None


def test_says_whether_it_was_measured_or_estimated(faces: Fonts) -> None:
    measured, estimated = (found(fonts, box(50, 50), "ABCDEFGHIJ") for fonts in (faces, Fonts()))
    assert measured is not None
    assert estimated is not None
    assert "(measured in its font): 100 pixels wide where 50 fit" in measured.message
    assert "(estimated): 220 pixels wide where 50 fit" in estimated.message
    assert (measured.details["measured"], estimated.details["measured"]) == (True, False)


def test_lines_break_at_words_as_wide_as_they_really_are(faces: Fonts) -> None:
    words = "AAAA BBBB CCCC"  # 40 pixels a word in Narrow
    assert found(faces, box(100, 100), words) is None  # two lines, as many fit
    issue = found(faces, box(45, 100), words)
    assert issue is not None
    assert (issue.details["lines"], issue.details["lines_that_fit"]) == (3, 2)


def test_a_place_without_a_box_is_as_wide_as_its_sample(faces: Fonts) -> None:
    assert found(faces, point("FIRST LAST"), "BEN FORMAN JUNI") is None  # one and a half times
    assert found(faces, point("FIRST LAST"), "BEN FORMAN JUNIO") is not None


def test_a_substitute_is_measured_against_the_samples_own_font(faces: Fonts) -> None:
    assert found(faces, point("FIRST LAST"), "BEN FORMAN") is None
    issue = found(faces, point("FIRST LAST"), "BEN FORMAN", instead="Wide")
    assert issue is not None
    assert (issue.details["text_width"], issue.details["room"]) == (400.0, 150.0)


def test_in_a_box_the_substitute_alone_counts(faces: Fonts) -> None:
    hole = box(150, 50, font="Unknown")
    assert found(faces, hole, "ABCDEFGHIJ", instead="Narrow") is None
    issue = found(faces, hole, "ABCDEFGHIJ", instead="Wide")
    assert issue is not None
    assert issue.details["measured"]


def test_without_both_fonts_words_and_sample_are_estimated_alike(faces: Fonts) -> None:
    hole = point("FIRST LAST", font="Unknown")
    assert found(faces, hole, "BEN FORMAN", instead="Wide") is None
    issue = found(faces, hole, "BEN FORMAN THE YOUNGER", instead="Narrow")
    assert issue is not None
    assert not issue.details["measured"]


def test_tracking_counts(faces: Fonts) -> None:
    loose = TextSetting(in_box=True, tracking=250)  # a quarter of the size after each letter
    assert found(faces, box(150, 50), "ABCDEFGHIJ") is None
    assert found(faces, replace(box(150, 50), setting=loose), "ABCDEFGHIJ") is not None


@pytest.mark.parametrize(
    ("hole", "fits", "does_not"),
    [
        (box(150, 50), "A" * 25, "A" * 26),  # a letter in Narrow takes 10 pixels, 6 when shrunk
        (box(100, 60), "AAAA BBBB CCCC DDDD", "AAAA BBBB CCCC DDDD EEEE FFFF GGGG"),
        (point("FIRST LAST"), "A" * 25, "A" * 26),
    ],
    ids=["a line in a box", "lines in a box", "without a box"],
)
def test_what_shrinks_is_measured_at_its_smallest(
    faces: Fonts, hole: Placeholder, fits: str, does_not: str
) -> None:
    assert found(faces, hole, fits) is not None
    assert found(faces, hole, fits, shrink=True) is None
    issue = found(faces, hole, does_not, shrink=True)
    assert issue is not None
    assert "may have no room even at 60% of its size in" in issue.message
    assert "shrink" not in issue.hint
    assert issue.details["shrinks"]


def test_the_script_shrinks_as_far_as_the_rule_expects() -> None:
    assert f"var SMALLEST = {SMALLEST_TEXT};" in (RUNTIME / "room.jsx").read_text()
