"""Matches that would put nothing into their place."""

from collections.abc import Iterator

from extraction.psd import Layer
from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted


@rule("text_empty", severity=Severity.CRITICAL)
def text_empty(context: Context) -> Iterator[Finding]:
    """Find text layers without a single visible character."""
    for one in context.text_matches:
        if not one.words.strip():
            yield one.finding(
                f"The text layer {quoted(one.layer.name)} is empty;"
                f" {quoted(one.placeholder.layer)} would show nothing.",
                hint="Choose another layer, or have the text typed in and the card sent again.",
            )


@rule("layer_without_pixels", severity=Severity.CRITICAL)
def layer_without_pixels(context: Context) -> Iterator[Finding]:
    """Find picture layers on which nothing is drawn."""
    for one in context.image_matches:
        if has_nothing_to_show(one.layer):
            yield one.finding(
                f"There is nothing on the layer {quoted(one.layer.name)};"
                f" {quoted(one.placeholder.layer)} would show nothing.",
                hint="Choose another layer, or have the card sent again with the picture.",
                details={"bbox": [float(edge) for edge in one.layer.bbox]},
            )


def has_nothing_to_show(layer: Layer) -> bool:
    """Whether a picture layer has no pixels, or a box without any extent."""
    return not layer.has_pixels or layer.bbox.area == 0
