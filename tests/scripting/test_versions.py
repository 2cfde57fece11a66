"""The same script in After Effects 2020 to 2025: what a version lacks is never asked of it."""

import pytest

from scripting import read_receipt
from scripting.dry_run import DryRunResult
from tests.scripting.cases import run, world

# 2020, 2021, 2022, 2023, 2024, its steps 24.3 and 24.6 with new text and fonts, and 2025
VERSIONS = (17.0, 18.0, 22.0, 23.0, 24.0, 24.3, 24.6, 25.0)
FIRST_THAT_KNOWS_FONTS = 24.0


def _run(version: float, *, headless: bool = False, times: int = 1) -> DryRunResult:
    return run(world(version=version, headless=headless), times=times)


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_ends_with_the_same_project(version: float) -> None:
    newest, result = _run(VERSIONS[-1]), _run(version)

    assert (result.errors, result.exit_code) == ((), 0)
    assert (result.changes, result.saved) == (newest.changes, newest.saved)
    receipt = read_receipt(result.receipt.encode())
    assert receipt.after_effects == f"{version}x1"
    assert receipt.applied == read_receipt(newest.receipt.encode()).applied
    assert receipt.fonts == (("Impact",) if version >= FIRST_THAT_KNOWS_FONTS else ())


@pytest.mark.parametrize("version", VERSIONS)
def test_without_a_user_each_version_does_the_same_twice(version: float) -> None:
    twice = _run(version, headless=True, times=2)

    assert (twice.errors, twice.exit_code, twice.dialogs) == ((), 0, 0)
    assert twice.saved == _run(version).saved
