"""Stage 3: the approved matches are checked, and the job goes to a person or on to generation."""

from extraction import MatchDocument, PsdDocument, TemplateDocument, from_json, to_json
from jobs import known_fonts, queueing, rule_sets, workflow
from jobs.beside import surroundings_of
from jobs.extracting import documents_of, opacity_in
from jobs.models import Job
from jobs.wording import counted
from validation import Report, validate


def report_on(
    job: Job, psd: PsdDocument, template: TemplateDocument, matches: MatchDocument
) -> Report:
    """What validation says of these matches, by the rules that hold now; changes nothing."""
    rules, surroundings = rule_sets.holding_for(job), surroundings_of(job)
    fonts = known_fonts.fonts_for(job, psd, template, matches)
    return validate(
        psd,
        template,
        matches,
        rules,
        fonts=fonts,
        surroundings=surroundings,
        opacity=opacity_in(job),
    )


def run_validation(job: Job) -> Job:
    """Keep the report and take the step it calls for, in the caller's transaction."""
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    report = report_on(job, *documents_of(job), matches)
    Job.objects.filter(pk=job.pk).update(stage3_validation_results=to_json(report))
    count = len(report.critical_issues)
    if count:
        note = workflow.Record(counted(count, "critical issue"), {"critical_count": count})
        return workflow.advance(job.job_id, "require_validation_review", by=None, note=note)
    note = workflow.Record(
        counted(len(report.warnings), "warning"), {"warnings": len(report.warnings)}
    )
    job = workflow.advance(job.job_id, "pass_validation", by=None, note=note)
    queueing.enqueue(job)
    return job
