"""One installation for all tests of the review page; each of them makes its own jobs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Site, running_site


@pytest.fixture(scope="package")
def site(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Everything that `make run` starts."""
    var = tmp_path_factory.mktemp("review") / "var"
    shutil.copytree(migrated, var)
    with running_site(var, var / "site.log") as running:
        yield running
