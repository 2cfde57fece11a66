"""The shape of a picture against the shape of its place."""

from collections.abc import Iterator
from fractions import Fraction

from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import percent, quoted


@rule("aspect_ratio_mismatch", severity=Severity.CRITICAL, limits=("aspect",))
def aspect_ratio_mismatch(context: Context) -> Iterator[Finding]:
    """Find pictures whose shape differs from their place's by more than the limit.

    Whatever the fit: cut off, margins or distortion, a person has to look.
    """
    limit = Fraction(str(context.limits.aspect))
    for measured in context.measured_matches:
        if measured.distortion > limit:
            one = measured.resolved
            yield one.finding(
                f"The shape of {quoted(one.layer.name)} differs by {percent(measured.distortion)}"
                f" from that of its place {quoted(one.placeholder.layer)}.",
                hint="Choose another layer, or go on if the crop or the margins are meant.",
                details={
                    "layer_size": [float(side) for side in measured.picture],
                    "placeholder_size": [float(side) for side in measured.place],
                    "difference": round(float(measured.distortion), 4),
                    "limit": context.limits.aspect,
                    "fit": one.match.fit.value,
                },
            )
