from pathlib import Path

from lxml import etree

from extraction import Box, PlaceholderKind, check_template, read_template
from extraction.aepx import NAMESPACE, ROOT
from jobs.demo.aepx_builder import TemplateSpec, build_template


def test_the_demo_template_is_a_line_up_with_three_names_and_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "lineup.aepx"
    build_template(path)
    check_template(path)
    document = read_template(path)
    (comp,) = document.compositions
    assert (comp.name, comp.width, comp.height) == ("lineup", 1200, 1500)
    assert (comp.frame_rate, comp.duration) == (30.0, 10.0)
    assert [layer.name for layer in comp.layers] == [
        "player1fullname",
        "player2fullname",
        "player3fullname",
        "featuredimage1",
        "background",
    ]
    *texts, image = document.placeholders
    assert [(text.kind, text.font, text.font_size) for text in texts] == [
        (PlaceholderKind.TEXT, "ArialMT", 60.0)
    ] * 3
    assert [text.text for text in texts] == [text.layer for text in texts]
    assert (image.layer, image.kind) == ("featuredimage1", PlaceholderKind.IMAGE)
    assert (image.width, image.height) == (1000.0, 1100.0)
    assert image.bbox == Box(100, 200, 1100, 1300)


def test_all_holes_lie_within_the_composition(tmp_path: Path) -> None:
    path = tmp_path / "lineup.aepx"
    build_template(path)
    boxes = [hole.bbox for hole in read_template(path).placeholders]
    assert len(boxes) == 4
    for box in boxes:
        assert box is not None
        assert 0 <= box.left < box.right <= 1200
        assert 0 <= box.top < box.bottom <= 1500


def test_writes_xml_as_after_effects_does(tmp_path: Path) -> None:
    path = tmp_path / "lineup.aepx"
    build_template(path)
    root = etree.parse(path).getroot()
    assert root.tag == f"{{{NAMESPACE}}}{ROOT}"
    assert dict(root.attrib) == {"majorVersion": "1", "minorVersion": "0"}
    assert root.nsmap == {None: NAMESPACE}


def test_other_templates_follow_their_description(tmp_path: Path) -> None:
    path = tmp_path / "wide.aepx"
    spec = TemplateSpec("wide", 1920, 1080, ("headline",), (("logo", 300, 200), ("photo", 64, 64)))
    build_template(path, spec)
    document = read_template(path)
    assert document.compositions[0].width == 1920
    assert [(hole.layer, hole.kind) for hole in document.placeholders] == [
        ("headline", PlaceholderKind.TEXT),
        ("logo", PlaceholderKind.IMAGE),
        ("photo", PlaceholderKind.IMAGE),
    ]
