"""How far a picture is enlarged to take up its place; measured for the match's own fit."""

from collections.abc import Iterator
from fractions import Fraction

from validation.context import Context, MeasuredMatch
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import percent, quoted


@rule("upscaled_too_far", severity=Severity.CRITICAL, limits=("upscale_critical",))
def upscaled_too_far(context: Context) -> Iterator[Finding]:
    """Find pictures that would be enlarged above the critical limit."""
    limit = context.limits.upscale_critical
    for measured in context.measured_matches:
        if measured.scale > Fraction(str(limit)):
            hint = "Ask for a larger picture, or choose another layer."
            yield _finding(measured, limit, hint)


@rule("upscaled", severity=Severity.WARNING, limits=("upscale_warning", "upscale_critical"))
def upscaled(context: Context) -> Iterator[Finding]:
    """Find pictures that would be enlarged, though not above the critical limit."""
    limit = context.limits.upscale_warning
    critical = Fraction(str(context.limits.upscale_critical))
    for measured in context.measured_matches:
        if Fraction(str(limit)) < measured.scale <= critical:
            hint = "Look whether it is still sharp enough; a larger picture would be."
            yield _finding(measured, limit, hint)


def _finding(measured: MeasuredMatch, limit: float, hint: str) -> Finding:
    one = measured.resolved
    return one.finding(
        f"{quoted(one.layer.name)} would be enlarged to {percent(measured.scale)}"
        f" in {quoted(one.placeholder.layer)}.",
        hint=hint,
        details={
            "layer_size": [float(side) for side in measured.picture],
            "placeholder_size": [float(side) for side in measured.place],
            "scale": round(float(measured.scale), 4),
            "limit": limit,
            "fit": one.match.fit.value,
        },
    )
