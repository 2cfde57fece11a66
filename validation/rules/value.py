"""Numbers that Essential Graphics asks for, and that the card has to give."""

from collections.abc import Iterator

from extraction.numbers_in_text import number_in
from extraction.template import PlaceholderKind
from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted


@rule("no_number", severity=Severity.CRITICAL)
def no_number(context: Context) -> Iterator[Finding]:
    """Find texts that are no plain number, in places that take one."""
    for one in context.resolved:
        hole = one.placeholder
        takes_number = hole.takes_value and hole.kind is PlaceholderKind.TEXT
        if takes_number and one.fits_kind and number_in(one.words) is None:
            yield one.finding(
                f"{quoted(hole.label)} of {quoted(hole.layer)} takes a number,"
                f" and {quoted(one.words)} is none.",
                hint="Correct the text to a number such as 7 or 12.5, or choose another layer.",
            )
