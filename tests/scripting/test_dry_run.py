"""The world that a script is tried in has what ECMAScript 3 has."""

from scripting.dry_run import DryRunResult, run_on
from tests.scripting.cases import world


def _tried(body: str) -> DryRunResult:
    return run_on(f"(function () {{ {body} }}());", world())


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
