"""Without a manifest: which template a Photoshop file is for, told by the names alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.manifest import ManifestUnreadable
from jobs.models.job import JOB_ID_PATTERN
from jobs.pairing import pair_by_name


def pairs(*paths: str) -> dict[str, str]:
    return {row.psd_path: row.aepx_path for row in pair_by_name(paths).rows}


def test_one_template_is_for_all_cards() -> None:
    assert pairs("cards/a.psd", "cards/b.PSB", "x/line.aep") == {
        "cards/a.psd": "x/line.aep",
        "cards/b.PSB": "x/line.aep",
    }


def test_of_several_templates_the_one_of_the_same_name_is_meant() -> None:
    assert pairs("a.psd", "A.aepx", "b.psd", "b.aet") == {"a.psd": "A.aepx", "b.psd": "b.aet"}


def test_of_several_templates_the_only_one_in_the_folder_is_meant() -> None:
    found = pairs("home/1.psd", "home/2.psd", "home/line.aepx", "away/1.psd", "away/line.aepx")

    assert found["home/2.psd"] == "home/line.aepx"
    assert found["away/1.psd"] == "away/line.aepx"
    assert "home/1.psd" not in found  # its job_id is that of away/1.psd, which is said


def test_what_can_not_be_told_is_an_error_with_its_name() -> None:
    found = pair_by_name(["c.psd", "one.aepx", "two.aepx", "one.psd"])

    assert [row.psd_path for row in found.rows] == ["one.psd"]
    (error,) = found.errors
    assert error.job_id == "c"
    assert "none is named like “c.psd”" in error.error


def test_jobs_and_outputs_are_named_like_the_file() -> None:
    (row,) = pair_by_name(["Saturday/Ben Forman #7.psd", "line.aepx"]).rows

    assert (row.job_id, row.output_name) == ("Ben-Forman-7", "Ben Forman #7.aep")


@pytest.mark.parametrize("paths", [[], ["a.psd"], ["a.aepx"], ["._a.psd", "a.aepx"]])
def test_without_both_kinds_of_file_there_is_no_batch(paths: list[str]) -> None:
    with pytest.raises(ManifestUnreadable, match="neither a manifest nor"):
        pair_by_name(paths)


@given(st.lists(st.text(min_size=1).map("{}.psd".format), min_size=1, max_size=5))
def test_any_name_gives_a_sound_id_or_an_error(names: list[str]) -> None:
    found = pair_by_name([*names, "line.aepx"]) if any("._" not in one for one in names) else None
    if found is None:
        return
    ids = [row.job_id for row in found.rows]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(JOB_ID_PATTERN, one) for one in ids)
