"""The list of fonts at the desk: uploaded, typed in, put right by hand, always audited."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from jobs.models import AuditEntry, RenderFont
from tests.jobs.admin.conftest import Desk, said
from tests.samples.fonts import make_font

pytestmark = pytest.mark.django_db

FONTS = "/admin/jobs/renderfont/"


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_a_list_is_uploaded_and_then_typed_in_anew(desk: Desk, olga: User) -> None:
    browser = desk(olga)
    assert "Upload a list" in browser.get(FONTS).content.decode()
    file = SimpleUploadedFile("fonts.csv", b"PostScript name;Family\nImpact;Impact\nArialMT;Arial")
    answer = browser.post(f"{FONTS}list/", {"file": file}, follow=True)
    assert said(answer.content.decode()) == "2 fonts added."
    typed = {"names": "Impact\nRushflow", "is_whole": "on"}
    answer = browser.post(f"{FONTS}list/", typed, follow=True)
    assert said(answer.content.decode()) == "1 font added, 1 marked as missing."
    assert actions() == ["fonts_listed", "fonts_listed"]


def test_what_is_no_list_is_refused_with_the_line(desk: Desk, olga: User) -> None:
    browser = desk(olga)
    answer = browser.post(f"{FONTS}list/", {"names": "Impact\n<b>Arial Bold</b>"})
    assert "Line 2 has no PostScript name" in answer.content.decode()
    assert browser.post(f"{FONTS}list/", {"names": "Imp\0act"}).status_code == 200
    empty = browser.post(f"{FONTS}list/", {})
    assert "The list has no font." in empty.content.decode()
    assert not RenderFont.objects.exists()


def test_names_are_taken_from_the_servers_files(
    desk: Desk, olga: User, tmp_path: Path, settings: LazySettings
) -> None:
    make_font(tmp_path / "a.ttf", "SampleSans")
    settings.FONTS_FOLDER = str(tmp_path)
    assert desk(olga).get(f"{FONTS}files/").status_code == 405
    answer = desk(olga).post(f"{FONTS}files/", follow=True)
    assert said(answer.content.decode()) == "1 font added."


def test_single_fonts_are_put_right_and_taken_off(desk: Desk, olga: User) -> None:
    browser = desk(olga)
    added = {"postscript_name": "Impact", "is_there": "on", "only_for": "ACME"}
    browser.post(f"{FONTS}add/", added)
    font = RenderFont.objects.get()
    assert (font.source, font.is_allowed_for("ACME"), font.is_allowed_for("B")) == (
        "hand",
        True,
        False,
    )
    browser.post(f"{FONTS}{font.pk}/change/", {"only_for": ""})
    assert not RenderFont.objects.get().is_there
    browser.post(f"{FONTS}{font.pk}/delete/", {"post": "yes"})
    browser.post(f"{FONTS}add/", added)
    chosen = [RenderFont.objects.get().pk]
    browser.post(FONTS, {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert not RenderFont.objects.exists()
    assert actions() == [
        *("font_kept", "font_kept", "font_removed"),
        *("font_kept", "font_removed"),
    ]


def test_a_name_that_no_font_can_have_is_refused(desk: Desk, olga: User) -> None:
    answer = desk(olga).post(f"{FONTS}add/", {"postscript_name": "Arial Bold", "is_there": "on"})
    assert "has no spaces" in answer.content.decode()
    assert not RenderFont.objects.exists()
