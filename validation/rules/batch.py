"""The card beside the studio's other cards: twins, names that are taken, files that are newer."""

from collections.abc import Iterator, Mapping

from validation.context import Context
from validation.issue import Finding, Severity
from validation.registry import rule
from validation.wording import percent_of, quoted

FEWEST_TEXTS = 2  # equal ones that make two cards alike


@rule("near_duplicate", severity=Severity.WARNING, limits=("near_duplicate",))
def near_duplicate(context: Context) -> Iterator[Finding]:
    """Find cards whose texts are nearly all those of another card of the batch."""
    own = filled_texts(context)
    limit = context.limits.near_duplicate
    for other in context.surroundings.neighbours:
        equal = sum(other.texts.get(place) == words for place, words in own.items())
        share = equal / max(len(own), len(other.texts), 1)
        if equal >= FEWEST_TEXTS and share > limit:
            yield Finding(
                f"{percent_of(share)} of the texts are those of the job {quoted(other.job_id)}.",
                "Make sure that the same card wasn't sent twice.",
                details={"job_id": other.job_id, "share": round(share, 4), "limit": limit},
            )


@rule("output_name_taken", severity=Severity.WARNING)
def output_name_taken(context: Context) -> Iterator[Finding]:
    """Find cards whose output name another job has, so that one would overwrite the other."""
    taken = context.surroundings.output_taken_by
    if taken:
        listed = ", ".join(map(quoted, taken[:5]))
        yield Finding(
            f"The output name {quoted(context.surroundings.output_name)} is also that of {listed}.",
            "Rename one of them before rendering.",
            details={"job_ids": list(taken[:50])},
        )


@rule("newer_psd", severity=Severity.WARNING)
def newer_psd(context: Context) -> Iterator[Finding]:
    """Find cards of which another job of the client has a newer Photoshop file of the same name."""
    job_id = context.surroundings.newer_psd_in
    if job_id:
        yield Finding(
            f"The job {quoted(job_id)} has a newer Photoshop file of the same name.",
            "Make sure that this card is not out of date.",
            details={"job_id": job_id},
        )


def filled_texts(context: Context) -> Mapping[str, str]:
    """What each text placeholder would say, by its id; spaces and case don't count."""
    return {
        one.placeholder.id: " ".join(one.layer.text.content.split()).casefold()
        for one in context.text_matches
        if one.layer.text is not None
    }
