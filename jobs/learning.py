"""What approvals teach, kept for each template and client, and told to the next matching.

What counts is decided by `extraction.matching.memory`; here it is stored.
"""

from collections.abc import Sequence

from django.db.models import QuerySet

from extraction import LayerKind, MatchDocument, PsdDocument, TemplateDocument
from extraction.matching.memory import Memory, Trace, Traits, alike, learn, remembered
from jobs.models import Job, LearnedMatch, StoredFile

MOST_TRACES = 5000  # of one template and client; beyond, the oldest are not recalled


def recall(job: Job) -> Memory:
    """Traces for the job's template: by its content, for this client if there are, else by name.

    One to three queries.
    """
    stored = job.template_file
    own = LearnedMatch.objects.filter(client_name=job.client_name)
    rows = list(_latest(own.filter(template_hash=stored.sha256)))
    rows = rows or _of_one_client(_latest(LearnedMatch.objects.filter(template_hash=stored.sha256)))
    return tuple(map(_trace, rows or _latest(own.filter(template_name=stored.name))))


def _of_one_client(rows: QuerySet[LearnedMatch]) -> list[LearnedMatch]:
    """Keep those of the client who approved last: two clients' counts are not to be added."""
    found = list(rows)
    return [row for row in found if row.client_name == found[0].client_name]


def remember(
    job: Job, psd: PsdDocument, template: TemplateDocument, approved: MatchDocument
) -> None:
    """Learn from an approval; call it in the approval's transaction.

    A job that was returned and is approved again speaks once more, for its last word counts most.
    """
    stored = job.template_file
    # Of two first approvals at once, the second finds what the first has stored.
    list(StoredFile.objects.select_for_update().filter(sha256=stored.sha256).order_by("pk"))
    rows = list(
        LearnedMatch.objects.select_for_update().filter(
            template_hash=stored.sha256, client_name=job.client_name
        )
    )
    new = learn(psd, template, approved)
    before = [_trace(row) for row in rows] or list(recall(job))
    after = remembered(before, new)
    sources = _jobs_of(rows)
    LearnedMatch.objects.filter(pk__in=[row.pk for row in rows]).delete()
    _store(job, after, new, sources)


def _store(
    job: Job,
    traces: Sequence[Trace],
    new: Sequence[Trace],
    before: Sequence[tuple[Trace, list[int]]],
) -> None:
    """Write the traces anew, each with the jobs it comes from; `before` are those so far."""
    made = LearnedMatch.objects.bulk_create([_row(job, trace) for trace in traces])
    links = []
    for row, trace in zip(made, traces, strict=True):
        sources = {source for known, ids in before if _same(known, trace) for source in ids}
        if any(_same(one, trace) for one in new):
            sources.add(job.pk)
        links += [
            LearnedMatch.jobs.through(learnedmatch_id=row.pk, job_id=source) for source in sources
        ]
    LearnedMatch.jobs.through.objects.bulk_create(links)


def _jobs_of(rows: Sequence[LearnedMatch]) -> list[tuple[Trace, list[int]]]:
    links = LearnedMatch.jobs.through.objects.filter(learnedmatch__in=rows)
    sources: dict[int, list[int]] = {}
    for row, source in links.values_list("learnedmatch_id", "job_id"):
        sources.setdefault(row, []).append(source)
    return [(_trace(row), sources.get(row.pk, [])) for row in rows]


def _same(one: Trace, other: Trace) -> bool:
    return one.placeholder == other.placeholder and alike(one.traits, other.traits)


def _latest(rows: QuerySet[LearnedMatch]) -> QuerySet[LearnedMatch]:
    return rows.order_by("-updated_at", "pk")[:MOST_TRACES]


def _trace(row: LearnedMatch) -> Trace:
    traits = Traits(row.layer_name, row.layer_group, LayerKind(row.layer_kind), row.x, row.y)
    return Trace(row.placeholder, traits, row.agreed, row.contradicted)


def _row(job: Job, trace: Trace) -> LearnedMatch:
    return LearnedMatch(
        template_hash=job.template_file.sha256,
        template_name=job.template_file.name,
        client_name=job.client_name,
        placeholder=trace.placeholder,
        layer_name=trace.traits.name,
        layer_group=trace.traits.group,
        layer_kind=trace.traits.kind.value,
        x=trace.traits.x,
        y=trace.traits.y,
        agreed=trace.agreed,
        contradicted=trace.contradicted,
    )
