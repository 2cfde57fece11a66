"""How long something takes reads as a person would say it."""

from datetime import timedelta

import pytest

from jobs.views.durations import estimated, in_words


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (None, ""),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "about 1\u00a0minute"),
        (timedelta(hours=2, minutes=5), "about 2\u00a0hours, 5\u00a0minutes"),
    ],
)
def test_an_estimate_says_about_where_a_number_follows(
    duration: timedelta | None, words: str
) -> None:
    assert estimated(duration) == words


def test_what_was_measured_stands_without_about() -> None:
    assert in_words(timedelta(minutes=3)) == "3\u00a0minutes"
