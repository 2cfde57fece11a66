"""Texts that something in the template drives, so that new words would not be seen."""

from collections.abc import Iterator
from typing import Final

from extraction.template import CompositionLayer, PlaceholderKind
from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted

SOURCE_TEXT: Final = "ADBE Text Properties/ADBE Text Document"


@rule("text_is_driven", severity=Severity.CRITICAL)
def text_is_driven(context: Context) -> Iterator[Finding]:
    """Find places whose text an expression or keyframes drive, so that it would not change."""
    for one, layer in context.placed_matches:
        by = driven_by(layer) if layer and one.placeholder.kind is PlaceholderKind.TEXT else ""
        if by:
            yield one.finding(
                f"The text of {quoted(one.placeholder.layer)} is driven by {by} in the template,"
                f" so {quoted(one.layer.name)} may not show.",
                hint="Switch that off in the template, or look at the result in After Effects.",
                details={"driven_by": by},
            )


def driven_by(layer: CompositionLayer) -> str:
    """What sets the layer's words over time, or nothing."""
    if any(one.enabled and one.property == SOURCE_TEXT for one in layer.expressions):
        return "an expression"
    return "keyframes" if SOURCE_TEXT in layer.keyframes else ""
