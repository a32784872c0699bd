from pathlib import Path

import pytest

from tests.workspace.builders import with_contributions, with_text
from workbench.workspace.workspace import Workspace


@pytest.fixture
def contributed(tmp_path: Path) -> Workspace:
    """A response with three contributions and no agreed text."""
    return with_contributions(tmp_path / "svar")


@pytest.fixture
def written(tmp_path: Path) -> Workspace:
    """A response with an agreed text."""
    return with_text(tmp_path / "svar")
