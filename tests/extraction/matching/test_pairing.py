"""What layers and placeholders are called, before anything is weighed."""

from dataclasses import replace

import pytest

from extraction import Layer, LayerKind, Placeholder
from extraction.matching.evidence.numbering import numbering
from extraction.matching.evidence.wording import wording
from extraction.matching.pairing import Pairing, pairings
from extraction.psd import SmartObject
from tests.samples.documents import card, image_hole, image_layer, template, text_hole, text_layer


def paired(layers: list[Layer], holes: list[Placeholder]) -> Pairing:
    (only,) = pairings(card(*layers), template(*holes))
    return only


@pytest.mark.parametrize("file", ["team-logo.psb", "D:\\art\\team_logo.ai", "art/TeamLogo.png"])
def test_a_smart_object_without_a_name_of_its_own_is_called_as_the_file_in_it(file: str) -> None:
    inner = SmartObject(file_name=file)
    layers = [
        replace(image_layer("1", "Layer 4", kind=LayerKind.SMART_OBJECT), smart_object=inner),
        image_layer("2", "Layer 5", kind=LayerKind.SMART_OBJECT),
    ]
    given = paired(layers, [image_hole("1:1", "team logo")])
    assert given.candidates[0].own == ("team", "logo")
    asked = wording(given)["asked"]
    assert asked[0, 0] > asked[1, 0]


def test_a_smart_object_s_own_name_counts_before_the_file_s() -> None:
    inner = SmartObject(file_name="stadium.psb")
    layer = replace(image_layer("1", "team logo"), smart_object=inner)
    assert paired([layer], [image_hole("1:1")]).candidates[0].own == ("team", "logo")


def test_a_picture_named_after_a_text_is_not_numbered_by_it() -> None:
    (of_texts, of_images) = pairings(
        card(text_layer("1", "Room 9"), image_layer("2", "still_Room 9")),
        template(text_hole("1:1", "film 1"), image_hole("1:2", "film 1 still")),
    )
    (picture,) = of_images.candidates
    assert picture.own == ("still",)
    assert picture.named_after == "1" == of_texts.candidates[0].layer.id
    assert not numbering(of_images)["other"].any()
