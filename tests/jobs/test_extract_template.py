import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.samples import aepx as samples


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `extract_template`."""
    out, err = StringIO(), StringIO()
    try:
        call_command("extract_template", *arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_prints_one_document_in_the_contracts_shape(tmp_path: Path) -> None:
    code, out, err = run(str(samples.template(tmp_path)))

    document = json.loads(out)
    comp, hole = document["compositions"][0], document["placeholders"][0]
    assert (code, err) == (0, "")
    assert (comp["name"], comp["width"], comp["height"]) == ("lineup", 1200, 1500)
    assert comp["layers"][0]["type"] == "TextLayer"
    assert (hole["id"], hole["kind"]) == (f"{comp['id']}:1", "text")
    assert (hole["font"], hole["font_size"]) == ("ArialMT", 60.0)
    assert len(hole["bbox"]) == 4


@pytest.mark.parametrize("content", [b"", samples.PNG, samples.ENTITY_BOMB.encode()])
def test_bad_input_is_one_line_and_exit_code_2(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "template.aepx"
    path.write_bytes(content)

    code, out, err = run(str(path))

    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1
