"""The report in a package says why each match was made, also where people only said yes to it."""

from dataclasses import replace

import pytest

from extraction import Match, MatchDocument, to_json
from jobs.extracting import documents_of
from jobs.models import Job
from jobs.package_report import report_page
from jobs.statuses import Status
from tests.factories import (
    make_image_placeholder,
    make_job,
    make_layer,
    make_placeholder,
    make_psd,
    make_results,
    make_template,
    make_text_layer,
)

pytestmark = pytest.mark.django_db

PROPOSED = Match("t", "11:1", 0.83, reasons=("The names are <alike>.", "Both are first."))


def _job(*approved: Match) -> Job:
    psd = make_psd(make_text_layer("t", "BEN"), make_layer("i"), make_layer("j"))
    template = make_template(make_placeholder(1), make_image_placeholder(2))
    proposed = to_json(MatchDocument((PROPOSED, Match("i", "11:2", 0.4, reasons=("Both wide.",)))))
    return make_job(
        status=Status.AWAITING_DOWNLOAD,
        stage1_results=make_results(psd, template) | {"matches": proposed},
        stage2_approved_matches=to_json(MatchDocument(approved)),
    )


def _page(job: Job) -> str:
    return report_page(job, (), has_layout=False).decode()


def test_what_was_confirmed_is_told_as_it_was_proposed() -> None:
    page = _page(_job(Match("t", "11:1")))
    assert "<td>0.83</td><td>The names are &lt;alike&gt;.; Both are first.</td>" in page


def test_what_was_chosen_instead_is_told_as_chosen() -> None:
    page = _page(_job(Match("j", "11:2")))
    assert "<td>1.00</td><td>chosen by hand</td>" in page
    assert "Both wide." not in page


def test_reasons_that_came_with_the_approval_stay() -> None:
    page = _page(_job(replace(PROPOSED, confidence=0.9, reasons=("As last week.",))))
    assert "<td>0.90</td><td>As last week.</td>" in page


def test_without_proposals_every_match_was_made_by_hand() -> None:
    job = _job(Match("t", "11:1"))
    psd, template = documents_of(job)
    job.stage1_results = make_results(psd, template)
    assert "<td>chosen by hand</td>" in _page(job)
