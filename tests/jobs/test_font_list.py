"""Lists of fonts are read and kept; receipts tell of more; everything is audited."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from jobs import font_list, known_fonts
from jobs.font_list import MOST_NAMES, UnreadableFontList, read_font_list
from jobs.models import AuditEntry, RenderFont
from tests.factories import make_job
from tests.samples.documents import card, matched, template, text_hole, text_layer
from tests.samples.fonts import make_font

LIST = {"Impact": "Impact", "ArialMT": "Arial"}


@pytest.mark.parametrize(
    "content",
    [
        b"Impact\nArialMT\n",
        b"\xef\xbb\xbfImpact\r\n\r\nArialMT",
        b"PostScript name,Family\nImpact,Impact\nArialMT,Arial\n",
        b'"Impact";"Impact, all of it"\n"ArialMT";"Arial"',
        b"Impact\tImpact\nArialMT\tArial\nImpact\tAgain",
        "Impact\nArialMT".encode("utf-16"),
    ],
)
def test_reads_names_of_text_and_csv(content: bytes) -> None:
    assert list(read_font_list(content)) == ["Impact", "ArialMT"]


def test_reads_families() -> None:
    assert read_font_list(b"ArialMT, Arial \nImpact,a\x07b") == {"ArialMT": "Arial", "Impact": ""}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no font"),
        (b"PostScript name\n", "no font"),
        (b"Impact\nArial Bold\n", "Line 2"),
        (b"<script>alert(1)</script>", "Line 1"),
        (b"=cmd()", "Line 1"),
        (b"A" * 128, "Line 1"),
        (b"\xff\xfe\xff", "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00", "UTF-8"),
        (b"Imp\0act", "Line 1"),
        (b"A" * 2_000_001, "too large"),
        ("\n".join(f"F{number}" for number in range(MOST_NAMES + 1)).encode(), "more than 20,000"),
    ],
)
def test_refuses_what_is_no_list_in_a_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFontList, match=reason):
        read_font_list(content)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode)))
def test_any_content_is_read_or_refused(content: bytes) -> None:
    try:
        found = read_font_list(content)
    except UnreadableFontList as refused:
        assert str(refused)
    else:
        assert all(name.isascii() and " " not in name for name in found)


def there() -> dict[str, bool]:
    return dict(RenderFont.objects.values_list("postscript_name", "is_there"))


@pytest.mark.django_db
def test_a_list_is_added_to_what_is_known(olga: User) -> None:
    font_list.keep_list({"Impact": ""}, by=olga)
    kept = font_list.keep_list(LIST, by=olga)
    assert (kept.added, kept.marked_missing) == (("ArialMT",), ())
    assert RenderFont.objects.get(postscript_name="Impact").family == "Impact"
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.username, entry.data["added"]) == (
        "fonts_listed",
        "olga",
        ["ArialMT"],
    )


@pytest.mark.django_db
def test_a_whole_list_marks_all_others_as_missing_and_keeps_their_clients(olga: User) -> None:
    font_list.keep_list(LIST, by=olga)
    RenderFont.objects.filter(postscript_name="Impact").update(only_for="ACME")
    kept = font_list.keep_list({"ArialMT": ""}, by=olga, is_whole=True)
    assert kept.message == "0 fonts added, 1 marked as missing."
    assert there() == {"ArialMT": True, "Impact": False}
    font_list.keep_list(LIST, by=olga)
    assert there() == {"ArialMT": True, "Impact": True}
    assert RenderFont.objects.get(postscript_name="Impact").only_for == "ACME"


@pytest.mark.django_db
def test_a_long_list_takes_as_many_queries_as_a_short_one(
    olga: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    font_list.keep_list({"First": ""}, by=olga)
    for count in (1, 100):
        with django_assert_num_queries(11):
            font_list.keep_list({f"F{count}-{n}": "" for n in range(count)}, by=olga, is_whole=True)


@pytest.mark.django_db
def test_a_receipt_tells_what_is_there_and_what_is_missing(rui: User) -> None:
    job = make_job()
    font_list.keep_list({"Impact": "Impact"}, by=rui)
    font_list.learn_from_receipt(["ArialMT"], ["Impact"], job=job, by=rui)
    assert there() == {"ArialMT": True, "Impact": False}
    assert RenderFont.objects.get(postscript_name="Impact").source == "list"
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.job_key) == ("fonts_told", job.job_id)
    assert (entry.data["added"], entry.data["marked_missing"]) == (["ArialMT"], ["Impact"])


@pytest.mark.django_db
def test_a_receipt_that_tells_nothing_new_is_no_entry(rui: User) -> None:
    job = make_job()
    for _ in range(2):
        font_list.learn_from_receipt(["ArialMT"], ["Impact"], job=job, by=rui)
    assert AuditEntry.objects.filter(action="fonts_told").count() == 1


@pytest.mark.django_db
def test_what_receipts_tell_makes_no_list(rui: User) -> None:
    psd, project = card(text_layer("9", "BEN")), template(text_hole("1:1"))
    job, matches = make_job(), matched(("9", "1:1"))
    font_list.learn_from_receipt(["Impact"], [], job=job, by=rui)
    fonts = known_fonts.fonts_for(job, psd, project, matches)
    assert not fonts.has_list
    assert fonts.there == {"Impact"}
    font_list.keep_list({"Impact": ""}, by=rui)
    assert known_fonts.fonts_for(job, psd, project, matches).has_list


@pytest.mark.django_db
def test_what_is_known_of_a_jobs_fonts_takes_two_queries(
    olga: User,
    tmp_path: Path,
    settings: LazySettings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_font(tmp_path / "impact.ttf", "Impact")
    settings.FONTS_FOLDER = str(tmp_path)
    font_list.keep_list({"Impact": "", "Other": ""}, by=olga)
    RenderFont.objects.filter(postscript_name="Impact").update(only_for=" Somebody \n\nelse ")
    psd, project = card(text_layer("9", "BEN")), template(text_hole("1:1"))
    job = make_job()
    with django_assert_num_queries(2):
        fonts = known_fonts.fonts_for(job, psd, project, matched(("9", "1:1")))
    assert fonts.there == fonts.not_allowed == set(fonts.faces) == {"Impact"}


@pytest.mark.django_db
def test_names_of_the_servers_files_can_be_taken(
    olga: User, tmp_path: Path, settings: LazySettings
) -> None:
    make_font(tmp_path / "a.ttf", "SampleSans", family="Sample")
    settings.FONTS_FOLDER = str(tmp_path)
    font_list.keep_files(by=olga)
    (row,) = RenderFont.objects.all()
    assert (row.postscript_name, row.family, row.source) == ("SampleSans", "Sample", "file")
