"""A template that is filled without After Effects shows the plan's changes, and no others."""

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from extraction import (
    CompositionLayer,
    Match,
    MatchDocument,
    PlaceholderKind,
    TemplateDocument,
    read_template,
)
from extraction.riff import ChunkList, parse_riff
from scripting import NotPopulated, Plan, Populated, build_plan, populate
from scripting.assets import encoded
from tests.scripting.cases import psd

WORDS = "Zoë\rQuinn “日本”"
TEMPLATES = (
    "aep/test-after-effects-project.aep",
    "aepx/test-after-effects-project.aepx",
    "aep/nm05ae12.aet",
    "aep/layer_text.aep",
    "aep/Multiline.aep",
    "aep/vertical-story.aep",
    "aepx/music-video-template.aepx",
    "aepx/testProject.aepx",
)


def _plan(template: TemplateDocument, *, shrink: bool = False) -> Plan:
    """Every place filled: texts with the same words, pictures with the same picture."""
    layers = {PlaceholderKind.TEXT: "t", PlaceholderKind.IMAGE: "i"}
    matches = tuple(
        Match(layers[hole.kind], hole.id, shrink=shrink) for hole in template.placeholders
    )
    return build_plan(
        psd(WORDS), template, MatchDocument(matches), job_id="card-1", output_name="card 1.aep"
    )


def _populated(path: Path, *, shrink: bool = False) -> tuple[Plan, Populated]:
    template = read_template(path)
    made = _plan(template, shrink=shrink)
    assets = {
        one.asset: encoded(Image.new("RGBA", (one.width, one.height), (9, 9, 9, 99)))
        for one in made.images
    }
    return made, populate(path, template, made, assets)


def _references(root: ChunkList) -> list[dict[str, object]]:
    """What the project says of files outside it."""
    found: list[dict[str, object]] = []
    for chunk in root.children:
        if isinstance(chunk, ChunkList):
            found += _references(chunk)
        elif chunk.kind == "alas":
            found.append(json.loads(chunk.data))
    return found


@pytest.mark.parametrize("name", TEMPLATES)
def test_both_forms_show_the_changes_and_no_others(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    before = read_template(shared_data / name)
    made, populated = _populated(shared_data / name)
    for form, content in (("aep", populated.aep), ("aepx", populated.aepx)):
        (tmp_path / f"x.{form}").write_bytes(content)
    after, as_xml = read_template(tmp_path / "x.aep"), read_template(tmp_path / "x.aepx")

    assert as_xml == after
    assert [len(comp.layers) for comp in after.compositions] == [
        len(comp.layers) for comp in before.compositions
    ]
    texts = {hole.text for hole in after.placeholders if hole.kind is PlaceholderKind.TEXT}
    assert texts <= {WORDS, WORDS.replace("\r", "\n")}
    changed = [
        (was.id, now.id)
        for was, now in zip(_layers(before), _layers(after), strict=True)
        if was.source_id != now.source_id
    ]
    assert [one for one, _ in changed] == [one.target.layer_id for one in made.images]


def _layers(document: TemplateDocument) -> list[CompositionLayer]:
    return list(itertools.chain.from_iterable(comp.layers for comp in document.compositions))


def test_pictures_are_looked_for_beside_the_project(shared_data: Path) -> None:
    made, populated = _populated(shared_data / TEMPLATES[0])
    (reference,) = [
        one for one in _references(parse_riff(populated.aep)) if made.images[0].asset in str(one)
    ]

    assert reference["fullpath"] == "/Sixstage/assets/04-cutout.png"


def test_text_that_is_to_be_set_smaller_needs_after_effects(shared_data: Path) -> None:
    with pytest.raises(NotPopulated, match="measure"):
        _populated(shared_data / TEMPLATES[0], shrink=True)


def test_a_project_that_py_aep_can_not_write_is_not_offered(shared_data: Path) -> None:
    with pytest.raises(NotPopulated, match="py-aep"):
        _populated(shared_data / "aep" / "cs6-template.aep")


def test_what_reads_back_otherwise_is_not_offered(shared_data: Path) -> None:
    path = shared_data / TEMPLATES[0]
    template = read_template(path)
    comps = tuple(replace(comp, width=comp.width + 1) for comp in template.compositions)

    with pytest.raises(NotPopulated, match="other places"):
        populate(path, replace(template, compositions=comps), _only_texts(template), {})


def _only_texts(template: TemplateDocument) -> Plan:
    made = _plan(template)
    return replace(made, operations=tuple(one for one in made.operations if one not in made.images))
