"""Layers that the designer switched off and that are used all the same."""

from collections.abc import Iterator

from extraction.matching.candidates import shown_layers
from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted


@rule("hidden_layer_used", severity=Severity.WARNING)
def hidden_layer_used(context: Context) -> Iterator[Finding]:
    """Find matches whose layer is switched off, fully transparent, or in such a group."""
    shown = {layer.id for layer in shown_layers(context.psd.layers)}
    for one in context.resolved:
        if one.layer.id not in shown:
            yield one.finding(
                f"{quoted(one.layer.name)} is not shown on the card, but goes into"
                f" {quoted(one.placeholder.layer)}.",
                hint="Choose a layer that shows, unless the hidden one is meant.",
            )
