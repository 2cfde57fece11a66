"""Documentation that can't go out of date: what the code names, the pages name as well."""

import re
from pathlib import Path

import pytest

from jobs.management.commands import __path__ as commands

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SETTINGS = (ROOT / "pipeline_site" / "settings.py").read_text(encoding="utf-8")
VARIABLES = sorted(set(re.findall(r'env_\w+\(\s*"([A-Z0-9_]+)"', SETTINGS)))


def text_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


@pytest.mark.parametrize("variable", VARIABLES)
def test_every_setting_is_explained_and_in_the_example(variable: str) -> None:
    assert f"`{variable}`" in text_of("docs/operations.md")
    assert variable in text_of(".env.example")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    named = re.findall(
        r"`((?:jobs|extraction|validation|scripting|pipeline_site|tests)/[\w./-]+)`", text
    )

    assert [name for name in linked if not (page.parent / name).exists()] == []
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("target", ["run", "test", "bench", "lint", "setup", "golden", "lock"])
def test_every_target_of_the_makefile_that_pages_name_is_there(target: str) -> None:
    assert re.search(rf"^{target}:.*##", text_of("Makefile"), re.MULTILINE)
    assert any(f"make {target}" in page.read_text(encoding="utf-8") for page in PAGES)


def test_every_command_is_named_on_a_page() -> None:
    names = {path.stem for path in Path(commands[0]).glob("*.py")} - {"__init__"}
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)

    assert {name for name in names if name not in pages} == set()
