import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.samples import psd as samples


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `extract_psd`."""
    out, err = StringIO(), StringIO()
    try:
        call_command("extract_psd", *arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_prints_one_document_in_the_contracts_shape(tmp_path: Path) -> None:
    code, out, err = run(str(samples.small_card(tmp_path)))

    document = json.loads(out)
    title = document["layers"][0]
    assert (code, err) == (0, "")
    assert (document["width"], document["height"]) == (64, 48)
    assert (document["color_mode"], document["depth"]) == ("RGB", 8)
    assert title["path"] == "Titel ✓"
    assert "✓" in out
    assert title["kind"] == "text"
    assert len(title["bbox"]) == 4
    assert title["text"]["content"] == "Größe\n(é) \\ 日本"
    assert title["text"]["fonts"] == ["RUSHFLOW"]
    assert (title["text"]["font_size"], title["text"]["color"]) == (12.5, "#336699")


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", samples.header(), b"8BPS" * 999])
def test_bad_input_is_one_line_and_exit_code_2(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "card.psd"
    path.write_bytes(content)

    code, out, err = run(str(path))

    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    code, _, err = run(str(tmp_path / "none.psd"))

    assert code == 2
    assert "none.psd" in err
