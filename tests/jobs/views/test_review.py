"""The review page: what it shows, approval without JavaScript, and the next job."""

from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from extraction import Box, LayerKind, Match, MatchDocument, to_json
from jobs import drafting
from jobs.models import Job
from jobs.statuses import Status
from jobs.views.sheet import sheet_of
from tests.factories import (
    make_image_placeholder,
    make_job,
    make_layer,
    make_placeholder,
    make_psd,
    make_results,
    make_template,
    make_text_layer,
)
from tests.jobs.views.conftest import As


def waiting(**data: object) -> Job:
    return make_job(status=Status.AWAITING_REVIEW, **{"job_id": "one"} | data)


def results_with(*matches: Match) -> dict[str, object]:
    psd = make_psd(
        make_text_layer("2", "BEN FORMAN"),
        make_text_layer("4", "SAM OKAFOR", shown=False),
        make_layer("3", name="cutout", bbox=Box(100, 300, 1100, 1400)),
        make_layer("5", name="curves", kind=LayerKind.ADJUSTMENT),
        make_layer("6", name="players", kind=LayerKind.GROUP, bbox=Box(0, 0, 1200, 1500)),
    )
    template = make_template(
        make_placeholder(1), make_placeholder(2), make_image_placeholder(3), make_placeholder(4)
    )
    return make_results(psd, template) | {"matches": to_json(MatchDocument(matches))}


def test_rows_that_need_a_person_come_first_and_are_counted(db: None) -> None:
    sure, unsure = Match("3", "11:3", 0.95), Match("2", "11:2", 0.6)
    sheet = sheet_of(waiting(stage1_results=results_with(sure, unsure)))
    levels = [(row.placeholder.id, row.level) for row in sheet.rows]
    assert levels == [("11:1", "empty"), ("11:4", "empty"), ("11:2", "check"), ("11:3", "sure")]
    assert sheet.to_check == 3


def test_offers_only_layers_of_a_kind_that_fits(db: None) -> None:
    sheet = sheet_of(waiting(stage1_results=results_with()))
    offered = sheet.offered.items()
    assert {kind: [card.layer.id for card in cards] for kind, cards in offered} == {
        "text": ["2", "4"],
        "image": ["3", "6"],
    }


def test_shows_both_sides_and_the_confidence(rui: User, signed_in: As) -> None:
    waiting(stage1_results=results_with(Match("2", "11:1", 0.83, ("The names are alike.",))))
    html = signed_in(rui).get("/review-matching/one").content.decode()
    for words in (
        "83 % sure",
        "4 of 4 to check",
        'text, hidden: <span dir="auto" data-words>SAM OKAFOR</span>',
    ):
        assert words in html
    assert html.count("<rect") == 2 + 4  # both grounds and the placeholders
    assert html.count('data-box="80 200 400 60"') == 2  # boxes of layers are drawn by the page
    assert 'transform="translate(80 200)"' in html
    assert '<rect class="box" width="400" height="60">' in html


def test_reasons_come_on_demand_into_the_row_or_as_a_page_of_their_own(
    rui: User, signed_in: As
) -> None:
    waiting(stage1_results=results_with(Match("2", "11:1", 0.83, ("The <b>names</b> are alike.",))))
    browser = signed_in(rui)
    page = browser.get("/review-matching/one").content.decode()
    assert 'hx-get="/review-matching/one/why/11:1"' in page
    assert "why/11:2" not in page  # nothing was proposed there
    for headers, starts in (({"HX-Request": "true"}, "<details"), ({}, "<!doctype html>")):
        html = browser.get("/review-matching/one/why/11:1", headers=headers).content.decode()
        assert html.startswith(starts)
        assert "The &lt;b&gt;names&lt;/b&gt; are alike." in html
    assert browser.get("/review-matching/one/why/11:2").status_code == 404


def test_hostile_names_are_text_everywhere(rui: User, signed_in: As) -> None:
    evil = "\"'><script>alert(1)</script>"
    psd = make_psd(make_text_layer("2", evil), make_layer("3", name=evil))
    template = make_template(make_placeholder(1, layer=evil, text=evil, composition=evil))
    waiting(stage1_results=make_results(psd, template), output_name=evil, notes=evil)
    html = signed_in(rui).get("/review-matching/one").content.decode()
    assert "<script>alert" not in html


