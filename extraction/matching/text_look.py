"""What a text looks like: a price, a date, a name. Judged by its form alone, in no language."""

import re
from enum import IntEnum, unique
from typing import Final


@unique
class Look(IntEnum):
    """The form of a text; WORDS when it has none of the special ones."""

    EMPTY = 0
    WORDS = 1
    NUMBER = 2
    TIME = 3
    DATE = 4
    PRICE = 5
    PERCENT = 6
    PHONE = 7
    ADDRESS = 8  # of the net: mail, site, handle
    MEASURE = 9
    SCORE = 10


_MONTH = r"(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*\.?"
_CURRENCY = r"(?:[$€£¥₹₩]|\b(?:usd|eur|gbp|chf|kr|zł)\b)"
_FORMS: Final = (
    (Look.ADDRESS, r"\S+@\S+\.\w+|^@\w+|(?:https?://|www\.)\S+|^[\w-]+\.[a-z]{2,6}(?:/\S*)?$"),
    (Look.PRICE, rf"^\W*{_CURRENCY}\s*[\d.,]+|^[\d.,]+\s*{_CURRENCY}"),
    (Look.PERCENT, r"^[+\-−±]?\s*[\d.,]+\s*%"),
    (Look.TIME, r"^(?:\w+\s)?\d{1,2}[:.]\d{2}\s*[ap]m|^\d{1,2}\s*(?:[ap]m|uhr)\b"),
    (Look.TIME, r"^\d{1,2}[:h]\d{2}(?:\s*[ap]m?|\s*uhr)?(?!\d|[./-]\d)"),
    (Look.SCORE, r"^\d{1,3}\s*[-–:]\s*\d{1,3}$"),
    (Look.DATE, r"^\d{1,2}/\d{1,2}|^\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}"),
    (Look.DATE, r"^\d{1,2}\.\d{1,2}\.$"),
    (Look.DATE, rf"\b\d{{1,2}}(?:\.|st|nd|rd|th)?\s+{_MONTH}(?!\w)|\b{_MONTH}\s+\d{{1,2}}\b"),
    (Look.PHONE, r"^(?=\S*[+(\d])[+(0-9][\d\s().-]*[\s().-][\d\s().-]{3,}\d$(?<=\d\d\d)"),
    (Look.NUMBER, r"^[#№+\-−]?\s*\d[\d.,\s]*$"),
    (Look.MEASURE, r"^[+\-−]?\d[\d.,]*\s*(?:°\w?|[^\W\d_]{1,12}[²³.]?)$"),
)
_WORD: Final = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_WORDS: Final = re.compile(rf"{_WORD}(?:\s{_WORD})*")
_FIGURES: Final = re.compile(r"\d+")
_LOOKS: Final = tuple((look, re.compile(form)) for look, form in _FORMS)


def pattern_of(text: str | None) -> str:
    """How a text is built of words, figures and marks: “Doors 8.30pm” as “a 0.0a”.

    Empty for words alone, which are all built alike.
    """
    line = " ".join((text or "")[:80].split())
    pattern = _FIGURES.sub("0", _WORDS.sub("a", line))
    return "" if pattern.strip("a ") == "" else pattern


def look_of(text: str | None) -> Look:
    """Judge the form of a text; only its first 80 characters count."""
    line = (text or "")[:80].strip().casefold()
    if not line:
        return Look.EMPTY
    if line.isalpha():
        return Look.WORDS
    return next((look for look, form in _LOOKS if form.search(line)), Look.WORDS)
