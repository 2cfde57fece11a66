"""The desk's other tables: looked at, not edited; the audit log above all."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from jobs.intake import start_batch
from jobs.models import AuditEntry, Batch, Job, StoredFile, Template
from jobs.reviewing import cancel
from jobs.statuses import Status
from tests.factories import make_batch, make_job, make_stored_file
from tests.jobs.admin.conftest import Desk, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def history(olga: User) -> AuditEntry:
    """One entry of the log."""
    cancel(make_job(job_id="card-x").job_id, reason="Sent twice", by=olga)
    return AuditEntry.objects.get()


def test_the_audit_log_is_read_by_those_with_the_right(
    desk: Desk, history: AuditEntry, mona: User, olga: User
) -> None:
    User.objects.filter(pk=mona.pk).update(is_staff=True)
    for path in ("/admin/jobs/auditentry/", f"/admin/jobs/auditentry/{history.pk}/change/"):
        assert "Sent twice" in desk(mona).get(path).content.decode()
        assert desk(olga).get(path).status_code == 403


def test_the_audit_log_is_changed_by_nobody(desk: Desk, history: AuditEntry, ada: User) -> None:
    path = f"/admin/jobs/auditentry/{history.pk}/"
    client = desk(ada)

    assert client.get("/admin/jobs/auditentry/add/").status_code == 403
    assert client.post("/admin/jobs/auditentry/add/", {"message": "forged"}).status_code == 403
    assert client.post(path + "change/", {"message": "forged"}).status_code == 403
    assert client.post(path + "delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [history.pk], "post": "yes"}
    client.post("/admin/jobs/auditentry/", chosen)
    assert AuditEntry.objects.get().message == "Sent twice"


def test_a_batch_is_added_on_the_upload_page(desk: Desk, olga: User, mona: User) -> None:
    User.objects.filter(pk=mona.pk).update(is_staff=True)

    assert 'href="/admin/jobs/batch/add/"' in desk(olga).get("/admin/jobs/batch/").content.decode()
    assert desk(olga).get("/admin/jobs/batch/add/")["Location"] == "/batches/upload"
    assert desk(mona).get("/admin/jobs/batch/add/").status_code == 403


@pytest.mark.parametrize("table", ["batch", "storedfile", "template"])
def test_what_was_uploaded_is_looked_at_and_not_edited(
    desk: Desk, ada: User, olga: User, table: str
) -> None:
    job = make_job()
    template = Template.objects.create(stored_file=job.template_file, document={})
    pk = {"batch": job.batch.pk, "storedfile": job.psd_file.pk, "template": template.pk}[table]
    client = desk(ada)

    assert desk(olga).get(f"/admin/jobs/{table}/").status_code == 200
    assert client.get(f"/admin/jobs/{table}/{pk}/change/").status_code == 200
    added = () if table == "batch" else ("add/",)
    for path in (*added, f"{pk}/change/", f"{pk}/delete/"):
        answer = client.post(f"/admin/jobs/{table}/{path}", {"post": "yes", "name": "x"})
        assert answer.status_code == 403, path
    assert (Batch.objects.count(), StoredFile.objects.count(), Template.objects.count()) == (
        1,
        2,
        1,
    )


def test_a_templates_document_is_shown_indented_and_as_text(desk: Desk, ada: User) -> None:
    file = make_job().template_file
    template = Template.objects.create(stored_file=file, document={"name": "<b>ünïcode"})

    page = desk(ada).get(f"/admin/jobs/template/{template.pk}/change/").content.decode()

    assert "{\n  &quot;name&quot;: &quot;&lt;b&gt;ünïcode&quot;\n}" in page
    assert f'href="/templates/{file.sha256}"' in page


@pytest.mark.parametrize("table", ["job", "batch", "storedfile", "template", "learnedmatch"])
def test_coordinators_can_open_what_they_may_look_at(desk: Desk, olga: User, table: str) -> None:
    assert desk(olga).get(f"/admin/jobs/{table}/").status_code == 200


def test_the_groups_rights_are_the_product_s_and_nobody_changes_them(desk: Desk, ada: User) -> None:
    assert desk(ada).get("/admin/auth/group/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "job/?status=%00",
        "job/?client_name=a%00b",
        "job/?q=%00",
        "batch/?created_at__year=99999999",
        "storedfile/?created_at__year=0",
        "auditentry/?created_at__year=-1",
        "auditentry/?action=%00",
        "apitoken/?user__username=%00",
    ],
)
def test_a_filter_that_no_database_takes_breaks_nothing(desk: Desk, ada: User, path: str) -> None:
    assert desk(ada).get(f"/admin/jobs/{path}").status_code in (200, 302, 400)


def test_a_year_is_still_a_filter(desk: Desk, ada: User) -> None:
    make_batch(name="of today.csv")

    for year, shown in (("1999", False), (str(timezone.now().year), True)):
        html = desk(ada).get(f"/admin/jobs/batch/?created_at__year={year}").content.decode()
        assert ("of today.csv" in html) is shown


def test_a_batch_is_started_by_those_who_may(desk: Desk, olga: User, sven: User) -> None:
    batch = make_batch()
    job = make_job(batch=batch)
    chosen = {"action": "start", "_selected_action": [batch.pk]}

    desk(sven).post("/admin/jobs/batch/", chosen)
    assert Job.objects.get(pk=job.pk).status == Status.PENDING
    answer = desk(olga).post("/admin/jobs/batch/", chosen, follow=True)
    assert said(answer.content.decode()) == "Started 1 job."
    assert Job.objects.get(pk=job.pk).status == Status.PROCESSING
    assert start_batch(batch, by=olga) == 0


def test_stored_files_hold_their_place_while_jobs_need_them(desk: Desk, ada: User) -> None:
    stored = make_stored_file("psd", b"needed")

    answer = desk(ada).post(f"/admin/jobs/storedfile/{stored.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 403


def test_the_desk_is_for_staff(desk: Desk, rui: User, olga: User) -> None:
    for client in (Client(), desk(rui)):
        assert client.get("/admin/").status_code == 302
    html = desk(olga).get("/admin/").content.decode()
    assert "Sixstage" in html
    assert "Django administration" not in html
