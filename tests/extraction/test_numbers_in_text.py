import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.numbers_in_text import number_in


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("7", 7),
        (" 12,5 ", 12.5),
        ("12.125", 12.125),
        ("+3", 3),
        ("\u22124", -4),
        ("80 %", 80),
        ("007", 7),
        ("1,234", None),
        ("", None),
        ("7:3", None),
        ("No. 7", None),
        ("1e5", None),
        ("٧", None),
        ("1.2.3", None),
        ("9" * 10, None),
    ],
)
def test_a_text_is_a_number_or_it_is_none(words: str, number: float | None) -> None:
    assert number_in(words) == number


@given(st.text())
def test_any_text_gives_a_small_number_or_none(words: str) -> None:
    number = number_in(words)

    assert number is None or abs(number) < 1e9
