"""Rules that look at the other jobs of a batch."""

from tests.samples.documents import card, matched, template, text_hole, text_layer
from tests.validation.checks import issues
from validation import Issue, Surroundings, validate


def found_beside(others: Surroundings) -> dict[str, Issue]:
    project = template(text_hole("1:1"))
    psd = card(text_layer("1", "BEN"))
    report = validate(psd, project, matched(("1", "1:1")), surroundings=others)
    return {issue.code: issue for issue in issues(report)}


def test_a_card_by_itself_is_neither_twin_nor_in_the_way() -> None:
    assert not {"card_sent_twice", "output_name_taken"} & set(found_beside(Surroundings()))


def test_a_card_that_is_twice_in_its_batch_is_told_with_the_other_job() -> None:
    found = found_beside(Surroundings(same_card=("card-2",)))

    assert "“card-2”" in found["card_sent_twice"].message
    assert found["card_sent_twice"].details == {"job_ids": ["card-2"]}
    assert "output_name_taken" not in found


def test_a_card_with_the_same_words_and_nearly_the_same_picture_is_told() -> None:
    found = found_beside(Surroundings(same_words=(("card-2", 0.05), ("card-3", 0.2))))

    assert found["card_nearly_twice"].details == {"job_ids": ["card-2"]}
    assert "“card-2”" in found["card_nearly_twice"].message


def test_the_same_words_on_another_picture_are_no_twin() -> None:
    assert "card_nearly_twice" not in found_beside(Surroundings(same_words=(("card-3", 0.2),)))


def test_a_newer_file_of_the_same_name_is_told_with_its_job() -> None:
    found = found_beside(Surroundings(newer_card=("card-9",)))

    assert found["newer_card_sent"].details == {"job_ids": ["card-9"]}
    assert "newer_card_sent" not in found_beside(Surroundings(same_card=("card-9",)))


def test_a_taken_output_name_is_told_with_who_has_it() -> None:
    found = found_beside(Surroundings(output_name="ben.aep", same_output=("card-2", "card-3")))

    assert "“ben.aep” is also that of “card-2”, “card-3”" in found["output_name_taken"].message
    assert "card_sent_twice" not in found
