"""The round trip through other programs than Word: they open, save, and nothing is lost."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.builder import make_response
from tests.workspace.libreoffice import saved_by_libreoffice
from tests.workspace.returned import Word
from tests.workspace.test_exchange import TEXT, copy_for, wanted
from tests.workspace.test_exchange import workspace as workspace  # noqa: PLC0414  a fixture
from workbench.core.markdown import canonical
from workbench.workspace.returning import ReceiveOptions, receive
from workbench.workspace.workspace import Workspace

RICH = f"""{TEXT.partition("[^lag]:")[0]}
> Ett citat ur betänkandet, med en mening till.

1. Första punkten.
2. Andra punkten.

[^lag]: Se 2 kap. 2 § socialtjänstlagen (2001:453).
"""

needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice finns inte")
needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc finns inte")


@needs_soffice
def test_a_file_saved_by_libreoffice_is_taken_in(workspace: Workspace, tmp_path: Path) -> None:
    word: Word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    file = saved_by_libreoffice(word.data, tmp_path)
    got = receive(workspace.desk, workspace.seat(), file, ReceiveOptions())
    assert [(s.key, s.changes, s.untracked) for s in got.sections] == [("7.3.4", 1, 0)]
    assert got.sections[0].found_by == "bokmärke", "also around a table"
    assert wanted(workspace, "falun") == canonical(TEXT.replace("minst 2 år", "minst 3 år"))


@needs_pandoc
def test_a_file_rewritten_by_pandoc_says_what_was_edited(tmp_path: Path) -> None:
    """No controls, no properties, the table of contents as plain paragraphs, no tracking."""
    workspace = make_response(
        tmp_path / "svar", {"text/7.3.4.md": canonical(RICH), "text/20.4.1.md": "Något annat.\n"}
    )
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    before, after = tmp_path / "svar.docx", tmp_path / "ut.docx"
    before.write_bytes(word.data)
    subprocess.run(["pandoc", str(before), "-o", str(after)], check=True, timeout=60)
    options = ReceiveOptions(municipality="Falun")
    got = receive(workspace.desk, workspace.seat(), after, options)
    assert [(s.key, s.changes, s.untracked) for s in got.sections] == [("7.3.4", 1, 1)]
    assert wanted(workspace, "falun") == canonical(RICH.replace("minst 2 år", "minst 3 år"))
