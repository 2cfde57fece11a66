"""A template that is filled without After Effects shows the plan's changes, and no others."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from extraction import (
    CompositionLayer,
    FontSubstitute,
    Match,
    MatchDocument,
    PlaceholderKind,
    TemplateDocument,
    read_psd,
    read_template,
)
from extraction.riff import ChunkList, parse_riff
from scripting import NotPopulated, Plan, Populated, build_plan, populate, render_script
from scripting.assets import encoded
from scripting.dry_run import Change
from scripting.generator import try_out
from scripting.populated import LayerKey
from tests.scripting.cases import psd
from tests.scripting.real_files import filled, templates

WORDS = "Zoë\rQuinn “日本”"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TEMPLATE = Path("aep", "test-after-effects-project.aep")


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
    return made, populate(path, template, made, _pictures(made))


def _references(root: ChunkList) -> list[dict[str, object]]:
    """What the project says of files outside it."""
    found: list[dict[str, object]] = []
    for chunk in root.children:
        if isinstance(chunk, ChunkList):
            found += _references(chunk)
        elif chunk.kind == "alas":
            found.append(json.loads(chunk.data))
    return found


@pytest.mark.parametrize("path", templates(DATA), ids=lambda path: path.name)
def test_both_forms_show_the_changes_of_the_dry_run_and_no_others(
    path: Path, tmp_path: Path
) -> None:
    before = read_template(path)
    made = _with_real_card(before)
    if made is None:
        pytest.skip("it has no place for anything of this card")
    tried = _tried(made, before)
    try:
        populated = populate(path, before, made, _pictures(made))
    except NotPopulated as reason:
        assert path.name == "cs6-template.aep", reason
        return
    for form, content in (("aep", populated.aep), ("aepx", populated.aepx)):
        (tmp_path / f"x.{form}").write_bytes(content)
    after, as_xml = read_template(tmp_path / "x.aep"), read_template(tmp_path / "x.aepx")

    assert as_xml == after
    assert _differences(before, after) == {
        (one.composition_id, one.layer_id): one.after.replace("\r", "\n") for one in tried
    }


def _with_real_card(template: TemplateDocument) -> Plan | None:
    """A plan for the studio's own card, nothing of it to be set smaller."""
    card = read_psd(DATA / "psd" / "lineup-card.psd")
    matches = tuple(replace(one, shrink=False) for one in filled(card, template).matches)
    if not matches:
        return None
    document = MatchDocument(matches)
    return build_plan(card, template, document, job_id="card-1", output_name="card 1.aep")


def _tried(made: Plan, template: TemplateDocument) -> tuple[Change, ...]:
    sizes = {one.asset: (one.width, one.height) for one in made.images}
    return try_out(made, render_script(made), template, sizes).changes


def _pictures(made: Plan) -> dict[str, bytes]:
    return {
        one.asset: encoded(Image.new("RGBA", (one.width, one.height), (9, 9, 9, 99)))
        for one in made.images
    }


def _differences(before: TemplateDocument, after: TemplateDocument) -> dict[LayerKey, str]:
    """Layers that show something else: the new words, or the new source's name."""
    words = {(one.composition_id, one.layer_id): one.text for one in after.placeholders}
    sources = {one.id: one.name for one in after.footage}
    was = _shown(before)
    return {
        key: (words.get(key) or sources.get(source or "") or "").replace("\r", "\n")
        for key, (layer, source, text) in _shown(after).items()
        if was[key] != (layer, source, text)
    }


def _shown(document: TemplateDocument) -> dict[LayerKey, tuple[CompositionLayer, str | None, str]]:
    words = {(one.composition_id, one.layer_id): one.text or "" for one in document.placeholders}
    return {
        (comp.id, layer.id): (
            replace(layer, source_id=None, why=""),
            layer.source_id,
            words.get((comp.id, layer.id), ""),
        )
        for comp in document.compositions
        for layer in comp.layers
    }


@pytest.mark.parametrize(
    "name", ["test-after-effects-project.aep", "layer_text.aep", "testProject.aepx"]
)
def test_the_fonts_that_were_agreed_are_set_and_no_others(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    path = shared_data / Path(name).suffix[1:] / name
    before = read_template(path)
    agreed = FontSubstitute(
        max(hole.font for hole in before.placeholders if hole.font), "Agreed-Black"
    )
    made = replace(_plan(before), fonts=(agreed,))

    (tmp_path / "x.aep").write_bytes(populate(path, before, made, _pictures(made)).aep)

    set_by_script = {one.key for one in _tried(made, before) if one.kind == "font"}
    assert set_by_script
    assert set_by_script == {
        (hole.composition_id, hole.layer_id, "")
        for hole in read_template(tmp_path / "x.aep").placeholders
        if hole.font == agreed.substitute
    }


def test_pictures_are_looked_for_beside_the_project(shared_data: Path) -> None:
    made, populated = _populated(shared_data / TEMPLATE)
    (reference,) = [
        one for one in _references(parse_riff(populated.aep)) if made.images[0].asset in str(one)
    ]

    assert reference["fullpath"] == "/Sixstage/assets/04-featuredimage1.png"


def test_text_that_is_to_be_set_smaller_needs_after_effects(shared_data: Path) -> None:
    with pytest.raises(NotPopulated, match="measure"):
        _populated(shared_data / TEMPLATE, shrink=True)


def test_a_project_that_py_aep_can_not_write_is_not_offered(shared_data: Path) -> None:
    with pytest.raises(NotPopulated, match="py-aep"):
        _populated(shared_data / "aep" / "cs6-template.aep")


@pytest.mark.parametrize("name", ["aep/layer_text.aep", "aepx/testProject.aepx"])
def test_a_project_of_any_damage_gives_a_project_or_the_reason_why_not(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / name
    template, whole = read_template(path), path.read_bytes()
    made = _only_texts(template)
    dice = random.Random(7)  # noqa: S311 - the same damage each time
    outcomes: set[type] = set()
    for _ in range(25):
        content = bytearray(whole)
        for _ in range(12):
            content[dice.randrange(len(content))] = dice.randrange(256)
        damaged = tmp_path / path.name
        damaged.write_bytes(content)
        try:
            outcomes.add(type(populate(damaged, template, made, {})))
        except NotPopulated as reason:
            assert str(reason).endswith(".")
            outcomes.add(type(reason))

    assert NotPopulated in outcomes


def test_what_reads_back_otherwise_is_not_offered(shared_data: Path) -> None:
    path = shared_data / TEMPLATE
    template = read_template(path)
    comps = tuple(replace(comp, width=comp.width + 1) for comp in template.compositions)

    with pytest.raises(NotPopulated, match="other places"):
        populate(path, replace(template, compositions=comps), _only_texts(template), {})


def _only_texts(template: TemplateDocument) -> Plan:
    made = _plan(template)
    return replace(made, operations=tuple(one for one in made.operations if one not in made.images))
