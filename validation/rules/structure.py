"""Matches that make no sense in themselves, whoever made them."""

from collections import defaultdict
from collections.abc import Iterator

from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted

_MATCH_AGAIN = "Return to matching and choose again; one of the files may have been replaced."


@rule("unknown_layer", severity=Severity.CRITICAL)
def unknown_layer(context: Context) -> Iterator[Finding]:
    """Find matches that name a layer which the card does not have."""
    for match in context.matches.matches:
        if match.layer_id not in context.layers:
            message = f"The card has no layer with the id {quoted(match.layer_id)}."
            yield Finding(message, _MATCH_AGAIN, match.placeholder_id, match.layer_id)


@rule("unknown_placeholder", severity=Severity.CRITICAL)
def unknown_placeholder(context: Context) -> Iterator[Finding]:
    """Find matches that name a placeholder which the template does not have."""
    for match in context.matches.matches:
        if match.placeholder_id not in context.placeholders:
            message = f"The template has no placeholder {quoted(match.placeholder_id)}."
            yield Finding(message, _MATCH_AGAIN, match.placeholder_id, match.layer_id)


@rule("wrong_kind", severity=Severity.CRITICAL)
def wrong_kind(context: Context) -> Iterator[Finding]:
    """Find pictures in places for text, and the other way about."""
    for one in context.resolved:
        if not one.fits_kind:
            layer, place = one.layer.kind.value, one.placeholder.kind.value
            yield one.finding(
                f"{quoted(one.layer.name)} is a layer of kind {layer.replace('_', ' ')},"
                f" but {quoted(one.placeholder.layer)} takes {place} only.",
                hint="Choose a layer of the right kind.",
                details={"layer_kind": layer, "placeholder_kind": place},
            )


@rule("placeholder_filled_twice", severity=Severity.CRITICAL)
def placeholder_filled_twice(context: Context) -> Iterator[Finding]:
    """Find placeholders that two or more matches would fill."""
    layers: dict[str, list[str]] = defaultdict(list)
    for match in context.matches.matches:
        layers[match.placeholder_id].append(match.layer_id)
    for placeholder_id, layer_ids in layers.items():
        if len(layer_ids) > 1:
            hole = context.placeholders.get(placeholder_id)
            name = quoted(hole.layer if hole else placeholder_id)
            message = f"{len(layer_ids)} layers are to go into {name}, which holds one."
            hint = "Return to matching and keep one of them."
            yield Finding(message, hint, placeholder_id, details={"layer_ids": layer_ids})


@rule("layer_used_twice", severity=Severity.WARNING)
def layer_used_twice(context: Context) -> Iterator[Finding]:
    """Find layers that fill more than one placeholder."""
    places: dict[str, list[str]] = defaultdict(list)
    for match in context.matches.matches:
        places[match.layer_id].append(match.placeholder_id)
    for layer_id, placeholder_ids in places.items():
        if len(placeholder_ids) > 1:
            layer = context.layers.get(layer_id)
            name = quoted(layer.name if layer else layer_id)
            message = f"{name} is to go into {len(placeholder_ids)} places."
            hint = "Make sure that it is meant to appear more than once."
            details = {"placeholder_ids": placeholder_ids}
            yield Finding(message, hint, layer_id=layer_id, details=details)
