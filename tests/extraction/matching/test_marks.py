"""What tells members of a series apart."""

import pytest

from extraction.matching.marks import Mark, is_mark, marks_of
from extraction.matching.names import tokens


@pytest.mark.parametrize(
    ("name", "place"),
    [("Player 03", 3), ("player_three", 3), ("slot C", 3), ("p2name", 2), ("3rd row", 3)],
)
def test_numbers_words_and_letters_count_alike(name: str, place: int) -> None:
    assert marks_of(tokens(name)) == {("number", place)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("home", "away"),
        ("Heim", "Gast"),
        ("izquierda", "derecha"),
        ("左", "右"),
        ("avant", "après"),
    ],
)
def test_sides_are_two_places_of_one_row(first: str, second: str) -> None:
    (one,), (other,) = marks_of(tokens(first)), marks_of(tokens(second))
    assert one[0] == other[0]
    assert (one[1], other[1]) == (0, 1)


def test_a_letter_is_no_number_beside_one() -> None:
    assert marks_of(("d", "1", "high")) == {("number", 1)}


@pytest.mark.parametrize("word", ["title", "20250131", "z", ""])
def test_other_words_mark_nothing(word: str) -> None:
    nothing: frozenset[Mark] = frozenset()
    assert marks_of((word,)) == nothing
    assert not is_mark(word)
