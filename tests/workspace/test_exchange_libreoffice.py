"""The round trip through a real word processor: LibreOffice opens, saves, and nothing is lost."""

import shutil
from pathlib import Path

import pytest

from tests.workspace.libreoffice import saved_by_libreoffice
from tests.workspace.returned import Word
from tests.workspace.test_exchange import TEXT, copy_for, wanted
from tests.workspace.test_exchange import workspace as workspace  # noqa: PLC0414  a fixture
from workbench.core.markdown import canonical
from workbench.workspace.returning import ReceiveOptions, receive
from workbench.workspace.workspace import Workspace

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice finns inte")


def test_a_file_saved_by_libreoffice_is_taken_in(workspace: Workspace, tmp_path: Path) -> None:
    word: Word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    file = saved_by_libreoffice(word.data, tmp_path)
    got = receive(workspace.desk, workspace.seat(), file, ReceiveOptions())
    assert [(s.key, s.changes, s.untracked) for s in got.sections] == [("7.3.4", 1, 0)]
    assert wanted(workspace, "falun") == canonical(TEXT.replace("minst 2 år", "minst 3 år"))
