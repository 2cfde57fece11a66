"""The state of the template's layers that are filled, and of its other footage."""

from collections.abc import Iterator

from extraction.template import Footage, FootageKind
from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted


@rule("placeholder_locked", severity=Severity.INFO)
def placeholder_locked(context: Context) -> Iterator[Finding]:
    """Find places whose layer is locked; the script unlocks it for the change."""
    for one, layer in context.placed_matches:
        if layer is not None and layer.locked:
            yield one.finding(
                f"{quoted(one.placeholder.layer)} is locked in the template.",
                hint="It is filled all the same; make sure that it isn't locked for a reason.",
            )


@rule("placeholder_hidden", severity=Severity.WARNING)
def placeholder_hidden(context: Context) -> Iterator[Finding]:
    """Find places whose layer is switched off in the template, so that nothing would show."""
    for one, layer in context.placed_matches:
        if layer is not None and not layer.enabled:
            yield one.finding(
                f"{quoted(one.placeholder.layer)} is switched off in the template, so"
                f" {quoted(one.layer.name)} would not show.",
                hint="Switch the layer on in the template, or leave the place empty.",
            )


@rule("placeholder_out_of_time", severity=Severity.WARNING)
def placeholder_out_of_time(context: Context) -> Iterator[Finding]:
    """Find places whose layer is never shown within its composition's time."""
    for one, layer in context.placed_matches:
        comp = context.template.composition(one.placeholder.composition_id)
        if layer is None or comp is None or comp.duration <= 0:
            continue
        start, end = sorted((layer.in_point, layer.out_point))
        if end <= 0 or start >= comp.duration:
            yield one.finding(
                f"{quoted(one.placeholder.layer)} shows from {start:g} to {end:g} s, outside of"
                f" {quoted(comp.name)}, which lasts {comp.duration:g} s.",
                hint="Move the layer in the template's timeline, or leave the place empty.",
                details={"in_point": start, "out_point": end, "duration": comp.duration},
            )


@rule("footage_missing", severity=Severity.WARNING)
def footage_missing(context: Context) -> Iterator[Finding]:
    """Find footage of the template that was missing when it was saved, and is not replaced."""
    for footage in _shown_footage(context):
        if footage.missing:
            yield Finding(
                f"The template's footage {quoted(footage.name)} was missing when it was saved.",
                "Relink it in After Effects, or make sure that the render machines have it.",
                details={"footage": footage.name},
            )
        elif footage.kind is FootageKind.PLACEHOLDER:
            yield Finding(
                f"The template's footage {quoted(footage.name)} is a mere placeholder, which After"
                " Effects shows as colour bars.",
                "Fill its place, or replace it in the template.",
                details={"footage": footage.name},
            )


@rule("footage_not_checked", severity=Severity.INFO)
def footage_not_checked(context: Context) -> Iterator[Finding]:
    """Find footage of the template of which the project doesn't tell whether it was missing."""
    for footage in _shown_footage(context):
        if footage.missing is None and footage.kind is FootageKind.FILE:
            yield Finding(
                f"Whether the template's footage {quoted(footage.name)} was there when it was saved"
                " can't be told.",
                "Make sure that the render machines have it.",
                details={"footage": footage.name},
            )


def _shown_footage(context: Context) -> list[Footage]:
    """What some layer shows that no match fills."""
    filled = {
        (hole.composition_id, hole.layer_id)
        for one in context.resolved
        if (hole := one.placeholder).layer_id
    }
    shown = {
        layer.source_id
        for comp in context.template.compositions
        for layer in comp.layers
        if (comp.id, layer.id) not in filled
    }
    return [footage for footage in context.template.footage if footage.id in shown]
