import json
import math
import re

import pytest
import quickjs
from hypothesis import given
from hypothesis import strategies as st

from scripting.literals import MAX_PIECE, MAX_WHOLE, Value, literal, string_literal
from tests.scripting.es3 import faults_of

# Any code point, halves of surrogate pairs included: names come from files.
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)
NUMBERS = st.one_of(
    st.integers(-MAX_WHOLE, MAX_WHOLE), st.floats(allow_nan=False, allow_infinity=False)
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, ANY_TEXT),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(ANY_TEXT, inner, max_size=4)
    ),
    max_leaves=10,
)
HOSTILE = (
    *('"', "'", "\\", "*/", "</script>", '//@include "x"', "#include 'x'", "<!--", "]]>"),
    *("\u2028", "\u2029", "\0", "\x7f", "\ufeff", "\r\n", "\u0003", "\U0001f600", "אבג", "e\u0301"),
    *("\ud800", "\udc00", "\ud83d\ude00", "x" * 10_000, "\U0001f600" * 10_000),
)


def evaluated(source: str) -> object:
    """What JavaScript makes of a value's source text."""
    told = quickjs.Context().eval(f"JSON.stringify([{source}])")
    return json.loads(str(told))[0]


def without_halves(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


@given(ANY_TEXT)
def test_any_text_comes_back_as_it_was_but_for_half_pairs(text: str) -> None:
    assert evaluated(string_literal(text)) == without_halves(text)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_texts_come_back_and_are_taken_by_ecmascript_3(text: str) -> None:
    source = string_literal(text)

    assert evaluated(source) == without_halves(text)
    assert faults_of(f"({source});\n") == []


@given(VALUES)
def test_a_value_is_printable_ascii_in_which_nothing_ends_a_comment_or_a_script(
    value: Value,
) -> None:
    source = literal(value)

    assert re.fullmatch(r"[\n\x20-\x7e]*", source)
    assert not any(sign in source for sign in ("*/", "</", "//", "/*"))


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-MAX_WHOLE, MAX_WHOLE)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)
        ),
        max_leaves=10,
    )
)
def test_a_structure_comes_back_as_it_was(value: Value) -> None:
    plain = json.loads(json.dumps(value))

    # a key of that name sets the prototype in newer engines, ours included
    if "__proto__" not in json.dumps(value):
        assert evaluated(literal(value)) == plain


@given(NUMBERS)
def test_a_number_comes_back_as_it_was(number: float) -> None:
    assert quickjs.Context().eval(f"({literal(number)})") == number


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, MAX_WHOLE + 1, -(10**30)])
def test_a_number_that_no_script_can_hold_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="A script can't hold"):
        literal(number)


def test_a_long_text_is_a_sum_of_short_ones() -> None:
    source = string_literal("é" * (2 * MAX_PIECE + 1))

    assert source.count(" + ") == 2
    assert max(len(piece) for piece in source.split(" + ")) <= 6 * MAX_PIECE + 3


def test_entries_stand_one_a_line_without_a_last_comma() -> None:
    assert literal({"a": [1, "b"], "c": {}}) == (
        '{\n    "a": [\n        1,\n        "b"\n    ],\n    "c": {}\n}'
    )
