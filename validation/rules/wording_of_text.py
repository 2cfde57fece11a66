"""What the words themselves give away: leftovers, case, spaces, the same name twice."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from validation.context import Context, ResolvedMatch
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted

# Whole texts, in small letters; a name or a club may hold any of these words beside others.
SAMPLES: Final = frozenset(
    {
        *("first last", "firstname lastname", "first name", "last name", "first name last name"),
        *("player name", "full name", "your name", "name here", "your name here", "name surname"),
        *("your text", "your text here", "text here", "enter text", "type here", "add text"),
        *("sample text", "placeholder", "placeholder text", "headline here", "title here"),
    }
)
LATIN_FILLER: Final = re.compile(r"\blorem\s+ipsum\b|\bdolor\s+sit\s+amet\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")


@rule("sample_text_left", severity=Severity.CRITICAL)
def sample_text_left(context: Context) -> Iterator[Finding]:
    """Find sample text that nobody replaced, such as “Lorem ipsum” or “FIRST LAST”."""
    for one in context.text_matches:
        words = " ".join(one.words.split())
        named = one.placeholder.layer.casefold() == words.casefold() and _NUMBER.search(words)
        if words.casefold() in SAMPLES or LATIN_FILLER.search(words) or named:
            yield one.finding(
                f"{quoted(words)} looks like sample text that was left in the card.",
                hint="Have the real text typed in, or choose another layer.",
            )


@rule("case_differs", severity=Severity.WARNING)
def case_differs(context: Context) -> Iterator[Finding]:
    """Find texts with small letters where the template's sample is in capitals."""
    for one in context.text_matches:
        sample = one.placeholder.text or ""
        is_set_in_capitals = one.placeholder.setting.all_caps
        if _is_capitals(sample) and not is_set_in_capitals and one.words.upper() != one.words:
            yield one.finding(
                f"{quoted(one.words)} has small letters; the sample {quoted(sample)} of"
                f" {quoted(one.placeholder.layer)} is in capitals.",
                hint="Type the text in capitals, or switch on All Caps in the template.",
            )


@rule("spaces_at_ends", severity=Severity.WARNING)
def spaces_at_ends(context: Context) -> Iterator[Finding]:
    """Find texts that begin or end with spaces or empty lines, which move them off their place."""
    for one in context.text_matches:
        words = one.words
        if words.strip() and words != words.strip():
            yield one.finding(
                f"The text {quoted(words)} begins or ends with spaces or empty lines.",
                hint="Take them out in the card, unless they are meant to move the text.",
            )


@rule("same_text_twice", severity=Severity.WARNING)
def same_text_twice(context: Context) -> Iterator[Finding]:
    """Find the same text in places that are numbered, and so should differ."""
    alike: dict[tuple[str, str, str], list[ResolvedMatch]] = defaultdict(list)
    for one in context.text_matches:
        hole = one.placeholder
        series = _NUMBER.sub("#", hole.layer)
        words = " ".join(one.words.split()).casefold()
        if "#" in series and any(map(str.isalpha, words)):
            alike[hole.composition_id, series, words].append(one)
    for same in alike.values():
        places, layers = ({one.placeholder.layer for one in same}, {one.layer.id for one in same})
        if len(places) > 1 and len(layers) > 1:
            names = [one.placeholder.layer for one in same]
            listed = ", ".join(map(quoted, names[:6]))
            yield same[-1].finding(
                f"{quoted(same[0].words)} is to stand in {len(same)} places: {listed}.",
                hint="Make sure that it is no slip: numbered places mostly differ.",
                details={"placeholder_ids": [one.placeholder.id for one in same]},
            )


def _is_capitals(sample: str) -> bool:
    return sum(map(str.isalpha, sample)) > 1 and sample.upper() == sample
