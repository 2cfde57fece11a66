"""The one-way order of the packages, and the sizes that keep files and functions readable."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("pipeline_site", "jobs", "extraction", "validation", "scripting")
MAY_IMPORT = {
    "extraction": set[str](),
    "validation": {"extraction"},
    "scripting": {"extraction"},
    "jobs": {"extraction", "validation", "scripting"},
    "pipeline_site": {"jobs"},
}
PURE = ("extraction", "validation", "scripting")
OUTER = {"views", "api", "admin", "tasks", "management"}
DOMAIN = {
    *(
        "intake",
        "extracting",
        "reviewing",
        "overriding",
        "standing_issues",
        "validating",
        "generating",
        "delivering",
    ),
    *("workflow", "auditing", "queueing", "sweep", "storage", "uploading", "manifest", "tokens"),
}
MODELS_MAY_IMPORT = {"models", "transitions", "guards", "statuses", "wording"}
MAX_FUNCTION_LINES = 40
MAX_FILE_LINES = 300


def sources(*packages: str) -> list[Path]:
    found = [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", sources(*PACKAGES), ids=relative)
def test_packages_import_in_one_direction_only(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    imported = {module.split(".")[0] for module in imported_modules(path)} & set(PACKAGES)

    assert imported <= MAY_IMPORT[own] | {own}


@pytest.mark.parametrize("path", sources(*PURE), ids=relative)
def test_pure_packages_know_no_framework(path: Path) -> None:
    imported = {module.split(".")[0] for module in imported_modules(path)}

    assert not imported & {"django", "django_fsm", "django_rq", "ninja", "redis", "rq"}


def parts_of_jobs(path: Path) -> set[str]:
    return {module.split(".")[1] for module in imported_modules(path) if module.startswith("jobs.")}


@pytest.mark.parametrize("path", sources("jobs"), ids=relative)
def test_inside_jobs_nothing_reaches_outwards(path: Path) -> None:
    part = path.relative_to(ROOT / "jobs").parts[0].removesuffix(".py")
    imported = parts_of_jobs(path)

    if part in DOMAIN:
        assert not imported & OUTER
    if part in MODELS_MAY_IMPORT:
        assert imported <= MODELS_MAY_IMPORT


@pytest.mark.parametrize("path", sources("jobs"), ids=relative)
def test_only_the_workflow_calls_a_transition(path: Path) -> None:
    if path.name == "workflow.py":
        return
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"job", "obj", "self"}
    }

    assert not called & {
        *("start_extraction", "complete_extraction", "fail_extraction", "retry_extraction"),
        *("approve_matches", "require_validation_review", "pass_validation", "cancel"),
        *("return_to_matching", "override_validation", "complete_generation"),
        *("fail_generation", "retry_generation", "mark_downloaded"),
    }


@pytest.mark.parametrize("path", sources(*PACKAGES, "tests", "benchmarks"), ids=relative)
def test_files_and_functions_stay_readable(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, functions)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION_LINES
    }

    assert not long
    assert len(text.splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("path", sources(*PACKAGES), ids=relative)
def test_no_import_hides_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = [
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    ]

    assert not hidden
