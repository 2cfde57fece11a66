"""Receipts of After Effects: kept beside what was expected, and a mismatch reopens the job."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from extraction import MatchDocument, from_json
from jobs import receiving
from jobs.extracting import documents_of
from jobs.models import AuditEntry, Job, RenderFont
from jobs.receiving import latest_receipt, receive
from jobs.statuses import Status
from jobs.workflow import PermissionRefused, TransitionRefused
from scripting import Plan, UnreadableReceipt, build_plan, render_script
from scripting.dry_run import model_of, run_on
from tests.factories import make_job
from tests.jobs.api.conftest import token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Job:
    """A job whose script somebody has."""
    made = make_job(status=Status.COMPLETED)
    made.stage5_extendscript = render_script(_plan(made))
    made.save()
    return made


def _plan(job: Job) -> Plan:
    psd, template = documents_of(job)
    matches = from_json(MatchDocument, job.stage2_approved_matches)
    return build_plan(psd, template, matches, job_id=job.job_id, output_name=job.output_name)


@pytest.fixture
def receipt(job: Job) -> dict[str, Any]:
    """What the job's own script writes when all goes well."""
    plan = _plan(job)
    assets = {one.asset: (one.width, one.height) for one in plan.images}
    model = model_of(documents_of(job)[1], script_name=f"{plan.stem}.jsx", assets=assets)
    written = run_on(job.stage5_extendscript, model).receipt
    told: dict[str, Any] = json.loads(written)
    return told | {"overflows": [], "warnings": []}


def sent(receipt: dict[str, Any]) -> bytes:
    return json.dumps(receipt).encode()


def overflowing(receipt: dict[str, Any]) -> dict[str, Any]:
    room = {"text_width": 500, "text_height": 60, "room_width": 400, "room_height": 60}
    place = {"placeholder_id": "11:1", "layer": "player1fullname"}
    return receipt | {"overflows": [place | room]}


