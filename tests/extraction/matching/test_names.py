"""Names as tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.matching.names import corrected, meaningful, numbers, split_compounds, tokens


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("player1fullname", ("player", "1", "fullname")),
        ("P1_NAME", ("p", "1", "name")),
        ("featuredImage02", ("featured", "image", "2")),
        ("HTMLTitle", ("html", "title")),
        ("Second player", ("2", "player")),
        ("3rd-place", ("3", "place")),
        ("word17name", ("word", "17", "name")),
        ("000", ("0",)),
        ("Café Ölberg", ("cafe", "olberg")),
        ("商品名 1", ("商品名", "1")),
        ("が", ("が",)),
        ("", ()),
        (" _-./", ()),
    ],
)
def test_case_separators_digits_and_number_words_are_evened_out(
    name: str, expected: tuple[str, ...]
) -> None:
    assert tokens(name) == expected


@pytest.mark.parametrize(
    "name", ["Layer 3", "Rectangle 1 copy 2", "Group 7", "text", "12", "Ebene 4 Kopie"]
)
def test_a_name_given_by_the_program_says_nothing(name: str) -> None:
    assert meaningful(tokens(name)) == ()


def test_a_copy_mark_is_dropped_with_its_number() -> None:
    assert meaningful(tokens("Player 3 copy 2")) == ("player", "3")


def test_a_number_of_its_own_survives_a_copy_mark() -> None:
    assert meaningful(tokens("photo copy")) == ("photo",)


def test_words_written_as_one_are_split_where_both_parts_are_known() -> None:
    assert split_compounds(("teamlogo", "xteamlogo"), {"team", "logo"}) == (
        "team",
        "logo",
        "xteamlogo",
    )


def test_numbers_are_told_from_words() -> None:
    assert numbers(("player", "3", "4th")) == {"3"}


def test_a_name_of_a_million_characters_is_cut() -> None:
    assert len(tokens("a b " * 250_000)) <= 120


@given(st.text())
def test_any_name_has_lower_case_tokens_without_spaces(name: str) -> None:
    assert all(word and word == word.casefold() and " " not in word for word in tokens(name))


@pytest.mark.parametrize(
    ("word", "meant"), [("adress", "address"), ("playr", "player"), ("prices", "price")]
)
def test_words_of_the_trade_are_known_when_misspelt(word: str, meant: str) -> None:
    assert corrected([word]) == (meant,)


@pytest.mark.parametrize("word", ["teh", "marlow", "住所です", "address", "ppg"])
def test_other_words_stay_as_they_are(word: str) -> None:
    assert corrected([word]) == (word,)