def test_what_would_be_critical_is_shown_and_counted_before_anybody_approves(
    rui: User, signed_in: As
) -> None:
    wide = make_image_placeholder(2, width=1000.0, height=300.0)
    results = make_results(template=make_template(make_placeholder(1), wide))
    job = waiting(stage1_results=results)
    html = signed_in(rui).get("/review-matching/one").content.decode()
    assert "<strong>Critical:</strong>" in html
    sheet = sheet_of(job)
    assert sheet.rows[0].placeholder.id == "11:2"
    assert sheet.rows[0].level == "check"


def test_a_job_that_came_back_says_what_was_approved_before(db: None) -> None:
    results = results_with(Match("2", "11:1", 0.6))
    job = waiting(stage1_results=results, stage2_approved_matches=results["matches"])
    verdicts = {row.placeholder.id: row.verdict for row in sheet_of(job).rows}
    assert (verdicts["11:1"], verdicts["11:2"]) == ("Approved before", "Not filled")


def test_a_job_elsewhere_is_no_dead_end(rui: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.AWAITING_VALIDATION_REVIEW)
    html = signed_in(rui).get("/review-matching/one").content.decode()
    assert "This job is not in match review now" in html
    assert 'href="/validate/one"' in html


def test_approves_without_javascript_and_goes_on(queue: str, rui: User, signed_in: As) -> None:
    job = waiting()
    later = make_job(job_id="two", status=Status.AWAITING_REVIEW)
    post = {"layer 11:1": "2", "layer 11:2": "3", "fit 11:2": "fit", "next": "next_job"}
    answer = signed_in(rui).post("/review-matching/one", post, follow=True)
    job.refresh_from_db()
    assert job.status == Status.GENERATING
    approved = job.stage2_approved_matches or {}
    kept = {match["placeholder_id"]: match for match in approved["matches"]}
    assert kept["11:2"]["fit"] == "fit"
    assert answer.redirect_chain[-1][0] == f"/review-matching/{later.job_id}"


def test_approval_with_something_critical_leads_to_validation(rui: User, signed_in: As) -> None:
    wide = make_layer("3", name="banner", bbox=Box(0, 0, 1200, 100))
    job = waiting(stage1_results=make_results(make_psd(make_text_layer(), wide)))
    post = {"layer 11:1": "2", "layer 11:2": "3", "fit 11:2": "stretch", "next": "next_job"}
    answer = signed_in(rui).post("/review-matching/one", post)
    job.refresh_from_db()
    assert job.status == Status.AWAITING_VALIDATION_REVIEW
    assert answer["Location"] == "/validate/one"


def test_a_layer_that_is_not_in_the_file_is_refused(rui: User, signed_in: As) -> None:
    job = waiting()
    answer = signed_in(rui).post("/review-matching/one", {"layer 11:1": "999"}, follow=True)
    job.refresh_from_db()
    assert job.status == Status.AWAITING_REVIEW
    assert "toast--error" in answer.content.decode()


def test_a_second_reviewer_learns_that_the_job_has_gone_on(rui: User, signed_in: As) -> None:
    make_job(job_id="one", status=Status.GENERATING)
    answer = signed_in(rui).post("/review-matching/one", {"layer 11:1": "2"}, follow=True)
    html = answer.content.decode()
    assert "Invalid transition from stage 5 to 3" in html
    assert "Generating script" in html


def test_next_is_the_most_urgent_job(rui: User, signed_in: As) -> None:
    make_job(job_id="early", status=Status.AWAITING_REVIEW, priority="low")
    make_job(job_id="urgent", status=Status.AWAITING_REVIEW, priority="high")
    browser = signed_in(rui)
    assert browser.get("/review-matching")["Location"] == "/review-matching/urgent"
    assert browser.get("/review-matching?after=urgent")["Location"] == "/review-matching/early"


def test_without_a_next_job_one_lands_on_the_dashboard_with_a_word(
    rui: User, signed_in: As
) -> None:
    answer = signed_in(rui).get("/review-matching", follow=True)
    assert answer.redirect_chain[-1][0] == "/dashboard"
    assert "No job needs match review now." in answer.content.decode()


def test_shows_each_kind_of_evidence_the_second_best_and_what_differs(
    rui: User, signed_in: As
) -> None:
    results = make_results()
    results["matches"]["matches"][0] |= {
        "evidence": [{"kind": "text_form", "log_odds": 2.0}, {"kind": "place", "log_odds": -0.5}],
        "runner_up": {"layer_id": "2", "confidence": 0.123, "reason": "its name says less"},
        "differs": "not the layer of last time (“<b>BEN</b>”)",
    }
    make_job(job_id="one", status=Status.AWAITING_REVIEW, stage1_results=results)

    browser = signed_in(rui)
    html = browser.get("/review-matching/one/why/11:1").content.decode()

    assert 'aria-label="look of the text speaks for it"' in html
    assert 'value="0.25"' in html
    assert 'aria-label="place speaks against it"' in html
    assert "Next best: “BEN FORMAN” (12 %), its name says less." in html
    html = browser.get("/review-matching/one").content.decode()
    assert "Differs: not the layer of last time (“&lt;b&gt;BEN&lt;/b&gt;”)" in html
    assert "1 of 2 to check" in html


