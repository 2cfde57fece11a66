"""Many at the same moment: one wins, the others are told, and the audit log stays whole."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.end_to_end.calling import caller
from tests.end_to_end.conftest import Site

pytestmark = pytest.mark.end_to_end

JOBS = ("card-1-clean", "card-2-critical", "card-3-warning")


@pytest.fixture
def read(site: Site) -> Site:
    """The demo batch, all three cards read."""
    assert site.manage("demo").returncode == 0
    ask = caller(site, "ada")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        _, stats = ask("GET", "dashboard/stats")
        if stats["by_status"]["awaiting_review"] == len(JOBS):
            return site
        time.sleep(0.2)
    raise AssertionError(stats)


def test_of_many_reviewers_one_approves_and_the_others_are_told(read: Site) -> None:
    people = [caller(read, "rui"), caller(read, "ada")] * 4
    _, shown = people[0]("GET", f"job/{JOBS[0]}")
    body = {"approved_matches": shown["job"]["stage1_results"]["matches"]["matches"]}

    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(
            pool.map(lambda ask: ask("POST", f"job/{JOBS[0]}/approve-stage2", body), people)
        )

    assert sorted(status for status, _ in answers) == [200] + [409] * 7
    refused = [answer["error"] for status, answer in answers if status == 409]
    assert all(error.startswith("Invalid transition from stage") for error in refused)
    assert json.loads(read.manage("verify_audit").stdout)["intact"] is True


def test_people_and_workers_side_by_side_keep_one_log(read: Site) -> None:
    rui, olga = caller(read, "rui"), caller(read, "olga")

    def approve(job_id: str) -> int:
        _, shown = rui("GET", f"job/{job_id}")
        matches = shown["job"]["stage1_results"]["matches"]["matches"]
        return rui("POST", f"job/{job_id}/approve-stage2", {"approved_matches": matches})[0]

    def cancel(job_id: str) -> int:
        return olga("POST", f"job/{job_id}/cancel", {"reason": "sent twice"})[0]

    with ThreadPoolExecutor(6) as pool:
        approved = [pool.submit(approve, job_id) for job_id in JOBS]
        cancelled = [pool.submit(cancel, job_id) for job_id in JOBS]

    assert [one.result() for one in cancelled] == [200, 200, 200]
    assert {one.result() for one in approved} <= {200, 409}
    check = read.manage("verify_audit")
    assert check.returncode == 0, check.stdout
