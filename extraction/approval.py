"""A reviewer's matches, checked where they enter: what leaves here names things that exist.

Whether the choice is wise is validation's question; here it is only possible or not.
"""

import math
import re
from collections.abc import Sequence
from typing import Final

from extraction.codec import from_json
from extraction.errors import InvalidDocument
from extraction.matches import Match, MatchDocument
from extraction.matching.candidates import artwork, kind_fits
from extraction.psd import PsdDocument
from extraction.template import PlaceholderKind, TemplateDocument

_MOST_REASONS: Final = 20
_LONGEST_REASON: Final = 500  # characters
_LONGEST_TEXT: Final = 10_000  # characters put in by hand
_LONGEST_SHOWN: Final = 40  # characters of an id in a message
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")  # no database takes these


def approved_from_json(psd: PsdDocument, template: TemplateDocument, data: object) -> MatchDocument:
    """Decode a reviewer's matches: a list of them, or an object with that list as `matches`.

    Raises: InvalidDocument, naming the first match that is impossible.
    """
    return complete_matches(psd, template, matches_from_json(data).matches)


def matches_from_json(data: object) -> MatchDocument:
    """Decode matches without looking at the files: a match document, or a bare list of matches.

    Raises: InvalidDocument when the shape is wrong.
    """
    document = {"matches": data} if isinstance(data, list) else data
    if not isinstance(document, dict) or not isinstance(document.get("matches"), list):
        raise InvalidDocument("Matches must be a list, or an object with a list named “matches”.")
    return from_json(MatchDocument, document)


def complete_matches(
    psd: PsdDocument, template: TemplateDocument, matches: Sequence[Match]
) -> MatchDocument:
    """Check chosen matches against both files and add what they leave over.

    Matches come back in the order of the template's placeholders. A layer in two places is let
    through: validation warns of it.

    Raises: InvalidDocument for an id that is not there, a kind that doesn't fit, a placeholder
    filled twice, or a confidence that is no probability.
    """
    chosen: dict[str, Match] = {}
    possible = _Possible(psd, template)
    for match in matches:
        possible.check(match)
        if match.placeholder_id in chosen:
            name = possible.holes[match.placeholder_id].layer
            raise InvalidDocument(f"The placeholder {_shown(name)} is filled twice.")
        chosen[match.placeholder_id] = match
    used = {match.layer_id for match in chosen.values()}
    return MatchDocument(
        matches=tuple(chosen[hole] for hole in possible.holes if hole in chosen),
        unmatched_layers=tuple(one.id for one in artwork(psd.layers) if one.id not in used),
        unfilled_placeholders=tuple(hole for hole in possible.holes if hole not in chosen),
    )


class _Possible:
    """What the two files allow."""

    def __init__(self, psd: PsdDocument, template: TemplateDocument) -> None:
        self.layers = {layer.id: layer for layer in psd.layers}
        self.holes = {hole.id: hole for hole in template.placeholders}

    def check(self, match: Match) -> None:
        """Refuse a match that can't be carried out."""
        layer, hole = self.layers.get(match.layer_id), self.holes.get(match.placeholder_id)
        if layer is None:
            raise InvalidDocument(f"The card has no layer with the id {_shown(match.layer_id)}.")
        if hole is None:
            where = _shown(match.placeholder_id)
            raise InvalidDocument(f"The template has no placeholder with the id {where}.")
        if not kind_fits(layer.kind, hole.kind):
            kind = layer.kind.value.replace("_", " ")
            raise InvalidDocument(
                f"The layer {_shown(layer.name)} is of kind {kind} and can't go into"
                f" {_shown(hole.layer)}, which takes {hole.kind.value}."
            )
        _check_by_hand(match, takes_text=hole.kind is PlaceholderKind.TEXT)
        _check_notes(match)


def _check_by_hand(match: Match, *, takes_text: bool) -> None:
    where = _shown(match.placeholder_id)
    if not all(0 <= part <= 1 for part in match.focus):
        raise InvalidDocument(f"The focus of the match for {where} is not between 0 and 1.")
    if match.text is None:
        return
    if not takes_text:
        raise InvalidDocument(f"The placeholder {where} takes a picture, so it can have no text.")
    if len(match.text) > _LONGEST_TEXT:
        raise InvalidDocument(f"The text for {where} has more than {_LONGEST_TEXT:,} characters.")
    if _NO_TEXT.search(match.text):
        raise InvalidDocument(f"The text for {where} has characters that can’t be kept.")


def _check_notes(match: Match) -> None:
    where = _shown(match.placeholder_id)
    if not (math.isfinite(match.confidence) and 0 <= match.confidence <= 1):
        raise InvalidDocument(f"The confidence of the match for {where} is not between 0 and 1.")
    too_long = any(len(reason) > _LONGEST_REASON for reason in match.reasons)
    too_long |= len(match.differs) > _LONGEST_REASON or any(
        len(share.kind) > _LONGEST_SHOWN for share in match.evidence
    )
    if max(len(match.reasons), len(match.evidence)) > _MOST_REASONS or too_long:
        raise InvalidDocument(f"The match for {where} has too many or too long reasons.")
    if any(_NO_TEXT.search(reason) for reason in match.reasons):
        raise InvalidDocument(f"A reason of the match for {where} has characters of no text.")


def _shown(name: str) -> str:
    line = name[: _LONGEST_SHOWN + 1].encode("utf-8", "replace").decode()
    plain = "".join(sign if sign.isprintable() else " " for sign in line)
    return f"“{plain}”" if len(name) <= _LONGEST_SHOWN else f"“{plain[:_LONGEST_SHOWN]}…”"