def test_a_draft_is_shown_again_as_it_was_left(rui: User, signed_in: As) -> None:
    job = waiting(stage1_results=results_with(Match("3", "11:3", 0.95), Match("2", "11:1", 0.97)))
    version = drafting.claim(job, by=rui).version
    matches = [
        {"placeholder_id": "11:1", "layer_id": "4", "text": "SAM O."},
        {"placeholder_id": "11:3", "layer_id": "3", "fit": "fill", "focus": [0.2, 0.5]},
    ]
    drafting.save("one", matches=matches, skipped=["11:2"], version=version, by=rui)

    rows = {row.placeholder.id: row for row in sheet_of(job, drafting.draft_of(job)).rows}
    words = {name: row.words for name, row in rows.items()}
    assert words == {
        "11:1": "Your choice",
        "11:2": "Left as it is",
        "11:3": "95 % sure",
        "11:4": "Not filled",
    }
    html = signed_in(rui).get("/review-matching/one").content.decode()
    assert "SAM O. (put right by hand)" in html
    assert 'name="focus 11:3" value="0.2 0.5"' in html
    assert "1 of 4 to check" in html


def test_who_has_a_job_is_told_and_can_be_followed(rui: User, ada: User, signed_in: As) -> None:
    job = waiting()
    drafting.claim(job, by=rui)
    browser = signed_in(ada)

    assert "rui has this job in hand" in browser.get("/review-matching/one").content.decode()

    answer = browser.post("/review-matching/one", {"take_over": "yes"}, follow=True)
    assert "Approve &amp; next" in answer.content.decode()
    assert drafting.draft_of(job).claimed_by == ada


def test_an_open_page_hears_nothing_until_its_job_is_lost(
    rui: User, ada: User, signed_in: As
) -> None:
    job = waiting()
    browser = signed_in(rui)
    browser.get("/review-matching/one")
    assert browser.get("/review-matching/one/claim").status_code == 204

    drafting.claim(job, by=ada, take_over=True)
    answer = browser.get("/review-matching/one/claim")
    assert answer.status_code == 286  # as htmx has it: show this, ask no more
    assert "ada took this job in hand at" in answer.content.decode()

    Job.objects.filter(pk=job.pk).update(status=Status.CANCELLED)
    html = browser.get("/review-matching/one/claim").content.decode()
    assert "This job has left match review: it is “Cancelled” now." in html


def test_an_approval_without_javascript_keeps_text_size_and_focus(
    queue: str, rui: User, signed_in: As
) -> None:
    job = waiting()
    version = drafting.claim(job, by=rui).version
    post = {"layer 11:1": "2", "text 11:1": "BEN FOREMAN", "layer 11:2": "3"}
    post |= {"shrink 11:1": "on", "focus 11:2": "0.1 0.9", "draft_version": str(version)}

    signed_in(rui).post("/review-matching/one", post)

    job.refresh_from_db()
    text, picture = (job.stage2_approved_matches or {})["matches"]
    assert (text["text"], text["shrink"]) == ("BEN FOREMAN", True)
    assert (picture["focus"], picture["shrink"]) == ([0.1, 0.9], False)


def test_an_approval_of_an_old_page_is_refused(rui: User, signed_in: As) -> None:
    job = waiting()
    drafting.claim(job, by=rui)
    post = {"layer 11:1": "2", "draft_version": "0"}
    html = signed_in(rui).post("/review-matching/one", post, follow=True).content.decode()
    assert "changed in another window" in html


def test_a_large_page_takes_as_many_queries_as_a_small_one(
    rui: User, signed_in: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    layers = [make_text_layer(str(number), f"NAME {number}") for number in range(1, 301)]
    holes = [make_placeholder(number) for number in range(1, 101)]
    browser = signed_in(rui)
    sizes = []
    for name, results in (
        ("small", make_results()),
        ("large", make_results(make_psd(*layers), make_template(*holes))),
    ):
        drafting.claim(waiting(job_id=name, stage1_results=results), by=rui)
        with django_assert_num_queries(16):
            sizes.append(len(browser.get(f"/review-matching/{name}").content))
    assert sizes[1] < 1_000_000  # grows with rows and layers, not with their product
