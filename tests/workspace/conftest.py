from pathlib import Path

import pytest

from tests.builder import contribution, make_response
from tests.workspace.builders import with_contributions, with_text
from tests.workspace.small import FALUNS, TEXT
from workbench.workspace.workspace import Workspace


@pytest.fixture
def contributed(tmp_path: Path) -> Workspace:
    """A response with three contributions and no agreed text."""
    return with_contributions(tmp_path / "svar")


@pytest.fixture
def written(tmp_path: Path) -> Workspace:
    """A response with an agreed text."""
    return with_text(tmp_path / "svar")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three municipalities; Falun has contributed to 7.3.4, which has an agreed text."""
    return make_response(
        tmp_path / "svar",
        {
            FALUNS: contribution("tillstyrker", "Falu kommun tillstyrker förslaget."),
            TEXT: contribution("tillstyrker", "Kommunerna tillstyrker förslaget."),
        },
    )
