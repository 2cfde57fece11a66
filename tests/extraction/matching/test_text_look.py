"""The form of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.matching.text_look import Look, look_of, pattern_of


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("$000,000", Look.PRICE),
        ("19,99 €", Look.PRICE),
        ("51.0%", Look.PERCENT),
        ("00:00", Look.TIME),
        ("7:30 PM", Look.TIME),
        ("15 Uhr", Look.TIME),
        ("2-1", Look.SCORE),
        ("SAT 14 JUN", Look.DATE),
        ("12.05.2025", Look.DATE),
        ("3/1〜4/15", Look.DATE),
        ("(208) 555-0142", Look.PHONE),
        ("@studio", Look.ADDRESS),
        ("www.example.org", Look.ADDRESS),
        ("1,904,118", Look.NUMBER),
        ("#10", Look.NUMBER),
        ("4.5", Look.NUMBER),
        ("120 m²", Look.MEASURE),
        ("23°", Look.MEASURE),
        ("BEN FORMAN", Look.WORDS),
        ("Boise, ID 83702", Look.WORDS),
        ("", Look.EMPTY),
        (" \n", Look.EMPTY),
        (None, Look.EMPTY),
    ],
)
def test_a_text_is_known_by_its_form(text: str | None, look: Look) -> None:
    assert look_of(text) is look


@given(st.text())
def test_only_blank_texts_are_empty(text: str) -> None:
    assert (look_of(text) is Look.EMPTY) == (not text[:80].strip())


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("City, ST 00000", "Ghent, VT 05443"),
        ("0/0〜0/0", "3/14〜4/2"),
        ("— Client Name", "— Mia Okonkwo-Lee".replace("-", " ")),
        ("Doors 0.00pm", "Doors 8.30pm"),
    ],
)
def test_texts_built_alike_have_one_pattern(text: str, other: str) -> None:
    assert pattern_of(text) == pattern_of(other) != ""


@pytest.mark.parametrize("text", ["Job title", "MATILDA", "it's here", "", None, "説明文"])
def test_words_alone_have_no_pattern(text: str | None) -> None:
    assert pattern_of(text) == ""
