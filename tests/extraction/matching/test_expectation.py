"""Which form a placeholder waits for."""

import pytest

from extraction.matching.expectation import form_of_sample, look_by_name
from extraction.matching.names import tokens
from extraction.matching.text_look import Look


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("item 1 price", Look.PRICE),
        ("Preis", Look.PRICE),
        ("heure", Look.TIME),
        ("Team Score", Look.NUMBER),
        ("名前", Look.WORDS),
        ("date and time", Look.EMPTY),
        ("xyzzy42q", Look.EMPTY),
    ],
)
def test_the_last_telling_word_of_a_name_decides(name: str, look: Look) -> None:
    assert look_by_name(tokens(name)) is look


def test_a_sample_that_repeats_the_name_shows_no_form() -> None:
    assert form_of_sample("PRICE 1", tokens("price_1")) is Look.EMPTY
    assert form_of_sample("$00", tokens("price_1")) is Look.PRICE
    assert form_of_sample(None, tokens("price_1")) is Look.EMPTY