def test_a_receipt_as_expected_is_kept_and_changes_nothing(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    received = receive(job.job_id, sent(receipt), by=rui)

    assert (received.mismatches, received.reopened) == ((), None)
    shown = latest_receipt(job)
    assert shown is not None
    assert (shown.entry.username, shown.receipt.after_effects) == ("rui", "25.0x1")
    assert [one.problem for one in shown.places] == ["", ""]


def test_it_tells_which_of_the_jobs_own_fonts_are_there(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    assert receipt["fonts"] == ["RUSHFLOW"]
    told = receipt | {"fonts": ["RUSHFLOW", "OfNoText"], "missing_fonts": ["Impact", "Neither"]}
    receive(job.job_id, sent(told), by=rui)

    kept = dict(RenderFont.objects.values_list("postscript_name", "is_there"))
    assert kept == {"RUSHFLOW": True, "Impact": False}
    assert AuditEntry.objects.get(action="fonts_told").job_key == job.job_id


def test_a_receipt_of_an_older_script_tells_of_no_font(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    del receipt["fonts"]
    receive(job.job_id, sent(receipt), by=rui)
    assert not RenderFont.objects.exists()


def test_a_text_that_overflows_reopens_the_job_as_a_new_revision(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    received = receive(job.job_id, sent(overflowing(receipt)), by=rui)

    assert received.reopened is not None
    assert (received.reopened.revision, received.reopened.revision_of) == (2, job)
    assert "500 × 60 px" in received.mismatches[0].problem
    job.refresh_from_db()
    assert job.status == Status.COMPLETED
    assert AuditEntry.objects.get(action=receiving.UPLOADED).data["mismatches"] == 1


def test_the_same_mismatch_again_makes_no_second_revision(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    receive(job.job_id, sent(overflowing(receipt)), by=rui)

    assert receive(job.job_id, sent(overflowing(receipt)), by=rui).reopened is None
    assert Job.objects.filter(revision_of=job).count() == 1


def test_a_place_that_was_skipped_or_is_not_told_of_is_a_mismatch(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    skipped = receipt["applied"].pop() | {"code": "ASSET_MISSING", "message": "No such file"}
    receipt |= {"applied": [], "skipped": [skipped]}

    problems = [one.problem for one in receive(job.job_id, sent(receipt), by=rui).mismatches]

    assert problems == ["The receipt says nothing of this place.", "Skipped: No such file"]


def test_a_dry_run_is_shown_and_reopens_nothing(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    received = receive(job.job_id, sent(overflowing(receipt) | {"mode": "dry_run"}), by=rui)

    assert (received.mismatches, received.reopened) == ((), None)
    shown = latest_receipt(job)
    assert shown is not None
    assert [bool(one.problem) for one in shown.places] == [True, False]


@pytest.mark.parametrize("other", [{"job": "card-x"}, {"revision": 2}, {"digest": "0" * 16}])
def test_the_receipt_of_another_script_is_refused(
    job: Job, receipt: dict[str, Any], rui: User, other: dict[str, Any]
) -> None:
    with pytest.raises(UnreadableReceipt):
        receive(job.job_id, sent(receipt | other), by=rui)

    assert not AuditEntry.objects.filter(action=receiving.UPLOADED).exists()


def test_those_who_may_not_download_send_no_receipt(
    job: Job, receipt: dict[str, Any], olga: User
) -> None:
    with pytest.raises(PermissionRefused):
        receive(job.job_id, sent(receipt), by=olga)


def test_a_job_without_a_script_has_no_receipt(rui: User) -> None:
    job = make_job(status=Status.GENERATING)

    with pytest.raises(TransitionRefused, match="no script"):
        receive(job.job_id, b"{}", by=rui)


def test_a_script_that_was_copied_off_its_page_counts_as_downloaded(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    waiting = make_job(
        job_id="copied", status=Status.AWAITING_DOWNLOAD, output_name=job.output_name
    )
    waiting.stage5_extendscript = render_script(_plan(waiting))
    waiting.save()

    receive("copied", sent(receipt | {"job": "copied"}), by=rui)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.stage6_completed_by) == (Status.COMPLETED, rui)
    told = AuditEntry.objects.get(job_key="copied", action="downloaded")
    assert told.message == "script in use, as its receipt shows"


def test_the_receipt_of_another_script_completes_no_job(receipt: dict[str, Any], rui: User) -> None:
    waiting = make_job(job_id="copied", status=Status.AWAITING_DOWNLOAD)

    with pytest.raises(UnreadableReceipt):
        receive("copied", sent(receipt | {"job": "copied"}), by=rui)

    waiting.refresh_from_db()
    assert waiting.status == Status.AWAITING_DOWNLOAD


def test_a_font_that_is_missing_is_a_mismatch(job: Job, receipt: dict[str, Any], rui: User) -> None:
    place = {"placeholder_id": "11:1", "layer": "player1fullname"}
    missing = place | {"code": "FONT_MISSING", "message": "RUSHFLOW is not installed here"}
    hidden = place | {"code": "LAYER_HIDDEN", "message": "The template hides this layer"}
    receipt |= {"warnings": [missing, hidden], "missing_fonts": ["RUSHFLOW"]}

    received = receive(job.job_id, sent(receipt), by=rui)

    (found,) = received.mismatches
    assert found.problem == "RUSHFLOW is not installed here."
    assert found.notes == ("The template hides this layer",)
    assert received.reopened is not None


def test_the_page_shows_what_was_measured_beside_what_was_expected(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    receipt = overflowing(receipt) | {"missing_fonts": ["<b>Impact\u0000"]}
    client = Client()
    client.force_login(rui)
    file = SimpleUploadedFile("receipt.json", sent(receipt))

    page = client.post(f"/preview/{job.job_id}/receipt", {"receipt": file}, follow=True)

    html = page.content.decode()
    measured = html.split("What After Effects did")[1].split("</section>")[0]
    assert "500 × 60 px" in measured
    assert "BEN FORMAN" in measured
    assert "&lt;b&gt;Impact" in measured
    assert f"{job.job_id}-r2 corrects it" in html


@pytest.mark.parametrize("content", [b"", b"PK", b"[]", b'{"kind": 1}', b"\xff\xfe"])
def test_what_is_no_receipt_is_refused_with_a_sentence(job: Job, rui: User, content: bytes) -> None:
    client = Client(headers={"Authorization": f"Bearer {token_for(rui)}"})
    data = {"receipt": SimpleUploadedFile("receipt.json", content or b" ")}

    answer = client.post(f"/api/job/{job.job_id}/receipt", data)

    assert answer.status_code == 400
    assert "not a receipt" in answer.json()["error"]


def test_programs_hear_what_differs_and_which_job_corrects_it(
    job: Job, receipt: dict[str, Any], rui: User
) -> None:
    client = Client(headers={"Authorization": f"Bearer {token_for(rui)}"})
    file = SimpleUploadedFile("receipt.json", sent(overflowing(receipt)))

    answer = client.post(f"/api/job/{job.job_id}/receipt", {"receipt": file}).json()

    assert answer["success"] is True
    assert answer["reopened_as"] == f"{job.job_id}-r2"
    assert [one["placeholder_id"] for one in answer["mismatches"]] == ["11:1"]
