"""What stands in a template's places before a card fills them: names, dummies, others' texts."""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from benchmarks.fitting.cards.texts import MONTHS, text_of

# What stands before a figure on the card and in the template's sample alike.
_BEFORE: Final = {
    "time": ("Doors", "from", "Start"),
    "date": ("until", "on", "ends"),
    "price": ("from", "only", "ab"),
    "number": ("No.", "Age"),
    "person": ("with", "by", "feat."),
    "venue": ("at", "live at"),
}
_AFTER: Final = {
    "number": ("beds", "baths", "hab.", "rooms", "Zimmer", "goals"),
    "percent": ("off",),
}
_MARKED: Final = {
    "sentence": ("“{}”", "»{}«"),
    "headline": ("{}!", "“{}”", "/ {}"),
    "person": ("— {}", "{},", "({})"),
    "number": ("#{}", "({})"),
    "price": ("{} pp", "{}*"),
    "time": ("{} →", "/ {}"),
}
_SAMPLES: Final = {
    "price": ("$00", "$0.00", "00 €", "$XX"),
    "percent": ("00%", "0%", "XX%"),
    "date": ("DD/MM", "00.00.0000", "Month 00", "Date"),
    "time": ("00:00", "0:00 PM", "00:00"),
    "number": ("00", "0", "#"),
    "bignumber": ("0,000", "000", "00.00"),
    "score": ("0-0", "0 - 0"),
    "temperature": ("00°", "0°"),
    "person": ("First Last", "Name Surname", "FIRST LAST", "John Doe"),
    "sentence": (
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit sed do",
        "Your text goes here",
    ),
    "handle": ("@handle", "@username"),
    "url": ("www.website.com", "yoursite.com"),
    "phone": ("000-000-0000", "+00 000 000000"),
    "weekday": ("DAY", "Mon"),
    "change": ("+0.00%", "+0.0"),
    "measure": ("000 m²", "00 km/h"),
    "city": ("City, ST 00000", "City"),
    "role": ("Role, Company", "Job title"),
    "venue": ("Venue, 00 Street", "Venue"),
    "activity": ("Activity", "Class"),
}
_MONTH_NAME: Final = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_LETTERS: Final[tuple[Callable[[str], str], ...]] = (str.upper, str.title, str)


def masked(text: str) -> str:
    """What a template's author makes of another card's text: its figures are 0."""
    return _MONTH_NAME.sub("Month", re.sub(r"\d", "0", text))


def dressed(form: str, chance: Random) -> str:
    """A pattern to put a text in: words or marks around it, that samples repeat."""
    if form in _MARKED and chance.random() < 0.1:
        return chance.choice(_MARKED[form])
    if form in _BEFORE and chance.random() < 0.1:
        return f"{chance.choice(_BEFORE[form])} {{}}"
    if form in _AFTER and chance.random() < 0.1:
        return f"{{}} {chance.choice(_AFTER[form])}"
    return "{}"


def sample_of(form: str, name: str, chance: Random, language: str, card: str) -> str:
    """What a template's author leaves in a place: its name, a dummy, or another card's text.

    `card` is what such a card says there.
    """
    pick = chance.random()
    if pick < 0.25 and masked(card) != card:
        return masked(card)
    if pick < 0.4:
        return chance.choice(_LETTERS)(name.replace("_", " "))
    if pick < 0.7 and form in _SAMPLES:
        return chance.choice(_SAMPLES[form])
    return text_of(form, chance, language)
