"""The process in which a script really runs: no files, little memory, little time.

    python sandbox.py < request.json

Reads {"script", "models"} and writes a list of {"error", "record"} as JSON, one a model: the same
script in each, every time in an engine of its own. Kept apart from the caller so that
whatever a script does to its engine, it does to this process alone. Started as a file, and imports
nothing of the project, since that would take a hundred times as long as the script itself.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import quickjs

MEMORY_BYTES = 128 * 1024 * 1024
STACK_BYTES = 1024 * 1024
SECONDS = 5
HOST = ("core", "text", "project", "controls", "layers", "files", "scope", "application", "batch")

CHOICE = "return (model) => (model.scripts ? makeBatchHost(model) : makeHost(model));"
RUN = """
(function (makeHost, cutDown, modelText) {
    const host = makeHost(JSON.parse(modelText));
    const global = globalThis;
    const names = Object.keys(host.globals);
    cutDown(global);
    for (let i = 0; i < names.length; i += 1) {
        global[names[i]] = host.globals[names[i]];
    }
    host.watch(global);
    return host.result;
})
"""


def run(script: str, model: dict[str, Any]) -> dict[str, Any]:
    """Run the script in a world made of the model; the record says what it did."""
    context = quickjs.Context()
    context.set_memory_limit(MEMORY_BYTES)
    context.set_max_stack_size(STACK_BYTES)
    context.set_time_limit(SECONDS)
    parts = "\n".join(_source(f"host/{name}.js") for name in HOST)
    make_host = context.eval(f"(function () {{ {parts}\n{CHOICE} }})()")
    cut_down = context.eval(_source("world.js"))
    result = context.eval(RUN)(make_host, cut_down, json.dumps(model))
    error = None
    try:
        for _ in range(model["runs"]):
            context.eval(script)
    except quickjs.JSException as raised:
        error = str(raised).strip()
    return {"error": error, "record": json.loads(result())}


def _source(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def main() -> None:
    """Answer one request."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    request = json.load(sys.stdin)
    seconds = 2 * SECONDS * len(request["models"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    json.dump([run(request["script"], model) for model in request["models"]], sys.stdout)


if __name__ == "__main__":
    main()
