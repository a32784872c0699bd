"""A folder, and a small response in it."""

from pathlib import Path

import pytest

from tests.history.sample import begin
from workbench.history import History


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the response of `history` lies, or a new one is to lie."""
    return tmp_path / "svar"


@pytest.fixture
def history(folder: Path) -> History:
    """A response where the coordinator, Falun and Mora have written one file each."""
    return begin(folder)
