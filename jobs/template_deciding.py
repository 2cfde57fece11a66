"""What staff decide about a template's layers; it holds for every job that is read afterwards."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from extraction import LayerDecision, TemplateDocument, apply_decisions
from jobs import auditing
from jobs.models import StoredFile, Template, TemplateDecision


def as_decided(stored: StoredFile, document: TemplateDocument) -> TemplateDocument:
    """The document with all decisions about that content applied; one query."""
    decisions = TemplateDecision.objects.filter(template__stored_file=stored)
    return apply_decisions(document, {one.place: _decision(one) for one in decisions})


@transaction.atomic
def decide_layer(template: Template, place: str, decision: LayerDecision, *, by: User) -> None:
    """Keep a decision about one layer and tell the audit log; the same again changes nothing.

    Jobs already read stay as they are.
    """
    before = TemplateDecision.objects.select_for_update().filter(template=template, place=place)
    known = before.first()
    if known is not None and _decision(known) == decision:
        return
    TemplateDecision.objects.update_or_create(
        template=template, place=place, defaults=_values(decision)
    )
    what = "a placeholder" if decision.is_placeholder else "no placeholder"
    auditing.record(
        "template_decided",
        f"Layer {place} of {template.stored_file.name} is {what}.",
        by=by,
        data={
            "template": template.stored_file.sha256,
            "place": place,
            "before": _values(_decision(known)) if known is not None else None,
            "after": _values(decision),
        },
    )


def _decision(row: TemplateDecision) -> LayerDecision:
    return LayerDecision(row.is_placeholder, row.name, row.required)


def _values(decision: LayerDecision) -> dict[str, Any]:
    return {
        "is_placeholder": decision.is_placeholder,
        "name": decision.name,
        "required": decision.required,
    }
