"""Checks scripts by a real parser that knows ECMAScript 3 and nothing later."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

NODE_MODULES = Path(__file__).resolve().parent.parent / "js" / "node_modules"

CHECK = r"""
function problemsOf(source) {
    const problems = [];
    function visit(node, inside) {
        if (node === null || typeof node !== "object") { return; }
        if (Array.isArray(node)) { node.forEach((one) => visit(one, inside)); return; }
        if (typeof node.type !== "string") { return; }
        const line = node.loc.start.line;
        if (node.type === "LogicalExpression" && inside && inside.type === "LogicalExpression"
            && inside.operator !== node.operator) {
            problems.push("line " + line + ": && and || mixed without parentheses");
        }
        if (node.type === "ConditionalExpression" && inside && inside.type === node.type) {
            problems.push("line " + line + ": ?: inside ?:");
        }
        if (node.type === "ForInStatement") { problems.push("line " + line + ": for…in"); }
        for (const key of Object.keys(node)) {
            if (key !== "loc") { visit(node[key], node); }
        }
    }
    try {
        const tree = acorn.parse(source, {
            ecmaVersion: 3, sourceType: "script", allowReserved: "never",
            preserveParens: true, locations: true,
        });
        if (tree.body.length !== 1 || tree.body[0].type !== "ExpressionStatement") {
            problems.push("more than one statement in the outermost scope");
        }
        visit(tree, null);
    } catch (error) {
        problems.push(String(error.message));
    }
    return JSON.stringify(problems);
}
"""


@cache
def _parser() -> Any:
    context = quickjs.Context()
    context.eval((NODE_MODULES / "acorn" / "dist" / "acorn.js").read_text(encoding="utf-8"))
    context.eval(CHECK)
    return context


def problems_of(source: str) -> list[str]:
    """What keeps a text from being one sound ECMAScript 3 statement for ExtendScript."""
    found: list[str] = json.loads(_parser().get("problemsOf")(source))
    return found


def value_of(source: str) -> Any:
    """What an expression in ECMAScript means, by way of JSON."""
    # The engine prints large numbers without an exponent, though they are no whole ones.
    return json.loads(_parser().eval(f"JSON.stringify({source})"), parse_int=float)
