"""Letters of other scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.matching.lexicon import WORDS
from extraction.matching.names import split_compounds, tokens
from extraction.matching.scripts import is_east_asian, without_accents, without_article


def test_accents_and_vowel_marks_go_and_voicing_stays() -> None:
    assert without_accents("Überschrift à Ñandú") == "Uberschrift a Nandu"
    assert without_accents("ガ") != without_accents("カ")


@pytest.mark.parametrize(("word", "stem"), [("السعر", "سعر"), ("الف", "الف"), ("price", "price")])
def test_the_arabic_article_goes_where_a_word_remains(word: str, stem: str) -> None:
    assert without_article(word) == stem


def test_japanese_is_taken_apart_at_known_words() -> None:
    assert split_compounds(tokens("商品写真"), WORDS) == ("商品", "写真")
    assert split_compounds(tokens("謎の名前"), WORDS)[-1] == "名前"


def test_two_parts_of_a_known_word_are_joined() -> None:
    assert split_compounds(tokens("SqFt"), WORDS) == ("sqft",)


@given(st.text(max_size=40))
def test_no_letter_is_lost_when_a_word_is_taken_apart(text: str) -> None:
    for word in tokens(text):
        if is_east_asian(word):
            assert "".join(split_compounds((word,), WORDS)) == word
