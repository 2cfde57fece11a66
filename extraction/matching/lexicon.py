"""General words of the trade that tokenising and evidence share; nothing about one client's files.

Groups of words that designers use for the same thing, words for numbers, and the names that
Photoshop and After Effects give by themselves and that therefore say nothing.
"""

from typing import Final

_NUMBER_WORDS: Final = (
    ("zero",),
    ("one", "first", "1st"),
    ("two", "second", "2nd"),
    ("three", "third", "3rd"),
    ("four", "fourth", "4th"),
    ("five", "fifth", "5th"),
    ("six", "sixth", "6th"),
    ("seven", "seventh", "7th"),
    ("eight", "eighth", "8th"),
    ("nine", "ninth", "9th"),
    ("ten", "tenth", "10th"),
)
NUMBER_WORDS: Final[dict[str, str]] = {
    word: str(value) for value, words in enumerate(_NUMBER_WORDS) for word in words
}

_CONCEPTS: Final = (
    "title headline heading header hdr head hed",
    "subtitle subhead subheading subheadline tagline strapline strap deck kicker sub",
    "description desc descr body copy blurb paragraph para text txt details",
    "photo picture pic image img photograph headshot portrait cutout shot foto mugshot render",
    "background bg backdrop backplate",
    "number num no nr jersey nummer numero",
    "percent pct percentage share",
    "price cost amount preis precio prix fee",
    "date day datum fecha when tag jour",
    "time hour clock kickoff timer uhrzeit hora heure",
    "venue place location where ort lugar lieu stadium arena hall",
    "city town ciudad ville stadt",
    "address addr street direccion adresse",
    "phone tel telephone mobile telefono",
    "url web website site link www",
    "logo badge crest emblem mark wappen",
    "name names fullname nombre nom",
    "role position job profession function designation",
    "company firm organisation organization org employer brand",
    "team club squad side",
    "player athlete starter",
    "score points pts goals result",
    "home host heim local",
    "away visitor visitors guest gast",
    "left l links",
    "right r rechts",
    "beds bed bedrooms bedroom br",
    "baths bath bathrooms bathroom",
    "area sqft sqm size surface",
    "cta button btn action",
    "author speaker attribution by source",
    "quote quotation testimonial",
    "icon ico symbol glyph pictogram",
    "featured feature main hero key",
    "item dish product article",
    "high hi max maximum",
    "low lo min minimum",
    "temperature temp degrees",
    "discount off sale saving save",
    "event show gig",
    "show programme program",
    "user handle account username",
)
CONCEPTS: Final[dict[str, int]] = {
    word: concept for concept, words in enumerate(_CONCEPTS) for word in words.split()
}

# Words that may be parts of a name written as one ("playerfullname").
WORDS: Final[frozenset[str]] = frozenset(CONCEPTS) | frozenset(NUMBER_WORDS) | {"full", "last"}

# Names a program gives by itself, with or without a number.
_DEFAULT_NAMES: Final = (
    "layer text type group rectangle ellipse shape polygon line path fill color gradient pattern "
    "curves levels image img smart object vector bitmap raster rounded artboard frame placeholder "
    "comp precomp null solid untitled ebene texto calque capa gruppe groupe"
)
DEFAULT_NAMES: Final[frozenset[str]] = frozenset(_DEFAULT_NAMES.split())
# Appended by duplicating a layer; says nothing about its use.
NOISE: Final[frozenset[str]] = frozenset({"copy", "kopie", "copie", "copia", "the", "of", "and"})

# A layer so named is never artwork for a placeholder.
NEVER_USED: Final[frozenset[str]] = frozenset(
    {"guide", "guides", "grid", "gridlines", "bleed", "slices", "unused", "deprecated", "fpo"}
)
NEVER_USED_PHRASES: Final = (("do", "not", "use"), ("safe", "area"), ("title", "safe"))
# A layer so named is dressing: it fills a placeholder only when that is named alike.
_DRESSING: Final = (
    "overlay texture vignette shadow glow grain noise gradient stroke border divider separator "
    "plate rule line bar panel box scrim backing pattern flare old backup watermark"
)
DRESSING: Final[frozenset[str]] = frozenset(_DRESSING.split()) | {
    word for word, concept in CONCEPTS.items() if concept == CONCEPTS["background"]
}
