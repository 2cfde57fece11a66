import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from extraction import match_layers, read_psd, read_template, to_json


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `validate_matches`."""
    out, err = StringIO(), StringIO()
    try:
        call_command("validate_matches", *arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def pair(shared_data: Path) -> tuple[str, ...]:
    psd = shared_data / "psd" / "lineup-card.psd"
    project = shared_data / "aepx" / "test-after-effects-project.aepx"
    return "--psd", str(psd), "--template", str(project)


def test_prints_a_report_and_leaves_with_3_exactly_when_it_is_not_valid(
    pair: tuple[str, ...],
) -> None:
    code, out, _ = run(*pair)
    report = json.loads(out)
    assert list(report) == ["valid", "critical_issues", "warnings", "info", "rule_set"]
    assert report["valid"] is not bool(report["critical_issues"])
    assert code == (0 if report["valid"] else 3)


@pytest.mark.parametrize("bare", [True, False])
def test_given_matches_are_checked_instead_of_the_automatic_ones(
    pair: tuple[str, ...], tmp_path: Path, *, bare: bool
) -> None:
    matches = [{"layer_id": "nobody", "placeholder_id": "nowhere"}]
    path = tmp_path / "m.json"
    path.write_text(json.dumps(matches if bare else {"matches": matches}))
    code, out, _ = run(*pair, "--matches", str(path))
    assert code == 3
    codes = [issue["code"] for issue in json.loads(out)["critical_issues"]]
    assert codes == ["unknown_layer", "unknown_placeholder"]


def test_the_document_of_match_layers_is_taken_as_it_is(
    pair: tuple[str, ...], tmp_path: Path
) -> None:
    found = match_layers(read_psd(Path(pair[1])), read_template(Path(pair[3])))
    path = tmp_path / "m.json"
    path.write_text(json.dumps(to_json(found)))
    assert run(*pair, "--matches", str(path)) == run(*pair)


@pytest.mark.parametrize("content", ["{}", "7", "{", '{"matches": {}}', '[{"layer_id": 7}]'])
def test_matches_of_another_shape_are_bad_input(
    pair: tuple[str, ...], tmp_path: Path, content: str
) -> None:
    path = tmp_path / "m.json"
    path.write_text(content)
    code, out, err = run(*pair, "--matches", str(path))
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1
