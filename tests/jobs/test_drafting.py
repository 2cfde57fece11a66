"""Claims and drafts in match review: who has a job in hand, and nobody overwrites another."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from extraction import InvalidDocument
from jobs import drafting, reviewing
from jobs.drafting import CLAIM_LASTS, ClaimedByAnother, DraftChanged
from jobs.models import AuditEntry, Job, ReviewDraft
from jobs.statuses import Status
from jobs.workflow import PermissionRefused, TransitionRefused
from tests.factories import make_job, make_results

TEXT = {"placeholder_id": "11:1", "layer_id": "2"}


def waiting(job_id: str = "one", **data: object) -> Job:
    return make_job(job_id=job_id, status=Status.AWAITING_REVIEW, **data)


def left_alone(job: Job) -> None:
    long_ago = timezone.now() - CLAIM_LASTS - timedelta(minutes=1)
    ReviewDraft.objects.filter(job=job).update(seen_at=long_ago)


def test_a_claimed_job_is_told_of_and_taken_over_only_when_asked(rui: User, ada: User) -> None:
    job = waiting()
    drafting.claim(job, by=rui)

    with pytest.raises(ClaimedByAnother, match="rui took this job in hand at") as refused:
        drafting.claim(job, by=ada)
    assert refused.value.draft.claimed_by == rui

    assert drafting.claim(job, by=ada, take_over=True).claimed_by == ada
    entry = AuditEntry.objects.get(action="review_taken_over")
    assert (entry.username, entry.data["from"]) == ("ada", "rui")


def test_a_claim_without_a_sign_of_life_ends_by_itself(rui: User, ada: User) -> None:
    job = waiting()
    drafting.claim(job, by=rui)
    left_alone(job)

    assert drafting.claim(job, by=ada).claimed_by == ada
    assert not AuditEntry.objects.filter(action="review_taken_over").exists()


def test_the_next_job_is_the_most_urgent_that_nobody_else_has(rui: User, ada: User) -> None:
    waiting("calm", priority="low")
    waiting("urgent", priority="high")
    waiting("usual")

    assert [drafting.claim_next(by=rui), drafting.claim_next(by=ada)] == ["urgent", "usual"]
    assert drafting.claim_next(by=rui) == "urgent"  # still in hand
    assert drafting.claim_next(by=rui, after="urgent") == "calm"
    assert drafting.claim_next(by=ada, after="usual") is None
    assert drafting.waiting_for(ada).get().job_id == "usual"


def test_a_draft_is_kept_and_checked_without_a_step(rui: User) -> None:
    job = waiting()
    version = drafting.claim(job, by=rui).version
    empty = TEXT | {"text": "  "}

    answer = drafting.save("one", matches=[empty], skipped=["11:2"], version=version, by=rui)

    assert answer["version"] == version + 1
    assert [issue["code"] for issue in answer["critical_issues"]] == ["text_empty"]
    draft = drafting.draft_of(job)
    assert (draft.matches or [{}])[0]["text"] == "  "
    assert draft.skipped == ["11:2"]
    assert Job.objects.get(pk=job.pk).status == Status.AWAITING_REVIEW


def test_an_older_draft_never_overwrites_a_newer_one(rui: User) -> None:
    version = drafting.claim(waiting(), by=rui).version
    drafting.save("one", matches=[TEXT], skipped=[], version=version, by=rui)

    with pytest.raises(DraftChanged):
        drafting.save("one", matches=[], skipped=[], version=version, by=rui)
    with pytest.raises(DraftChanged):
        reviewing.approve_matches("one", matches=[TEXT], by=rui, draft_version=version)


def test_who_was_taken_over_can_neither_save_nor_approve(rui: User, ada: User) -> None:
    job = waiting()
    version = drafting.claim(job, by=rui).version
    drafting.claim(job, by=ada, take_over=True)

    with pytest.raises(ClaimedByAnother):
        drafting.save("one", matches=[TEXT], skipped=[], version=version, by=rui)
    with pytest.raises(ClaimedByAnother):
        reviewing.approve_matches("one", matches=[TEXT], by=rui)


def test_who_was_taken_over_is_told_what_is_kept_and_it_is(rui: User, ada: User) -> None:
    job = waiting()
    version = drafting.claim(job, by=rui).version
    drafting.save("one", matches=[TEXT], skipped=[], version=version, by=rui)
    assert drafting.why_lost(job, by=rui) == ""

    taken = drafting.claim(job, by=ada, take_over=True)

    told = drafting.why_lost(job, by=rui)
    assert told.startswith("ada took this job in hand at ")
    assert "What you had saved by then is kept" in told
    assert [match["layer_id"] for match in taken.matches or ()] == [TEXT["layer_id"]]
    assert drafting.why_lost(job, by=ada) == ""


def test_what_is_impossible_is_not_kept(rui: User, olga: User) -> None:
    job = waiting()
    version = drafting.claim(job, by=rui).version
    for wrong in ({"text": "\0"}, {"focus": [2, 0]}, {"layer_id": "99"}):
        with pytest.raises(InvalidDocument):
            drafting.save("one", matches=[TEXT | wrong], skipped=[], version=version, by=rui)
    with pytest.raises(PermissionRefused):
        drafting.save("one", matches=[TEXT], skipped=[], version=version, by=olga)
    assert drafting.draft_of(job).matches is None


def test_a_job_that_went_on_takes_no_draft(rui: User) -> None:
    make_job(job_id="one", status=Status.GENERATING)
    with pytest.raises(TransitionRefused, match="Invalid transition"):
        drafting.save("one", matches=[TEXT], skipped=[], version=0, by=rui)


def test_the_draft_goes_with_the_approval_and_texts_by_hand_are_in_the_log(
    queue: str, rui: User
) -> None:
    results = make_results()
    version = drafting.claim(waiting(stage1_results=results), by=rui).version
    corrected = TEXT | {"text": "BEN FOREMAN"}

    job = reviewing.approve_matches("one", matches=[corrected], by=rui, draft_version=version)

    assert not ReviewDraft.objects.exists()
    entry = AuditEntry.objects.get(action="stage_approved", job_key=job.job_id)
    change = {"placeholder_id": "11:1", "before": "BEN FORMAN", "after": "BEN FOREMAN"}
    assert entry.data["texts_by_hand"] == [change]
    assert "1 text put right by hand" in entry.message


def test_a_text_that_shrinks_is_too_long_neither_in_the_draft_nor_when_approved(rui: User) -> None:
    job = waiting()
    version = drafting.claim(job, by=rui).version
    long: dict[str, object] = {
        **TEXT,
        "text": "W" * 30,
    }  # more than one and a half times its sample

    def warned(match: Mapping[str, object]) -> set[str]:
        nonlocal version
        said = drafting.save("one", matches=[match], skipped=[], version=version, by=rui)
        version = said["version"]
        return {warning["code"] for warning in said["warnings"]}

    assert "text_too_long" in warned(long)
    assert "text_too_long" not in warned(long | {"shrink": True})
    reviewing.approve_matches("one", matches=[long | {"shrink": True}], by=rui)
    report = Job.objects.get(job_id="one").stage3_validation_results or {}
    assert "text_too_long" not in {warning["code"] for warning in report["warnings"]}


def test_approving_nothing_says_what_can_be_done_instead(rui: User) -> None:
    waiting(job_id="one")
    with pytest.raises(InvalidDocument, match="at least one, or have the job cancelled"):
        reviewing.approve_matches("one", matches=[], by=rui)
