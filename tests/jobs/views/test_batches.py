"""The upload page: a batch, or what is wrong with which row."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from jobs.models import Batch, Job
from jobs.statuses import Status
from tests.jobs.views.conftest import As

HEADER = b"job_id,psd_path,aepx_path,output_name\n"


def posted(shared_data: Path, table: bytes, **more: object) -> dict[str, object]:
    card = (shared_data / "psd" / "lineup-card.psd").read_bytes()
    template = (shared_data / "aepx" / "test-after-effects-project.aepx").read_bytes()
    return {
        "manifest": SimpleUploadedFile("saturday.csv", HEADER + table),
        "files": [SimpleUploadedFile("card.psd", card), SimpleUploadedFile("t.aepx", template)],
        "rows": "all",
        **more,
    }


def test_an_upload_leads_to_its_jobs(
    shared_data: Path, queue: str, olga: User, signed_in: As
) -> None:
    form = posted(shared_data, b"one,card.psd,t.aepx,one.aep\n", start="on")
    answer = signed_in(olga).post("/batches/upload", form, follow=True)
    batch = Batch.objects.get()
    assert answer.redirect_chain[-1][0] == f"/batches/{batch.pk}"
    assert "1 job from “saturday.csv” is in." in answer.content.decode()
    assert Job.objects.get().status == Status.PROCESSING


def test_without_the_tick_the_jobs_wait(shared_data: Path, olga: User, signed_in: As) -> None:
    form = posted(shared_data, b"one,card.psd,t.aepx,one.aep\n")
    signed_in(olga).post("/batches/upload", form)
    assert Job.objects.get().status == Status.PENDING


def test_row_errors_stand_in_a_table_and_nothing_is_kept(
    shared_data: Path, olga: User, signed_in: As
) -> None:
    rows = b"one,card.psd,t.aepx,one.aep\n<b>two</b>,gone.psd,../t.aepx,two.aep\n"
    answer = signed_in(olga).post("/batches/upload", posted(shared_data, rows))
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Nothing was kept" in html
    assert "1 of 2 rows need a correction" in html
    assert "leaves the upload" in html
    assert "&lt;b&gt;two&lt;/b&gt;" in html
    assert not Batch.objects.exists()


def test_the_good_rows_go_in_when_asked_for(shared_data: Path, olga: User, signed_in: As) -> None:
    rows = b"one,card.psd,t.aepx,one.aep\ntwo,gone.psd,t.aepx,two.aep\n"
    form = posted(shared_data, rows, rows="good")
    answer = signed_in(olga).post("/batches/upload", form, follow=True)
    html = answer.content.decode()
    assert "1 row left out." in html
    assert "gone.psd" in html
    assert [job.job_id for job in Job.objects.all()] == ["one"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Choose a manifest and its files, or one ZIP."),
        ({"manifest": SimpleUploadedFile("m.csv", b"")}, "The manifest is empty."),
        ({"manifest": SimpleUploadedFile("m.csv", HEADER)}, "a header but no rows"),
        ({"files": [SimpleUploadedFile("a.zip", b"nothing")]}, "can&#x27;t be unpacked"),
    ],
)
def test_says_what_is_missing(
    form: dict[str, object], words: str, olga: User, signed_in: As
) -> None:
    answer = signed_in(olga).post("/batches/upload", form)
    assert answer.status_code == 400
    assert words in answer.content.decode()
