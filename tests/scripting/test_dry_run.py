"""The model is as strict as After Effects, and a script can't hurt the machine it is tried on."""

import pytest

from scripting.dry_run import DryRunResult, run_on
from tests.scripting.cases import world


def _tried(body: str) -> DryRunResult:
    return run_on(f"(function () {{ {body} }}());", world())


TEXT = (
    'app.project.item(1).layer(1).property("ADBE Text Properties").property("ADBE Text Document")'
)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("app.endUndoGroup();", "endUndoGroup without a group"),
        ("app.beginUndoGroup('x');", "undo group was left open"),
        ("app.project.item(0);", "takes an index from 1"),
        ("app.project.item(1).layer(3);", "takes an index from 1"),
        ("app.project.invented();", "Project has no member invented"),
        ("app.project.item(1).name = 'x';", "CompItem.name can't be set"),
        (f"var d = {TEXT}.value; d.leading = 3;", "TextDocument.leading can't be set"),
        ("app.project.layerByID(1.5);", "takes a whole number"),
        ("new ImportOptions(new File('/nowhere.png'));", "does not exist"),
        ("new File('assets/x.png');", "wherever After Effects was started"),
        ("app.project.save(new File('/sandbox/card-1.jsx'));", "would overwrite"),
        ("app.beginUndoGroup('x'); app.project.save(new File('/n.aep'));", "inside an undo group"),
        ("syntax error", "SyntaxError"),
    ],
)
def test_what_after_effects_would_refuse_is_an_error(body: str, error: str) -> None:
    assert error in " ".join(_tried(body).errors)


@pytest.mark.parametrize(
    "body",
    [
        "[1].indexOf(1);",
        "[1].forEach(function () {});",
        "' x '.trim();",
        "Object.keys({});",
        "JSON.stringify({});",
        "new Map();",
        "Date.now();",
        "(function () {}).bind(null);",
        "Array.isArray([]);",
        "globalThis.x = 1;",
        "console.log(1);",
        "new Proxy({}, {});",
    ],
)
def test_nothing_later_than_ecmascript_3_is_there(body: str) -> None:
    assert _tried(body).errors


def test_what_ecmascript_3_has_is_there() -> None:
    body = """
    var parts = "a,b".split(","), o = {"k": 1}, k;
    parts.push("c"); parts.splice(0, 1); parts.sort();
    for (k in o) { if (!o.hasOwnProperty(k)) { throw new Error("own"); } }
    if (parts.join("") !== "bc" || "abc".charAt(1) !== "b" || parseInt("10", 10) !== 10) {
        throw new Error("missing");
    }
    """
    assert _tried(body).errors == ()


def test_a_script_without_end_is_stopped() -> None:
    assert _tried("while (true) {}").errors


def test_a_script_without_measure_is_stopped() -> None:
    assert _tried("var a = ['x']; while (true) { a.push(a.join('') + 'x'); }").errors
