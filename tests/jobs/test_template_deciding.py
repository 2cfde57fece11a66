"""What staff decide about a template's layers holds for its content, and is in the audit log."""

import pytest
from django.contrib.auth.models import User

from extraction import LayerDecision, TemplateDocument, to_json
from jobs.models import AuditEntry, Template, TemplateDecision
from jobs.template_deciding import as_decided, decide_layer
from tests.factories import make_placeholder, make_stored_file, make_template

pytestmark = pytest.mark.django_db

NOT = LayerDecision(is_placeholder=False)


def made(content: bytes = b"one") -> tuple[Template, TemplateDocument]:
    document = make_template(make_placeholder(1), make_placeholder(2))
    stored = make_stored_file("template", content)
    return Template.objects.create(stored_file=stored, document=to_json(document)), document


def test_a_decision_holds_for_that_content_alone(olga: User) -> None:
    (template, document), (other, _) = made(b"one"), made(b"two")
    decide_layer(template, "11:1", NOT, by=olga)
    ids = [hole.id for hole in as_decided(template.stored_file, document).placeholders]
    assert ids == ["11:2"]
    assert as_decided(other.stored_file, document) == document


def test_each_change_is_told_to_the_audit_log_once(olga: User) -> None:
    template, _ = made()
    named = LayerDecision(is_placeholder=True, name="Striker")
    for decision in (NOT, NOT, named):
        decide_layer(template, "11:1", decision, by=olga)
    assert TemplateDecision.objects.count() == 1
    entries = AuditEntry.objects.filter(action="template_decided")
    assert [entry.username for entry in entries] == ["olga", "olga"]
    last = entries[1].data
    assert (last["place"], last["template"]) == ("11:1", template.stored_file.sha256)
    assert last["before"]["is_placeholder"] is False
    assert last["after"] == {"is_placeholder": True, "name": "Striker", "required": True}
