import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from extraction import read_psd, read_template, to_json
from tests.samples.documents import card, template, text_hole, text_layer


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `match_layers`."""
    out, err = StringIO(), StringIO()
    try:
        call_command("match_layers", *arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A stored pair of documents in a folder of its own."""
    path = tmp_path / "cases" / "one.json"
    path.parent.mkdir()
    psd, project = card(text_layer("7", "ÉLISE", name="title")), template(text_hole("1:1", "title"))
    path.write_text(json.dumps({"psd": to_json(psd), "template": to_json(project)}))
    return path


def test_documents_give_one_match_document(case: Path) -> None:
    code, out, err = run("--documents", str(case))
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert [(m["layer_id"], m["placeholder_id"]) for m in document["matches"]] == [("7", "1:1")]
    assert document["matches"][0]["reasons"]
    assert document["unmatched_layers"] == document["unfilled_placeholders"] == []


def test_a_folder_gives_an_object_by_file_stem(case: Path) -> None:
    (case.parent / "two.json").write_bytes(case.read_bytes())
    (case.parent / "README.md").write_text("not a case")
    _, out, _ = run("--documents", str(case.parent))
    assert list(json.loads(out)) == ["one", "two"]


def test_real_files_find_the_names_in_order_and_the_cutout(shared_data: Path) -> None:
    psd = shared_data / "psd" / "lineup-card.psd"
    project = shared_data / "aepx" / "test-after-effects-project.aepx"
    code, out, _ = run("--psd", str(psd), "--template", str(project))
    chosen = {m["placeholder_id"]: m["layer_id"] for m in json.loads(out)["matches"]}
    assert code == 0
    assert {name_of(psd, layer) for layer in chosen.values()} >= {"cutout"}
    assert [name_of(psd, chosen[hole]) for hole in text_holes(project)] == [
        "BEN FORMAN",
        "ELOISE GRACE",
        "EMMA LOUISE",
    ]


def name_of(psd: Path, layer_id: str) -> str:
    layer = read_psd(psd).layer(layer_id)
    assert layer is not None
    return layer.name


def text_holes(project: Path) -> list[str]:
    """Ids of player1fullname, player2fullname and player3fullname."""
    named = {hole.layer: hole.id for hole in read_template(project).placeholders}
    return [named[f"player{n}fullname"] for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "arguments",
    [[], ["--psd", "a.psd"], ["--template", "a.aepx"], ["--psd", "a", "--documents", "b"]],
)
def test_anything_but_a_pair_or_documents_is_a_usage_error(arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err == "error: Give either --psd and --template, or --documents.\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "lacks the key psd or template"),
        ('{"psd": {}}', "lacks the key psd or template"),
        ('{"psd": {}, "template": {}}', "“one.json”: Not a valid document: width"),
        ("{", "“one.json” is not valid JSON"),
    ],
)
def test_documents_of_another_shape_are_named_and_refused(
    case: Path, content: str, said: str
) -> None:
    case.write_text(content)
    code, out, err = run("--documents", str(case.parent))
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert said in err
