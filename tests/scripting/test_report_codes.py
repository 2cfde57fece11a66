"""People and programs read the report by its codes, so each is explained."""

import re
from importlib.resources import files
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "script-report.md"


def test_every_code_that_a_script_can_report_is_explained_and_no_other() -> None:
    parts = [one for one in (files("scripting") / "runtime").iterdir() if one.name.endswith("jsx")]
    code = "".join(one.read_text(encoding="ascii") for one in parts)
    reported = set(re.findall(r'(?:note\([^"]*|failure\(|code = )"([A-Z_]+)"', code))
    explained = re.findall(r"(?m)^\| ([A-Z_, ]+) \|", DOCUMENT.read_text(encoding="utf-8"))

    assert reported == {one for row in explained for one in row.split(", ")}
