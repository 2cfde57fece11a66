"""Cards of a batch that are alike are approved together; the exceptions are listed apart."""

from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from extraction import Match, MatchDocument, to_json
from jobs import batch_review, drafting
from jobs.models import Batch, Job
from jobs.statuses import Status
from tests.factories import (
    make_batch,
    make_job,
    make_layer,
    make_psd,
    make_results,
    make_text_layer,
)
from tests.jobs.views.conftest import As


def card(batch: Batch, name: str, text: str = "BEN FORMAN", confidence: float = 0.95) -> Job:
    psd = make_psd(make_text_layer("2", text), make_layer("3", name="cutout"))
    matches = MatchDocument((Match("2", "11:1", confidence), Match("3", "11:2", 0.95)))
    results = make_results(psd) | {"matches": to_json(matches)}
    return make_job(job_id=name, batch=batch, status=Status.AWAITING_REVIEW, stage1_results=results)


def test_cards_that_differ_only_in_their_words_are_alike_and_others_are_told_apart(
    rui: User, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    batch = make_batch()
    for name, text in (("a", "ANN"), ("b", "BEN"), ("c", "CARA")):
        card(batch, name, text)
    card(batch, "unsure", confidence=0.5)
    drafting.claim(card(batch, "claimed"), by=ada)
    built = make_psd(make_text_layer(), make_layer("3"), make_layer("4", name="extra"))
    odd = card(batch, "odd")
    results = make_results(built) | {"matches": (odd.stage1_results or {})["matches"]}
    Job.objects.filter(pk=odd.pk).update(stage1_results=results)
    card(make_batch(), "elsewhere")
    rui.has_perm("jobs.review_job")

    with django_assert_num_queries(2):
        cards = batch_review.cards_of(batch, by=rui)

    assert [(one.job.job_id, one.texts[0]) for one in cards if not one.why] == [
        ("a", "ANN"),
        ("b", "BEN"),
        ("c", "CARA"),
    ]
    assert {one.job.job_id: one.why for one in cards if one.why} == {
        "claimed": "Somebody else has it in hand.",
        "odd": "Its layers or matches are not like those of the others.",
        "unsure": "Some matches are not sure.",
    }


def test_ticked_cards_are_approved_and_exceptions_are_refused(
    queue: str, rui: User, signed_in: As
) -> None:
    batch = make_batch()
    for name in ("a", "b", "c"):
        card(batch, name)
    card(batch, "unsure", confidence=0.5)
    browser = signed_in(rui)
    address = f"/batches/{batch.pk}/review"
    html = browser.get(address).content.decode()
    assert "Alike: 3" in html
    assert "Some matches are not sure." in html

    answer = browser.post(address, {"job": ["a", "c", "unsure"]}, follow=True)

    said = answer.content.decode()
    assert "unsure has to be looked at alone." in said
    still = Job.objects.filter(status=Status.AWAITING_REVIEW).order_by("job_id")
    assert list(still.values_list("job_id", flat=True)) == ["b", "unsure"]


def test_each_card_is_shown_with_its_pictures_and_texts_in_place(rui: User, signed_in: As) -> None:
    batch = make_batch()
    job = card(batch, "a", "ANN & <b>BEN</b>")
    job.psd_file.pictures = {"canvas": None, "layers": {"3": "3.png"}}
    job.psd_file.save()

    html = signed_in(rui).get(f"/batches/{batch.pk}/review").content.decode()

    assert 'viewBox="0 0 1200 1500" role="img" aria-label="Layout preview of lineup for a"' in html
    assert ">ANN &amp; &lt;b&gt;BEN&lt;/b&gt;</text>" in html
    # 100 x 100 pixels fill a place of 1000 x 1100
    filled = 'href="/jobs/a/pictures/3" x="-50.0" y="0.0" width="1100.0" height="1100.0"'
    assert filled in html


def test_the_reviewer_says_how_sure_every_match_must_be(
    queue: str, rui: User, signed_in: As
) -> None:
    batch = make_batch()
    card(batch, "a")
    card(batch, "doubtful", confidence=0.75)
    browser, address = signed_in(rui), f"/batches/{batch.pk}/review"
    alike = {"": 1, "?sure=70": 2, "?sure=98": 0, "?sure=x": 1}
    for asked, count in alike.items():
        assert f"Alike: {count}" in browser.get(address + asked).content.decode(), asked

    answer = browser.post(address, {"job": ["a", "doubtful"], "sure": "70"})

    assert answer["Location"] == f"{address}?sure=70"
    assert not Job.objects.filter(status=Status.AWAITING_REVIEW).exists()


def test_a_card_that_was_only_opened_is_still_alike_and_one_that_was_changed_is_not(
    rui: User,
) -> None:
    batch = make_batch()
    proposal = [
        {"placeholder_id": "11:1", "layer_id": "2"},
        {"placeholder_id": "11:2", "layer_id": "3"},
    ]
    corrected = [proposal[0] | {"text": "BEN FOREMAN"}, proposal[1]]
    for name, matches in (("opened", proposal), ("changed", corrected)):
        version = drafting.claim(card(batch, name), by=rui).version
        drafting.save(name, matches=matches, skipped=[], version=version, by=rui)

    found = {one.job.job_id: one.why for one in batch_review.cards_of(batch, by=rui)}

    assert found == {"opened": "", "changed": "It was begun and not finished."}
