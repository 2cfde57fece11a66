"""One pair through all stages from the command line, as a real job."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from jobs.auditing import verify_chain
from jobs.models import AuditEntry, Job
from jobs.statuses import Status
from jobs.wording import storable
from tests.jobs.management.conftest import Ran, Run
from tests.samples.batches import ENTITY_BOMB, HTML, PNG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_queue")]

REASON = "The client asked for exactly this."


def pair(run: Run, folder: Path, card: str, *more: object) -> Ran:
    return run(
        "run_pipeline",
        *("--psd", folder / f"{card}.psd"),
        *("--template", folder / "lineup-template.aepx"),
        *("--out", folder / "out" / "deep"),
        *more,
    )


def test_a_clean_card_leaves_script_and_package(run: Run, folder: Path) -> None:
    ran = pair(run, folder, "card-1-clean")

    assert ran.code == 0
    job = Job.objects.get()
    assert set(ran.document) == {"job_id", "status", "script", "package", "report"}
    assert (ran.document["job_id"], ran.document["status"]) == (job.job_id, "completed")
    assert ran.document["report"] == job.stage3_validation_results
    assert ran.document["report"]["valid"] is True
    script, package = Path(ran.document["script"]), Path(ran.document["package"])
    assert script.name == "card-1-clean.jsx"
    assert script.read_text(encoding="ascii") == job.stage5_extendscript
    assert zipfile.is_zipfile(package)


def test_the_job_went_the_way_of_every_job(run: Run, folder: Path) -> None:
    pair(run, folder, "card-1-clean")

    job = Job.objects.get()
    assert (job.status, job.stage4_skipped) == (Status.COMPLETED, True)
    assert all(getattr(job, f"stage{stage}_completed_at") for stage in range(7))
    actions = list(AuditEntry.objects.values_list("action", "username"))
    assert actions == [
        ("batch_ingested", "system"),
        ("extraction_started", "system"),
        ("extraction_completed", "system"),
        ("stage_approved", "pipeline"),
        ("validation_passed", "system"),
        ("script_generated", "system"),
        ("downloaded", "pipeline"),
        ("downloaded", "pipeline"),
    ]
    assert verify_chain().intact
    assert not User.objects.get(username="pipeline").has_usable_password()


def test_a_critical_issue_waits_for_a_person(run: Run, folder: Path) -> None:
    ran = pair(run, folder, "card-2-critical")

    assert ran.code == 3
    assert (ran.document["script"], ran.document["package"]) == (None, None)
    assert ran.document["status"] == "awaiting_validation_review"
    codes = [issue["code"] for issue in ran.document["report"]["critical_issues"]]
    assert "aspect_ratio_mismatch" in codes
    assert list((folder / "out" / "deep").iterdir()) == []
    assert Job.objects.get().status == Status.AWAITING_VALIDATION_REVIEW


def test_a_reason_goes_past_it_and_is_kept(run: Run, folder: Path) -> None:
    ran = pair(run, folder, "card-2-critical", "--override-reason", REASON)

    assert ran.code == 0
    assert Path(ran.document["script"]).is_file()
    assert ran.document["report"]["valid"] is False
    job = Job.objects.get()
    assert (job.stage4_override_reason, job.stage4_skipped) == (REASON, False)
    assert AuditEntry.objects.get(action="validation_overridden").data["reason"] == REASON


@pytest.mark.parametrize("reason", ["", "  short  "])
def test_a_reason_that_is_none_starts_nothing(run: Run, folder: Path, reason: str) -> None:
    ran = pair(run, folder, "card-1-clean", "--override-reason", reason)

    assert (ran.code, ran.out) == (2, "")
    assert "reason" in ran.error
    assert not Job.objects.exists()


def test_given_matches_take_the_place_of_the_proposal(run: Run, folder: Path) -> None:
    pair(run, folder, "card-1-clean")
    proposed = Job.objects.get().stage2_approved_matches["matches"]
    chosen = folder / "matches.json"
    chosen.write_text(json.dumps({"matches": proposed[:1]}), encoding="utf-8")

    ran = pair(run, folder, "card-1-clean", "--matches", chosen)

    assert ran.code == 0
    job = Job.objects.get(job_id=ran.document["job_id"])
    assert len(job.stage2_approved_matches["matches"]) == 1
    codes = {issue["code"] for issue in ran.document["report"]["warnings"]}
    assert "placeholder_unfilled" in codes


def test_matches_that_can_not_be_leave_no_job_waiting(run: Run, folder: Path) -> None:
    chosen = folder / "matches.json"
    chosen.write_text('[{"layer_id": "999", "placeholder_id": "1:1"}]', encoding="utf-8")

    ran = pair(run, folder, "card-1-clean", "--matches", chosen)

    assert (ran.code, ran.out) == (2, "")
    assert "999" in ran.error
    assert Job.objects.get().status == Status.CANCELLED


@pytest.mark.parametrize("content", [PNG, b"", b"8BPS\x00\x01" + b"\0" * 20, HTML])
def test_a_card_that_is_none_starts_nothing(run: Run, folder: Path, content: bytes) -> None:
    (folder / "bad.psd").write_bytes(content)

    ran = pair(run, folder, "bad")

    assert (ran.code, ran.out) == (2, "")
    assert "bad.psd" in ran.error
    assert not Job.objects.exists()


@pytest.mark.parametrize("content", [HTML, ENTITY_BOMB, b""])
def test_a_template_that_is_none_starts_nothing(run: Run, folder: Path, content: bytes) -> None:
    (folder / "lineup-template.aepx").write_bytes(content)

    ran = pair(run, folder, "card-1-clean")

    assert (ran.code, ran.out) == (2, "")
    assert "lineup-template.aepx" in ran.error
    assert not Job.objects.exists()


def test_a_card_that_is_cut_off_fails_with_its_reason(run: Run, folder: Path) -> None:
    whole = (folder / "card-1-clean.psd").read_bytes()
    (folder / "cut.psd").write_bytes(whole[: len(whole) // 2])

    ran = pair(run, folder, "cut")

    assert (ran.code, ran.out) == (2, "")
    assert ran.error
    assert not Job.objects.exclude(status=Status.EXTRACTION_FAILED).exists()


@pytest.mark.parametrize("name", [b"caf\xe9", b"a\\b", b"a\nb", b'a:b"c', "日本 ✓".encode()])
def test_a_file_may_be_called_anything(run: Run, folder: Path, name: bytes) -> None:
    card = os.fsdecode(name)
    (folder / "card-1-clean.psd").rename(folder / f"{card}.psd")

    ran = pair(run, folder, card)

    assert ran.code == 0, ran.err
    assert Path(ran.document["script"]).is_file()
    assert storable(ran.out) == ran.out


def test_a_folder_may_be_called_anything(run: Run, folder: Path) -> None:
    strange = folder / os.fsdecode(b"caf\xe9")
    folder.joinpath("lineup-template.aepx").rename(folder / "t.aepx")
    arguments = ("--psd", folder / "card-1-clean.psd", "--template", folder / "t.aepx")

    ran = run("run_pipeline", *arguments, "--out", strange)

    assert ran.code == 0, ran.err
    assert Path(ran.document["script"]).is_file()
    assert storable(ran.out) == ran.out


def test_missing_files_and_arguments_are_named(run: Run, folder: Path) -> None:
    assert "gone.psd" in pair(run, folder, "gone").error
    ran = run("run_pipeline", "--psd", "x.psd")
    assert ran.code == 2
    assert "--template" in ran.error
    assert not Job.objects.exists()


def test_a_pipeline_account_that_was_closed_is_told(run: Run, folder: Path) -> None:
    User.objects.create_user("pipeline", is_active=False)

    ran = pair(run, folder, "card-1-clean")

    assert (ran.code, ran.out) == (2, "")
    assert ran.error == "You do not have the right to do this."
