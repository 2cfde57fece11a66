"""Colours and blending that look different once a layer stands alone."""

from collections.abc import Iterator
from typing import Final

from extraction.psd import LayerKind
from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import percent_of, quoted

PLAIN_MODES: Final = frozenset({"normal", "pass_through", "passthrough"})


@rule("blend_mode_lost", severity=Severity.WARNING)
def blend_mode_lost(context: Context) -> Iterator[Finding]:
    """Find pictures whose blend mode is not carried over to the template."""
    for one in context.image_matches:
        if one.layer.blend_mode not in PLAIN_MODES:
            mode = one.layer.blend_mode.replace("_", " ")
            yield one.finding(
                f"{quoted(one.layer.name)} is blended ({mode}) with what lies beneath it;"
                " in the template it will be drawn as it is.",
                hint="Set the blend mode in the template, or have the layers merged.",
                details={"blend_mode": one.layer.blend_mode},
            )


@rule("effects_lost", severity=Severity.WARNING)
def effects_lost(context: Context) -> Iterator[Finding]:
    """Find layers with effects, clipping or adjustments that are not carried over."""
    for one in context.resolved:
        lost = list(one.layer.effects) if one.layer.kind is not LayerKind.GROUP else []
        lost += ["clipping"] * one.layer.clipped + ["adjustments"] * bool(one.layer.adjusted_by)
        if lost:
            yield one.finding(
                f"{quoted(one.layer.name)} has {_listed(lost)}, which the template won't show.",
                hint="Make sure that the template has its own, or have the layer rasterised.",
                details={"lost": lost},
            )


@rule("color_converted", severity=Severity.WARNING)
def color_converted(context: Context) -> Iterator[Finding]:
    """Find cards that are not RGB with 8 bits, so that their pictures' colours are converted."""
    psd = context.psd
    if context.image_matches and (psd.color_mode.upper() != "RGB" or psd.depth != 8):
        yield Finding(
            f"The card is {psd.color_mode} with {psd.depth} bits; its pictures are converted"
            " to RGB with 8 bits, which can change colours.",
            "Compare the pictures with the card, or have it sent as RGB with 8 bits.",
            details={"color_mode": psd.color_mode, "depth": psd.depth},
        )


@rule("nearly_transparent", severity=Severity.WARNING, limits=("opacity",))
def nearly_transparent(context: Context) -> Iterator[Finding]:
    """Find pictures so transparent that they would hardly be seen."""
    limit = context.limits.opacity
    for one in context.image_matches:
        opacity = one.layer.opacity * one.layer.fill_opacity
        if 0 < opacity < limit:
            yield one.finding(
                f"{quoted(one.layer.name)} is only {percent_of(opacity)} opaque;"
                f" {quoted(one.placeholder.layer)} would show next to nothing.",
                hint="Choose another layer, or make sure that it is meant to be so faint.",
                details={"opacity": opacity, "limit": limit},
            )


def _listed(names: list[str]) -> str:
    return ", ".join(quoted(name.replace("_", " ")) for name in names[:6])
