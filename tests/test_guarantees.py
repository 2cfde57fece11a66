"""What users can rely on, whatever happens; each as a test of its own."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.test import Client

from extraction import (
    Box,
    InvalidDocument,
    Match,
    MatchDocument,
    PsdDocument,
    TemplateDocument,
    from_json,
    read_psd,
    read_template,
    to_json,
)
from jobs import delivering, reviewing, tasks
from jobs.demo.aepx_builder import TemplateSpec, build_template
from jobs.intake import ingest, start_job
from jobs.manifest import read_manifest
from jobs.models import AuditEntry, AuditHead, Job, StoredFile
from jobs.statuses import Status
from jobs.sweep import sweep
from jobs.upload_set import from_folder
from jobs.workflow import TransitionRefused
from tests.factories import (
    make_image_placeholder,
    make_job,
    make_layer,
    make_psd,
    make_results,
    make_template,
)
from tests.samples.batches import make_folder, one_row
from validation import validate

pytestmark = pytest.mark.django_db
REASON = "The client wants it exactly so."


@pytest.fixture
def generated(tmp_path: Path, rui: User) -> Job:
    """A demo card that went from its files to its script, each stage taking what the last left."""
    manifest = make_folder(tmp_path / "batch")
    files = from_folder(manifest.parent)
    batch = ingest(read_manifest(one_row()), files, name="b", by=None).batch
    assert batch is not None
    job = start_job(batch.jobs.get().job_id, by=None)
    tasks.extract(job.pk)
    proposed = reviewing.proposed_or_approved(Job.objects.get(pk=job.pk))
    reviewing.approve_matches(job.job_id, matches=proposed, by=rui)
    tasks.generate(job.pk)
    done: Job = Job.objects.get(pk=job.pk)
    return done


def package_of(job: Job) -> zipfile.ZipFile:
    with default_storage.open(str(job.package.name)) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def distorted(size: tuple[float, float], hole: tuple[float, float]) -> list[str]:
    """Codes of the critical issues for a picture of that size in a place of that size."""
    layer = make_layer("3", bbox=Box(0, 0, *size))
    template = make_template(
        make_image_placeholder(1, width=hole[0], height=hole[1], bbox=Box(0, 0, *hole))
    )
    report = validate(make_psd(layer), template, MatchDocument((Match("3", "11:1"),)))
    return [issue.code for issue in report.critical_issues]


def test_1_what_one_stage_leaves_the_next_can_take(generated: Job) -> None:
    assert generated.status == Status.AWAITING_DOWNLOAD, generated.error


@pytest.mark.parametrize("wrong", [{"psd_data": {}}, [], None, "text", {"layers": {}}])
def test_1_a_document_of_another_shape_is_refused_where_it_enters(wrong: object) -> None:
    for kind in (PsdDocument, MatchDocument, TemplateDocument):
        if kind is PsdDocument or not isinstance(wrong, dict):
            with pytest.raises(InvalidDocument):
                from_json(kind, wrong)


@pytest.mark.parametrize("layer_id", ["a_b", "a b", "a-b_c", "player_1"])
def test_2_ids_are_opaque_so_underscores_and_spaces_change_nothing(layer_id: str) -> None:
    layer = make_layer(layer_id, name="my_layer name", bbox=Box(0, 0, 1000, 100))
    template = make_template(make_image_placeholder(1))
    report = validate(make_psd(layer), template, MatchDocument((Match(layer_id, "11:1"),)))

    assert "aspect_ratio_mismatch" in [issue.code for issue in report.critical_issues]


def test_2_a_check_that_can_not_run_is_an_issue_and_never_a_pass() -> None:
    matches = MatchDocument((Match("gone", "11:1"), Match("3", "nowhere:1")))

    report = validate(make_psd(), make_template(), matches)

    assert not report.valid
    assert {issue.layer_id for issue in report.critical_issues} >= {"gone", "3"}


def test_3_a_layer_is_measured_against_its_own_place_not_the_composition() -> None:
    assert distorted((400, 400), (400, 400)) == []  # in a composition of 1200 x 1500
    assert "aspect_ratio_mismatch" in distorted((1200, 1500), (400, 400))


def test_3_sizes_and_times_of_a_composition_are_read_not_assumed(tmp_path: Path) -> None:
    build_template(tmp_path / "t.aepx", TemplateSpec(comp_name="tall", width=1200, height=1500))

    (comp,) = read_template(tmp_path / "t.aepx").compositions
    assert (comp.width, comp.height, comp.frame_rate, comp.duration) == (1200, 1500, 30.0, 10.0)


def test_4_a_picture_enlarged_too_far_blocks(rui: User) -> None:
    psd = make_psd(make_layer("3", bbox=Box(0, 0, 100, 110)))
    template = make_template(make_image_placeholder(2))
    results = make_results(psd, template)
    job = make_job(status=Status.AWAITING_REVIEW, stage1_results=results)
    matches = [{"layer_id": "3", "placeholder_id": "11:2"}]

    job = reviewing.approve_matches(job.job_id, matches=matches, by=rui)

    assert job.status == Status.AWAITING_VALIDATION_REVIEW
    critical = (job.stage3_validation_results or {})["critical_issues"]
    assert [issue["code"] for issue in critical] == ["upscaled_too_far"]


def test_5_every_picture_that_the_script_names_is_in_the_package(generated: Job) -> None:
    package = package_of(generated)
    manifest = json.loads(package.read("card-1/manifest.json"))

    assert package.read("card-1/one.jsx").decode() == generated.stage5_extendscript
    assert manifest["assets"]
    for asset in manifest["assets"]:
        assert package.read(f"card-1/{asset['file']}").startswith(b"\x89PNG")
        assert asset["file"].removeprefix("assets/") in generated.stage5_extendscript


def test_6_who_acted_is_who_signed_in_and_every_decision_is_in_the_log(rui: User) -> None:
    client = Client()
    client.force_login(rui)
    job = make_job(status=Status.AWAITING_VALIDATION_REVIEW)
    found = job.stage3_validation_results

    def post(path: str, **body: object) -> int:
        body |= {"user_id": "somebody else"}
        url = f"/api/job/{job.job_id}/{path}"
        return client.post(url, json.dumps(body), content_type="application/json").status_code

    assert post("return-to-matching") == 200
    assert Job.objects.get(pk=job.pk).stage3_validation_results == found
    wide = make_image_placeholder(2, height=300.0, bbox=Box(100, 300, 1100, 600))
    Job.objects.filter(pk=job.pk).update(stage1_results=make_results(template=make_template(wide)))
    assert (
        post("approve-stage2", approved_matches=[{"layer_id": "3", "placeholder_id": "11:2"}])
        == 200
    )
    assert Job.objects.get(pk=job.pk).stage4_override_reason == ""
    assert post("override-validation", override_reason=REASON) == 200

    entries = AuditEntry.objects.exclude(username="system").values_list("action", "username")
    assert list(entries) == [
        ("returned_to_matching", "rui"),
        ("stage_approved", "rui"),
        ("issue_overridden", "rui"),
        ("validation_overridden", "rui"),
    ]


def test_7_of_two_reviewers_the_second_is_told(rui: User, ada: User) -> None:
    job = make_job(status=Status.AWAITING_REVIEW)
    matches = make_results()["matches"]["matches"]
    reviewing.approve_matches(job.job_id, matches=matches, by=rui)

    with pytest.raises(TransitionRefused, match="Invalid transition from stage 5 to 3"):
        reviewing.approve_matches(job.job_id, matches=matches, by=ada)


@pytest.mark.parametrize("path", ["approve-stage2", "return-to-matching", "retry", "cancel"])
def test_7_no_call_can_name_the_stage_to_go_to(path: str, ada: User) -> None:
    client = Client()
    client.force_login(ada)
    job = make_job(status=Status.COMPLETED)
    wish = {"stage": 2, "current_stage": 2, "target_stage": 2, "status": "awaiting_review"}
    body = wish | {"reason": REASON, "approved_matches": []}

    answer = client.post(f"/api/job/{job.job_id}/{path}", json.dumps(body), "application/json")

    assert answer.status_code == 409
    assert Job.objects.get(pk=job.pk).status == Status.COMPLETED
    assert not AuditEntry.objects.exists()


def test_8_a_failure_is_a_state_with_a_reason_and_a_way_out(olga: User) -> None:
    job = make_job(status=Status.PROCESSING)  # its files are no PSD and no template

    tasks.extract(job.pk)

    failed = Job.objects.get(pk=job.pk)
    assert failed.status == Status.EXTRACTION_FAILED
    assert "not a Photoshop file" in failed.error
    assert failed.stage5_extendscript == ""
    assert reviewing.retry(job.job_id, by=olga).status == Status.PROCESSING


def test_8_when_even_noting_the_failure_fails_the_job_is_taken_up_again(
    tmp_path: Path, queue: str
) -> None:
    files = from_folder(make_folder(tmp_path / "batch").parent)
    batch = ingest(read_manifest(one_row()), files, name="b", by=None).batch
    assert batch is not None
    job = start_job(batch.jobs.get().job_id, by=None)
    head = AuditHead.objects.get()
    AuditHead.objects.update(hash="")  # so that the log takes no entry, nor the job a step
    with pytest.raises(IntegrityError):
        tasks.extract(job.pk)
    assert Job.objects.get(pk=job.pk).status == Status.PROCESSING

    AuditHead.objects.update(hash=head.hash)
    long_ago = "2020-01-01T00:00:00Z"
    Job.objects.update(updated_at=long_ago, try_again_at=long_ago)
    assert sweep() == 1
    tasks.extract(job.pk)
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_REVIEW


def test_9_a_manifest_is_checked_whole_before_anything_is_kept(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "batch").parent
    rows = (
        "\ufeffjob_id,psd_path,aepx_path,output_name,priority\r\n"
        "a,card-1-clean.psd,lineup-template.aepx,a.aep,\r\n"
        "a,card-1-clean.psd,lineup-template.aepx,a.aep,\r\n"
        "b,../../etc/passwd.psd,lineup-template.aepx,b.aep,\r\n"
    )

    ingested = ingest(read_manifest(rows.encode()), from_folder(folder), name="b", by=None)

    assert ingested.batch is None
    assert [error.row for error in ingested.errors] == [3, 4]
    assert not StoredFile.objects.exists()


def test_9_a_byte_order_mark_or_an_empty_priority_costs_nothing(tmp_path: Path) -> None:
    files = from_folder(make_folder(tmp_path / "batch").parent)

    for job_id in ("a", "b"):  # two batches within one second
        rows = (
            "\ufeffjob_id,psd_path,aepx_path,output_name,priority\r\n"
            f"{job_id},card-1-clean.psd,lineup-template.aepx,a.aep,\r\n"
        )
        assert ingest(read_manifest(rows.encode()), files, name="b", by=None).batch is not None

    assert set(Job.objects.values_list("job_id", "priority")) == {("a", "medium"), ("b", "medium")}
    assert Job.objects.values("batch_id").distinct().count() == 2


@pytest.mark.parametrize("name", ["x.aep", "x.aepx", "x.AEP", "x.aep.jsx", "x"])
def test_10_a_download_has_one_suffix_the_right_one(name: str, rui: User) -> None:
    job = make_job(status=Status.AWAITING_DOWNLOAD, output_name=name)

    script = delivering.download_script(job.job_id, by=rui)
    package = delivering.download_package(job.job_id, by=rui)
    with script.file, package.file:
        assert (script.name, package.name) == ("x.jsx", "x.zip")


def test_11_fonts_are_read_and_the_script_says_which_are_missing(
    tmp_path: Path, generated: Job
) -> None:
    folder = make_folder(tmp_path / "fonts").parent
    template = read_template(folder / "lineup-template.aepx")
    psd = read_psd(folder / "card-1-clean.psd")

    assert {hole.font for hole in template.placeholders if hole.font} == {"ArialMT"}
    assert {layer.text.fonts for layer in psd.layers if layer.text} == {("Impact",)}
    assert "FONT_MISSING" in generated.stage5_extendscript


def test_no_document_is_lost_on_its_way_through_the_database(generated: Job) -> None:
    results: dict[str, Any] = generated.stage1_results or {}
    psd = from_json(PsdDocument, results["psd"])

    assert to_json(psd) == results["psd"]
