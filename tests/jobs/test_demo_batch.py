"""The demo batch: every card's pictures and names are proposed where they belong."""

from pathlib import Path

import pytest

from extraction import MatchDocument, match_layers, read_psd, read_template
from jobs.demo.batch import TEMPLATE, build_batch
from jobs.demo.cards import DEMO_CARDS, DemoCard
from validation import validate


@pytest.mark.parametrize("card", DEMO_CARDS, ids=lambda card: card.name)
def test_names_and_cutout_are_proposed_in_their_places(tmp_path: Path, card: DemoCard) -> None:
    build_batch(tmp_path)
    psd, template = read_psd(tmp_path / f"{card.name}.psd"), read_template(tmp_path / TEMPLATE)

    found: MatchDocument = match_layers(psd, template)

    names = {layer.id: layer.name for layer in psd.layers}
    assert [names[match.layer_id] for match in found.matches] == [*card.players, "cutout"]
    report = validate(psd, template, found)
    expected = {"CLEAN": (0, 0), "CRITICAL": (1, 2), "WARNING": (0, 1)}[card.variant.name]
    assert (len(report.critical_issues), len(report.warnings)) == expected
