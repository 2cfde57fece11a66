"""Another font in the place of one that is missing or unfit: only by consent, for one job.

The matches keep it, so the plan and the script have it too. The job goes back to the matches and
is validated anew at once; overrides that were given for the same matches hold on.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from extraction import FontSubstitute, MatchDocument, from_json, to_json
from jobs import workflow
from jobs.auditing import record
from jobs.extracting import documents_of
from jobs.models import Job, RenderFont
from jobs.statuses import Stage
from jobs.validating import run_validation
from jobs.workflow import Record, TransitionRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The issues that another font can settle.
SETTLED_BY_FONT = frozenset({"font_missing", "font_not_allowed", "characters_missing"})
LONGEST_OFFER = 2_000  # fonts to choose from on one page


def fonts_offered(job: Job) -> list[str]:
    """What can stand in, where an issue asks for it: fonts that are there; at most one query."""
    issues = (job.stage3_validation_results or {}).get("critical_issues", [])
    if not any(issue["code"] in SETTLED_BY_FONT for issue in issues):
        return []
    rows = RenderFont.objects.filter(is_there=True)[:LONGEST_OFFER]
    return [row.postscript_name for row in rows if row.is_allowed_for(job.client_name)]


@transaction.atomic
def agree_to_font(job_id: str, *, placeholder_id: str, substitute: str, by: "User") -> Job:
    """Use a font of the list for all texts in that placeholder's font, and validate anew.

    Raises: JobNotFound; PermissionRefused; TransitionRefused when the font is not to be had, or
    the placeholder has no text to set in it.
    """
    job = workflow.locked_job(job_id)
    workflow.check(job, "return_to_matching", by=by)
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    font = _font_of(job, matches, placeholder_id)
    offered = RenderFont.objects.filter(postscript_name=substitute, is_there=True).first()
    if offered is None or substitute == font or not offered.is_allowed_for(job.client_name):
        raise TransitionRefused("Choose a font of the list that is allowed for this client.")
    agreed = FontSubstitute(font, substitute, by.get_username())
    others = tuple(one for one in matches.font_substitutes if one.font != font)
    changed = replace(matches, font_substitutes=(*others, agreed))
    message = f"“{substitute}” is used instead of “{font}”"
    _record("font_substituted", message, job, agreed, by=by)
    return _validated_anew(job, changed, by=by)


@transaction.atomic
def take_back_font(job_id: str, *, font: str, by: "User") -> Job:
    """Have the template's own font again, where another was agreed, and validate anew.

    Raises: JobNotFound; PermissionRefused; TransitionRefused when no other was agreed.
    """
    job = workflow.locked_job(job_id)
    workflow.check(job, "return_to_matching", by=by)
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    taken_back = next((one for one in matches.font_substitutes if one.font == font), None)
    if taken_back is None:
        raise TransitionRefused("No other font was agreed for this one.")
    others = tuple(one for one in matches.font_substitutes if one != taken_back)
    message = f"“{font}” is used again instead of “{taken_back.substitute}”"
    _record("font_taken_back", message, job, taken_back, by=by)
    return _validated_anew(job, replace(matches, font_substitutes=others), by=by)


def agreed_fonts(job: Job) -> tuple[FontSubstitute, ...]:
    """What stands in for fonts of the template, as the last approved matches have it."""
    if job.stage2_approved_matches is None:
        return ()
    return from_json(MatchDocument, job.stage2_approved_matches).font_substitutes


def _font_of(job: Job, matches: MatchDocument, placeholder_id: str) -> str:
    """The template's own font there."""
    hole = documents_of(job)[1].placeholder(placeholder_id)
    is_filled = any(match.placeholder_id == placeholder_id for match in matches.matches)
    if hole is None or not hole.font or not is_filled:
        raise TransitionRefused("There is no text whose font could be replaced.")
    return hole.font


def _record(action: str, message: str, job: Job, agreed: FontSubstitute, *, by: "User") -> None:
    data = {"font": agreed.font, "substitute": agreed.substitute, "client": job.client_name}
    stage = Stage.VALIDATION_REVIEW.value
    record(action, message, by=by, job=job, stage=stage, data=data)


def _validated_anew(job: Job, matches: MatchDocument, *, by: "User") -> Job:
    """Back to the matches and on with the same ones. Nothing is learned from them once more."""
    note = Record("With another font", {"fonts": [one.font for one in matches.font_substitutes]})
    workflow.advance(job.job_id, "return_to_matching", by=by, note=note)
    job = workflow.advance(
        job.job_id, "approve_matches", by=by, note=note, matches=to_json(matches)
    )
    return run_validation(job)
