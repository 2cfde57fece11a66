"""Every sample has the facts that the samples' README tells of it, in its table."""

import re
from pathlib import Path

from extraction import read_psd, read_template

ROW = re.compile(r"^\| ((?:psd|aepx?)/[\w.-]+) \|(.*)\|$", re.MULTILINE)
CARD = re.compile(r"(\d+)x(\d+) (\w+) (\d+) bit, (\d+) layers(?:.*?(\d+) text)?")
TEMPLATE = re.compile(r"AE (\S+), (\d+) comps, (\d+) layers, (\d+) text")
FONTS = re.compile(r"fonts ([\w-]+(?:, [\w-]+)*)")


def rows(shared_data: Path) -> list[tuple[str, str]]:
    return ROW.findall((shared_data / "README.md").read_text(encoding="utf-8"))


def fonts_in(facts: str) -> set[str]:
    told = FONTS.search(facts)
    return set(told[1].split(", ")) if told else set()


def test_cards_have_the_facts_told_of_them(shared_data: Path) -> None:
    compared = 0
    for file, facts in rows(shared_data):
        told = CARD.search(facts)
        if told is None:
            continue
        width, height, mode, depth, layers, texts = told.groups()
        document = read_psd(shared_data / file)
        found = [layer.text for layer in document.layers if layer.text is not None]
        size = (document.width, document.height, document.depth, len(document.layers))
        assert size == (int(width), int(height), int(depth), int(layers)), file
        assert document.color_mode.lower() == mode.lower(), file
        assert texts is None or len(found) == int(texts), file
        assert fonts_in(facts) <= {font for text in found for font in text.fonts}, file
        compared += 1
    assert compared > 30


def test_templates_have_the_facts_told_of_them(shared_data: Path) -> None:
    compared = 0
    for file, facts in rows(shared_data):
        told = TEMPLATE.search(facts)
        if told is None:
            continue
        version, comps, layers, texts = told.groups()
        document = read_template(shared_data / file)
        found = [layer for comp in document.compositions for layer in comp.layers]
        counts = (len(document.compositions), len(found))
        assert (document.app_version, *counts) == (version, int(comps), int(layers)), file
        assert sum(layer.type == "TextLayer" for layer in found) == int(texts), file
        assert fonts_in(facts) <= set(document.fonts), file
        assert not document.unread, file
        compared += 1
    assert compared > 25
