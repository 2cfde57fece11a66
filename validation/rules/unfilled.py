"""Placeholders that no match fills; they keep what the template shows."""

from collections.abc import Iterator

from extraction.template import Placeholder
from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted


@rule("placeholder_unfilled", severity=Severity.WARNING)
def placeholder_unfilled(context: Context) -> Iterator[Finding]:
    """Find placeholders that should be filled and are not."""
    return (_finding(hole) for hole in _unfilled(context) if hole.required)


@rule("optional_placeholder_unfilled", severity=Severity.INFO)
def optional_placeholder_unfilled(context: Context) -> Iterator[Finding]:
    """Find placeholders that may stay as they are, and do."""
    return (_finding(hole) for hole in _unfilled(context) if not hole.required)


def _unfilled(context: Context) -> Iterator[Placeholder]:
    filled = {one.match.placeholder_id for one in context.resolved}
    return (hole for hole in context.template.placeholders if hole.id not in filled)


def _finding(hole: Placeholder) -> Finding:
    shows = f"the text {quoted(hole.text)}" if hole.text else "what it has in the template"
    return Finding(
        f"Nothing goes into {quoted(hole.layer)} of {quoted(hole.composition)}; it keeps {shows}.",
        "Match a layer to it, or make sure that it is to stay as it is.",
        hole.id,
    )
