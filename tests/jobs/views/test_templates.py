"""The pages of templates: what is filled, and what staff decide about it."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from extraction import read_template, to_json
from jobs.models import AuditEntry, StoredFile, Template, TemplateDecision
from tests.factories import make_stored_file
from tests.jobs.views.conftest import As
from tests.samples import aepx as samples


@pytest.fixture
def stored(db: None, tmp_path: Path) -> StoredFile:
    document = read_template(samples.template(tmp_path))
    stored = make_stored_file("template")
    Template.objects.create(stored_file=stored, document=to_json(document))
    return stored


def layer(stored: StoredFile, name: str) -> str:
    (comp,) = Template.objects.get(stored_file=stored).document["compositions"]
    index = next(one["index"] for one in comp["layers"] if one["name"] == name)
    return f"{comp['id']}:{index}"


def test_draws_the_main_composition_to_scale_and_says_why(
    stored: StoredFile, rui: User, signed_in: As
) -> None:
    html = signed_in(rui).get(f"/templates/{stored.sha256}").content.decode()
    assert 'viewBox="0 0 1200 1500"' in html
    assert html.count('class="hole"') == 4
    assert "its name says “featuredimage”" in html
    assert "nothing in its name" not in html
    assert "its name says “background”" in html
    assert "Keep player1fullname" not in html  # reviewers decide nothing here


def test_a_decision_is_kept_shown_and_audited(
    stored: StoredFile, olga: User, signed_in: As
) -> None:
    place = layer(stored, "background")
    said = {"place": place, "is_placeholder": "on", "name": "Ground picture"}
    answer = signed_in(olga).post(f"/templates/{stored.sha256}/layers", said, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain[0][0].endswith(f"#layer-{place.partition(':')[2]}")
    assert html.count('class="hole"') == 5
    assert "Ground picture" in html
    assert "decided by staff" in html
    kept = TemplateDecision.objects.get()
    assert (kept.place, kept.is_placeholder, kept.required) == (place, True, False)
    assert AuditEntry.objects.get(action="template_decided").username == "olga"


@pytest.mark.parametrize(
    "said", [{}, {"place": "77:1"}, {"place": "x" * 61}, {"place": "\0"}, {"name": "n" * 201}]
)
def test_nonsense_is_refused_in_plain_words(
    stored: StoredFile, olga: User, signed_in: As, said: dict[str, str]
) -> None:
    said = {"place": layer(stored, "background")} | said if "name" in said else said
    answer = signed_in(olga).post(f"/templates/{stored.sha256}/layers", said, follow=True)
    assert "That was not kept" in answer.content.decode()
    assert not TemplateDecision.objects.exists()


def test_reviewers_may_look_but_not_decide(stored: StoredFile, rui: User, signed_in: As) -> None:
    answer = signed_in(rui).post(f"/templates/{stored.sha256}/layers", {"place": "1:1"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/templates/unknown", "/templates/{sha256}?comp=77"])
def test_what_is_not_there_is_not_found(
    stored: StoredFile, rui: User, signed_in: As, path: str
) -> None:
    assert signed_in(rui).get(path.format(sha256=stored.sha256)).status_code == 404


def test_lists_templates_and_asks_as_much_for_many_as_for_one(
    stored: StoredFile, rui: User, signed_in: As
) -> None:
    browser = signed_in(rui)
    with CaptureQueriesContext(connection) as few:
        assert stored.sha256[:12] in browser.get("/templates").content.decode()
    for number in range(5):
        other = make_stored_file("template", b"%d" % number)
        Template.objects.create(stored_file=other, document={})
    with CaptureQueriesContext(connection) as many:
        browser.get("/templates")
    assert len(many) == len(few)


def test_names_are_text_whatever_they_hold(stored: StoredFile, olga: User, signed_in: As) -> None:
    said = {"place": layer(stored, "background"), "name": '"><script>', "is_placeholder": "on"}
    answer = signed_in(olga).post(f"/templates/{stored.sha256}/layers", said, follow=True)
    assert "<script>" not in answer.content.decode().replace("<script ", "")
