import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripting import safe_stem
from scripting.names import asset_name, project_name


@pytest.mark.parametrize(
    ("output_name", "stem"),
    [
        ("card 1.aep", "card-1"),
        ("card.aep", "card"),
        ("card.aepx", "card"),
        ("card.AEP", "card"),
        ("card.v2.aep", "card.v2"),
        ("card.aep.jsx", "card"),
        ("card", "card"),
        ("../evil", "evil"),
        ("..\\..\\evil.aep", "evil"),
        ("/etc/passwd", "passwd"),
        ("C:\\x\\card.aep", "card"),
        ("", "untitled"),
        (".aep", "untitled"),
        ("...", "untitled"),
        ("日本.aep", "untitled"),
        ("Größe.aep", "Groe"),
        ("nul.aep", "_nul"),
        ("COM1", "_COM1"),
        ("a\nb\0c", "a-b-c"),
        ("100%.aep", "100"),
    ],
)
def test_a_stem_is_what_every_system_takes(output_name: str, stem: str) -> None:
    assert safe_stem(output_name) == stem


@given(st.text())
def test_any_name_gives_a_plain_stem(output_name: str) -> None:
    stem = safe_stem(output_name)

    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,80}", stem)
    assert not stem.lower().endswith((".aep", ".aepx", ".jsx", "."))


@pytest.mark.parametrize(
    ("output_name", "project"),
    [("card 1.aep", "card-1.aep"), ("x.aepx", "x.aepx"), ("x", "x.aep"), ("x.AEPX ", "x.aepx")],
)
def test_a_project_is_saved_in_the_form_that_its_name_asks_for(
    output_name: str, project: str
) -> None:
    assert project_name(output_name) == project


@given(st.text(), st.integers(1, 999))
def test_any_layer_gives_a_plain_name_for_its_picture(layer: str, number: int) -> None:
    name = asset_name(number, layer)

    assert re.fullmatch(r"\d{2,3}-[A-Za-z0-9._-]{1,41}\.png", name)
    assert ".." not in name.removesuffix(".png")[-2:]
