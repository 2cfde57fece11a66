"""Scripts that are broken on purpose, one for each thing that After Effects would trip over.

Each is refused by the dry run, by the parser of ECMAScript 3, or for what the file itself holds.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripting.dry_run.sandbox import run
from tests.scripting.cases import world
from tests.scripting.ecmascript import problems_of

LIST = Path(__file__).resolve().parent / "broken_scripts.txt"
BLOCK = re.compile(r"### (.+)\nsays: (.+)\n(?:with: (.+)\n)?([^#]+)")
SIZES = {"02-photo.png": [400, 300], "big.png": [800, 300]}
COMP = "app.project.item(1)"
IMPORT = """var o = new ImportOptions(new File("/sandbox/assets/{}")), i;
o.sequence = false;
i = app.project.importFile(o);"""
PATHS = {
    "$TEXT": '$COMP.layer(1).property("ADBE Text Properties").property("ADBE Text Document")',
    "$COMP": COMP,
    "$IMPORT": IMPORT.format("02-photo.png"),
    "$BIG": IMPORT.format("big.png"),
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A script, the sentence that refuses it, and what is special about the template."""

    wrong: str
    says: str
    facts: dict[str, object]
    code: str


def _list() -> list[Broken]:
    blocks = BLOCK.findall(LIST.read_text(encoding="utf-8"))
    return [
        Broken(wrong, says, json.loads(facts or "{}"), code) for wrong, says, facts, code in blocks
    ]


def _script(code: str) -> str:
    for short, path in PATHS.items():
        code = code.replace(short, path)
    return f"(function () {{\n{code.strip()}\n}}());\n"


def _refusals(script: str, facts: dict[str, object]) -> str:
    """What all judges say."""
    model = world(sizes=SIZES)
    model["files"]["/sandbox/assets/big.png"] = True
    for name, value in facts.items():
        (model if name in model else model["comps"][0]["layers"][0])[name] = value
    answer = run(script, model)
    said = [str(answer["error"] or ""), *answer["record"]["violations"], *problems_of(script)]
    if not script.isascii():
        said.append("not ASCII")
    if re.search(r"(?m)^\s*(//@|#)", script):
        said.append("a comment that would be carried out")
    return " | ".join(filter(None, said))


@pytest.mark.parametrize("broken", _list(), ids=lambda one: one.wrong)
def test_what_after_effects_would_trip_over_is_refused(broken: Broken) -> None:
    assert broken.says in _refusals(_script(broken.code), broken.facts)


def test_the_list_is_read_whole() -> None:
    assert len(_list()) == LIST.read_text(encoding="utf-8").count("###") >= 30


def test_a_script_that_does_nothing_wrong_is_not_refused() -> None:
    assert _refusals(_script("var a = $TEXT.value.text;"), {}) == ""
