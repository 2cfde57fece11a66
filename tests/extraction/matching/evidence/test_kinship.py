"""Families come together, and captions tell what figures mean."""

from dataclasses import replace

import numpy as np

from extraction import Layer, Placeholder, match_layers
from extraction.matching.captions import captions, is_credit
from extraction.matching.evidence.kinship import kin_of, kinship
from extraction.matching.evidence.numbering import numbering
from extraction.matching.pairing import Pairing, pairings
from tests.samples.documents import card, image_hole, image_layer, template, text_hole, text_layer


def paired(layers: list[Layer], holes: list[Placeholder]) -> tuple[Pairing, ...]:
    return pairings(card(*layers), template(*holes))


LAYERS = [
    text_layer("1", "ANNA", path="links/ANNA"),
    text_layer("2", "BORIS", path="mitte/BORIS"),
    image_layer("3", "x", path="links/x"),
    image_layer("4", "y", path="mitte/y"),
]
HOLES = [
    text_hole("1:1", "player 1 name"),
    text_hole("1:2", "player 2 name"),
    image_hole("1:3", "player 1 photo"),
    image_hole("1:4", "player 2 photo"),
]


def test_a_name_follows_the_photo_of_its_group() -> None:
    pairs = paired(LAYERS, HOLES)
    photos_crossed = np.array([[0, 1], [1, 0]], dtype=np.float32)
    unsure = np.full((2, 2), 0.01, dtype=np.float32)
    found = kinship(kin_of(pairs), pairs, [unsure, photos_crossed], 0)["family_with"]
    assert found[0, 1] > found[0, 0]
    assert found[1, 0] > found[1, 1]


def test_nothing_is_held_against_layers_when_no_family_shows_on_the_card() -> None:
    loose = [replace(layer, path=layer.name) for layer in LAYERS]
    pairs = paired(loose, HOLES)
    likely = [np.eye(2, dtype=np.float32)] * 2
    assert not kinship(kin_of(pairs), pairs, likely, 0)["family_without"].any()


def test_a_single_place_has_no_family() -> None:
    assert kin_of(paired(LAYERS[:1], HOLES[:1])) is None


def test_left_and_right_stand_for_the_first_and_the_second() -> None:
    layers = [text_layer("1", "x", name="right"), text_layer("2", "y", name="left")]
    (pairing,) = paired(layers, [text_hole("1:1", "team 1"), text_hole("1:2", "team 2")])
    assert numbering(pairing)["same_rank"].tolist() == [[0, 1], [1, 0]]


def test_a_caption_belongs_to_the_figure_beside_it() -> None:
    layers = [
        text_layer("1", "3", at=(100, 100)),
        text_layer("2", "Beds", at=(130, 100)),
        text_layer("3", "2", at=(100, 400)),
        text_layer("4", "Baths", at=(130, 400)),
    ]
    (pairing,) = paired(layers, [text_hole("1:1", "baths")])
    assert captions(pairing) == [("beds",), (), ("baths",), ()]


def test_the_figure_goes_where_its_caption_says_and_the_caption_nowhere() -> None:
    psd = card(
        text_layer("1", "3", at=(100, 100)),
        text_layer("2", "Beds", at=(130, 100)),
        text_layer("3", "2", at=(100, 400)),
        text_layer("4", "Baths", at=(130, 400)),
    )
    holes = template(text_hole("1:1", "baths", sample="0"), text_hole("1:2", "beds", sample="0"))
    found = {match.placeholder_id: match.layer_id for match in match_layers(psd, holes).matches}
    assert found == {"1:1": "3", "1:2": "1"}


def test_small_print_is_told_by_its_beginning() -> None:
    assert is_credit("© 2025 Studio")
    assert is_credit("* Terms apply")
    assert not is_credit("The photo: a history")


def test_a_lone_number_makes_no_kin() -> None:
    """“image1” is the only image: its number doesn't tell it from others, as player1's does."""
    layers = [text_layer(str(n), f"NAME {n}", path=f"p{n}/x") for n in range(2)]
    layers += [image_layer("8", "cutout"), image_layer("9", "y", path="p0/y")]
    holes = [text_hole(f"1:{n}", f"player{n + 1}") for n in range(2)] + [
        image_hole("1:9", "image1")
    ]
    pairs = paired(layers, holes)
    likely = [np.eye(2, dtype=np.float32), np.full((2, 1), 0.5, dtype=np.float32)]
    assert not kinship(kin_of(pairs), pairs, likely, 1)["family_without"].any()


def test_a_picture_is_kin_of_the_text_it_is_named_after() -> None:
    names = ("Salt Line", "Old Harbour")
    layers = [text_layer(str(n), name) for n, name in enumerate(names)]
    layers += [image_layer(f"i{n}", f"still_{name}") for n, name in enumerate(names)]
    holes = [text_hole(f"1:{n}", f"film {n}") for n in (1, 2)]
    pairs = paired(layers, holes + [image_hole(f"1:i{n}", f"film {n} still") for n in (1, 2)])
    crossed = np.array([[0, 1], [1, 0]], dtype=np.float32)
    unsure = np.full((2, 2), 0.01, dtype=np.float32)
    found = kinship(kin_of(pairs), pairs, [crossed, unsure], 1)["named_with"]
    assert found.argmax(axis=0).tolist() == [1, 0]
