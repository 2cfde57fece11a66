"""Fonts that are missing, not allowed, or lack characters; what can't be checked is said."""

from dataclasses import replace

import pytest

from extraction import MatchDocument, Placeholder
from extraction.font_files import FontFace, font_files, open_face
from extraction.matches import FontSubstitute, Match
from tests.samples.documents import card, image_hole, image_layer, template, text_hole, text_layer
from tests.samples.fonts import make_font
from tests.validation.checks import issues
from validation import Fonts, Issue, Report, validate

FAMILY = {
    *("font_missing", "font_not_allowed", "template_font_missing", "card_font_missing"),
    *("font_substituted", "fonts_not_checked", "characters_missing", "script_not_checked"),
}
LISTED = Fonts(has_list=True, there=frozenset({"Impact", "Rushflow"}))


def hole(font: str | None = "Rushflow", key: str = "1:1") -> Placeholder:
    return replace(text_hole(key), font=font)


def checked(
    fonts: Fonts,
    *holes: Placeholder,
    words: str = "BEN",
    other_fonts: tuple[str, ...] = (),
    agreed: dict[str, str] | None = None,
) -> Report:
    """A card with the same words, set in Impact, in each of the placeholders."""
    holes = holes or (hole(),)
    project = replace(template(*holes), fonts=other_fonts)
    matches = MatchDocument(
        tuple(Match("9", one.id) for one in holes),
        font_substitutes=tuple(
            FontSubstitute(font, other, "rui") for font, other in (agreed or {}).items()
        ),
    )
    return validate(card(text_layer("9", words)), project, matches, fonts=fonts)


def found(report: Report) -> list[Issue]:
    return [issue for issue in issues(report) if issue.code in FAMILY]


def codes(report: Report) -> list[str]:
    return [issue.code for issue in found(report)]


@pytest.fixture(scope="module")
def face(tmp_path_factory: pytest.TempPathFactory) -> FontFace:
    """Holds ASCII alone; each letter is half the size wide."""
    path = make_font(tmp_path_factory.mktemp("fonts") / "a.ttf", "Rushflow")
    opened = open_face(font_files(path.parent)["Rushflow"])
    assert opened is not None
    return opened


def test_fonts_on_the_list_are_nothing_to_speak_of() -> None:
    assert codes(checked(LISTED)) == []


def test_a_font_that_is_not_on_the_list_is_critical_once_for_all_its_texts() -> None:
    (issue,) = found(checked(LISTED, hole("Other"), hole("Other", "1:2")))
    assert (issue.code, issue.severity) == ("font_missing", "critical")
    assert issue.details["placeholder_ids"] == ["1:1", "1:2"]
    assert "“Other”" in issue.message


def test_a_font_that_a_receipt_called_missing_is_critical_without_a_list() -> None:
    report = checked(Fonts(absent=frozenset({"Rushflow"})))
    assert codes(report) == ["font_missing"]


def test_a_font_that_a_receipt_found_needs_no_list() -> None:
    assert codes(checked(Fonts(there=frozenset({"Rushflow"})))) == []


def test_without_a_list_one_note_says_so() -> None:
    (issue,) = found(checked(Fonts(), hole(), hole("Other", "1:2")))
    assert (issue.code, issue.severity) == ("fonts_not_checked", "info")


def test_a_card_without_text_needs_no_list() -> None:
    project, psd = template(image_hole("1:1")), card(image_layer("9"))
    assert codes(validate(psd, project, MatchDocument((Match("9", "1:1"),)))) == []


def test_a_placeholder_whose_font_is_not_told_is_named() -> None:
    (issue,) = found(checked(LISTED, hole(None), hole("Impact", "1:2")))
    assert (issue.code, issue.placeholder_id) == ("fonts_not_checked", "1:1")


def test_a_font_that_the_client_may_not_use_is_critical() -> None:
    fonts = replace(LISTED, not_allowed=frozenset({"Rushflow"}))
    assert codes(checked(fonts)) == ["font_not_allowed"]
    assert codes(checked(fonts, hole("Impact"))) == []


def test_a_font_of_texts_that_are_not_filled_is_a_warning() -> None:
    (issue,) = found(checked(LISTED, other_fonts=("Rushflow", "Other", "Impact")))
    assert (issue.code, issue.severity) == ("template_font_missing", "warning")
    assert issue.details == {"font": "Other"}


def test_a_font_of_the_card_that_is_not_there_is_worth_a_note() -> None:
    (issue,) = found(checked(Fonts(has_list=True, there=frozenset({"Rushflow"}))))
    assert (issue.code, issue.severity) == ("card_font_missing", "info")
    assert issue.details == {"font": "Impact"}


def test_a_substitute_settles_a_missing_font_and_is_told() -> None:
    (issue,) = found(checked(LISTED, hole("Other"), agreed={"Other": "Impact"}))
    assert (issue.code, issue.severity) == ("font_substituted", "info")
    assert "“rui” agreed" in issue.message


def test_a_substitute_that_is_missing_itself_is_critical() -> None:
    report = checked(LISTED, hole("Other"), agreed={"Other": "Neither"})
    assert [issue.code for issue in report.critical_issues] == ["font_missing"]
    assert report.critical_issues[0].details["template_fonts"] == ["Other"]


def test_characters_that_the_font_lacks_are_named(face: FontFace) -> None:
    fonts = replace(LISTED, faces={"Rushflow": face})
    (issue,) = found(checked(fonts, words="Zoë 韓"))
    assert (issue.code, issue.severity) == ("characters_missing", "critical")
    assert "ë (U+00EB), 韓 (U+97D3)" in issue.message
    assert codes(checked(fonts, words="Zoe\nHan")) == []


def test_what_the_template_has_in_capitals_is_asked_for_in_capitals(face: FontFace) -> None:
    fonts = replace(LISTED, faces={"Rushflow": face})
    capitals = replace(hole(), setting=replace(hole().setting, all_caps=True))
    (issue,) = found(checked(fonts, capitals, words="zoë"))
    assert issue.details["characters"] == ["Ë"]


def test_characters_are_looked_for_in_the_substitute(face: FontFace) -> None:
    fonts = replace(LISTED, faces={"Rushflow": face})
    report = checked(fonts, hole("Other"), words="Zoë", agreed={"Other": "Rushflow"})
    assert codes(report) == ["characters_missing", "font_substituted"]


def test_many_lacking_characters_make_no_endless_message(face: FontFace) -> None:
    fonts = replace(LISTED, faces={"Rushflow": face})
    words = "".join(chr(0x4E00 + number) for number in range(400))
    (issue,) = found(checked(fonts, words=words))
    assert "and 388 more" in issue.message
    assert len(issue.details["characters"]) == 50


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("שלום", "Hebrew"),
        ("مرحبا", "Arabic"),
        ("サッカー", "Japanese"),
        ("足球", "Chinese characters"),
        ("축구", "Hangul"),
    ],
)
def test_scripts_that_few_fonts_have_are_told_where_the_font_is_not_at_hand(
    words: str, script: str, face: FontFace
) -> None:
    (issue,) = found(checked(LISTED, words=f"BEN {words}"))
    assert (issue.code, issue.details["scripts"]) == ("script_not_checked", [script])
    known = replace(LISTED, faces={"Rushflow": face})
    assert codes(checked(known, words=words)) == ["characters_missing"]


@pytest.mark.parametrize("words", ["BEN", "Żółć", "Ελλάδα", "Москва", "😀 – “1”"])
def test_usual_scripts_are_nothing_to_speak_of(words: str) -> None:
    assert codes(checked(LISTED, words=words)) == []
