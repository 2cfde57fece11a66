"""Approvals are remembered with the template and client, and can be forgotten."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from extraction import Box, PsdDocument, match_layers, to_json
from jobs import learning, reviewing
from jobs.models import Job, LearnedMatch
from jobs.statuses import Status
from tests.factories import (
    make_job,
    make_placeholder,
    make_psd,
    make_results,
    make_stored_file,
    make_template,
    make_text_layer,
)

pytestmark = pytest.mark.django_db

TEMPLATE = make_template(
    make_placeholder(1, layer="kunde_a", text=None, bbox=Box(80, 100, 480, 160)),
    make_placeholder(2, layer="kunde_b", text=None, bbox=Box(80, 900, 480, 960)),
)
WANTED = {"11:1": "2", "11:2": "1"}


def made_psd(*names: str) -> PsdDocument:
    return make_psd(
        make_text_layer("1", names[0], name="Zeile blau", bbox=Box(80, 100, 480, 160)),
        make_text_layer("2", names[1], name="Zeile rot", bbox=Box(80, 900, 480, 960)),
    )


def made_job(**data: Any) -> Job:
    results = make_results(made_psd("Anna", "Boris"), TEMPLATE)
    return make_job(status=Status.AWAITING_REVIEW, stage1_results=results, **data)


def approve(job: Job, by: User, pairs: dict[str, str] | None = None) -> None:
    matches = [
        {"layer_id": layer, "placeholder_id": hole} for hole, layer in (pairs or WANTED).items()
    ]
    reviewing.approve_matches(job.job_id, matches=matches, by=by)


def proposed(job: Job) -> dict[str, str]:
    found = match_layers(made_psd("Cleo", "Dora"), TEMPLATE, memory=learning.recall(job))
    return {match.placeholder_id: match.layer_id for match in found.matches}


def test_after_two_approvals_the_third_card_needs_no_touch(rui: User) -> None:
    first, second, third = made_job(), made_job(), made_job()
    assert proposed(first) != WANTED

    approve(first, rui)
    approve(second, rui)

    assert proposed(third) == WANTED
    for learned in LearnedMatch.objects.exclude(placeholder=""):
        assert set(learned.jobs.all()) == {first, second}


def test_a_refused_approval_teaches_nothing(rui: User) -> None:
    job = made_job()
    with pytest.raises(Exception, match="no layer"):
        approve(job, rui, {"11:1": "999"})
    assert not LearnedMatch.objects.exists()


def test_a_new_version_of_the_template_is_known_by_its_name(rui: User) -> None:
    approve(made_job(), rui)
    version = make_stored_file("template", b"second version")

    assert learning.recall(made_job(template_file=version))
    assert not learning.recall(made_job(template_file=version, client_name="Other"))


def test_the_same_file_for_a_new_client_starts_with_what_is_known(rui: User) -> None:
    approve(made_job(), rui)
    other = made_job(client_name="Other")
    approve(other, rui)

    assert set(LearnedMatch.objects.values_list("client_name", flat=True)) == {
        "Northside FC",
        "Other",
    }
    strongest = LearnedMatch.objects.filter(client_name="Other").order_by("-agreed").first()
    assert strongest is not None
    assert strongest.agreed > 1


def test_learning_costs_as_many_queries_for_many_cards_as_for_few(
    rui: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        approve(made_job(), rui)
    job = made_job()
    with django_assert_max_num_queries(3):
        learning.recall(job)


def test_staff_see_what_was_learned_and_have_it_forgotten(
    olga: User, rui: User, client: Client
) -> None:
    approve(made_job(), rui)
    client.force_login(olga)
    page = reverse("admin:jobs_learnedmatch_changelist")
    shown = client.get(page).content.decode()
    assert "zeile rot" in shown
    assert Job.objects.get().job_id in shown

    chosen = list(LearnedMatch.objects.values_list("pk", flat=True))
    client.post(page, {"action": "forget", "_selected_action": chosen})

    assert not LearnedMatch.objects.exists()


def test_one_trace_offers_no_deletion_by_its_own_page(
    olga: User, rui: User, client: Client
) -> None:
    approve(made_job(), rui)
    client.force_login(olga)
    one = LearnedMatch.objects.values_list("pk", flat=True)[0]

    page = client.get(reverse("admin:jobs_learnedmatch_change", args=[one])).content.decode()

    delete = reverse("admin:jobs_learnedmatch_delete", args=[one])
    assert delete not in page
    assert client.get(delete).status_code == HTTPStatus.FORBIDDEN
    assert client.post(delete, {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN
    assert LearnedMatch.objects.filter(pk=one).exists()


def test_who_may_not_forget_is_offered_no_way_to(mona: User, rui: User, client: Client) -> None:
    approve(made_job(), rui)
    mona.is_staff = True
    mona.save()
    client.force_login(mona)
    page = reverse("admin:jobs_learnedmatch_changelist")
    chosen = list(LearnedMatch.objects.values_list("pk", flat=True))

    client.post(page, {"action": "forget", "_selected_action": chosen})

    assert LearnedMatch.objects.count() == len(chosen)


def test_documents_with_everything_new_survive_the_way_to_json_and_back(rui: User) -> None:
    job = made_job()
    approve(job, rui)
    document = match_layers(made_psd("Cleo", "Dora"), TEMPLATE, memory=learning.recall(job))
    again = made_job()
    reviewing.approve_matches(again.job_id, matches=to_json(document)["matches"], by=rui)
