"""The card beside the others of its batch: sent twice, alike, or to be saved under one name."""

from collections.abc import Iterator

from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import quoted


@rule("card_sent_twice", severity=Severity.WARNING)
def card_sent_twice(context: Context) -> Iterator[Finding]:
    """Find cards whose Photoshop file another job of the batch has for the same template."""
    others = context.surroundings.same_card
    if others:
        yield Finding(
            f"The same Photoshop file and template are also in {_listed(others)}.",
            "Make sure that the same card wasn't sent twice.",
            details={"job_ids": list(others)},
        )


@rule("card_nearly_twice", severity=Severity.WARNING, limits=("alike",))
def card_nearly_twice(context: Context) -> Iterator[Finding]:
    """Find cards that read the same as another of the batch and look it, within the limit."""
    limit = context.limits.alike
    others = tuple(name for name, differs in context.surroundings.same_words if differs <= limit)
    if others:
        yield Finding(
            f"This card reads and looks as the one of {_listed(others)} does.",
            "Make sure that it isn't an earlier or later state of the same card.",
            details={"job_ids": list(others)},
        )


@rule("newer_card_sent", severity=Severity.WARNING)
def newer_card_sent(context: Context) -> Iterator[Finding]:
    """Find cards of which a file of the same name was sent later, with other content."""
    others = context.surroundings.newer_card
    if others:
        yield Finding(
            f"A newer file of the same name was sent for {_listed(others)}.",
            "Make sure that this is the state of the card that is wanted, or cancel this job.",
            details={"job_ids": list(others)},
        )


@rule("output_name_taken", severity=Severity.WARNING)
def output_name_taken(context: Context) -> Iterator[Finding]:
    """Find cards with the output name of another job of the batch, which one would overwrite."""
    others = context.surroundings.same_output
    if others:
        name = context.surroundings.output_name
        yield Finding(
            f"The output name {quoted(name)} is also that of {_listed(others)}.",
            "Rename one of them before rendering.",
            details={"output_name": name, "job_ids": list(others)},
        )


def _listed(job_ids: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, job_ids))
