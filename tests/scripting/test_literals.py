"""Any value becomes pure ASCII source that means the same value, and nothing else."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripting.literals import Value, literal, string_literal, whole_characters
from tests.scripting.cases import HOSTILE
from tests.scripting.ecmascript import problems_of, value_of

ANY_TEXT = st.text(st.characters(), max_size=200) | st.sampled_from(HOSTILE)
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | ANY_TEXT,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=9).filter(lambda key: key != "__proto__"), inner)
    ),
    max_leaves=8,
)


@given(ANY_TEXT)
def test_any_text_means_itself_in_the_script(text: str) -> None:
    source = string_literal(text)

    assert source.isascii()
    assert source.isprintable()
    assert value_of(source) == whole_characters(text)


@given(st.text(st.characters(categories=["Cs"]), min_size=1, max_size=5))
def test_halves_of_surrogate_pairs_are_replaced(text: str) -> None:
    assert value_of(string_literal(text)) == "\ufffd" * len(text)


@given(VALUES)
def test_any_value_is_one_ecmascript_3_expression(value: Value) -> None:
    assert problems_of(f"({literal(value)});") == []


@given(st.lists(NUMBERS | st.booleans() | st.none() | st.text()))
def test_lists_keep_length_and_order(value: list[Value]) -> None:
    assert value_of(literal(value)) == value


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_nothing_that_readers_of_the_file_act_on_is_written_out(text: str) -> None:
    source = literal({text: [text]})

    for token in ("*/", "</", "//", "\u2028", "\r"):
        assert token not in source


def test_a_long_text_is_written_in_short_pieces() -> None:
    text = "0123456789" * 2_000
    source = string_literal(text)

    assert max(len(piece) for piece in source.split(" + ")) < 4_100
    assert value_of(source) == text


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 2**53 + 1, -(10**400)])
def test_a_number_that_the_engine_cannot_hold_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="A script can't hold"):
        literal(number)
