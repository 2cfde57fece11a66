"""What ExtendScript would take, judged by acorn with the rules of ECMAScript 3."""

from functools import cache
from pathlib import Path

import pytest
import quickjs

ACORN = Path(__file__).resolve().parents[1] / "js/node_modules/acorn/dist/acorn.js"
FAULTS = Path(__file__).with_name("es3_faults.js")


@cache
def _context() -> quickjs.Context:
    context = quickjs.Context()
    context.eval("var module = undefined, exports = undefined; var self = globalThis;")
    context.eval(ACORN.read_text(encoding="utf-8"))
    context.eval(FAULTS.read_text(encoding="utf-8"))
    return context


def faults_of(script: str) -> list[str]:
    """Each thing that ExtendScript refuses or misreads, with its line; empty when all is well."""
    if not ACORN.is_file():
        pytest.skip("acorn is not installed: run `make test`, or `npm ci` in tests/js")
    told = _context().get("faultsOf")(script)
    return [line for line in str(told).split("\n") if line]
