"""Which form of text a placeholder waits for, by its name and by its sample."""

from typing import Final

from extraction.matching.lexicon import CONCEPTS
from extraction.matching.names import tokens
from extraction.matching.text_look import Look, look_of

_BY_WORD: Final = {
    Look.PRICE: "price salary",
    Look.DATE: "date deadline",
    Look.TIME: "time",
    Look.PERCENT: "percent discount",
    Look.PHONE: "phone",
    Look.ADDRESS: "website handle mail email e-mail",
    Look.MEASURE: "area temperature high low wind",
    Look.NUMBER: "number score beds baths votes value played won lost drawn rank age",
    Look.WORDS: (
        "title subtitle description name role company team league venue city author quote topic"
        " artist track album category cta label item party agent host ingredients weather weekday"
    ),
}
_BY_CONCEPT: Final = {
    CONCEPTS.get(word, word): look for look, words in _BY_WORD.items() for word in words.split()
}


def look_by_name(words: tuple[str, ...]) -> Look:
    """The form that a name asks for by its last telling word; EMPTY where it tells of none.

    EMPTY as well where it asks for two figures at once, as “date and time”.
    """
    looks = [
        look for word in words if (look := _BY_CONCEPT.get(CONCEPTS.get(word, word))) is not None
    ]
    if len({look for look in looks if look is not Look.WORDS}) > 1:
        return Look.EMPTY
    return looks[-1] if looks else Look.EMPTY


def form_of_sample(sample: str | None, name: tuple[str, ...]) -> Look:
    """The sample's form; EMPTY where the sample is but the placeholder's name over again."""
    words = tokens(sample or "")
    return Look.EMPTY if words and words == name else look_of(sample)
