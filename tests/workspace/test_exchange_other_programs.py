"""The round trip through other programs than Word: they open, save, and nothing is lost."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.builder import make_response
from tests.word.writer.test_tracked_other_programs import ours
from tests.workspace.libreoffice import saved_by_libreoffice
from tests.workspace.returned import Word
from tests.workspace.test_exchange import TEXT, copy_for, wanted
from tests.workspace.test_exchange import workspace as workspace  # noqa: PLC0414  a fixture
from tests.workspace.test_untouched_copies import BASE, CHANGES
from workbench.core.markdown import canonical
from workbench.word.comments import list_comments
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.workspace.returning import ReceiveOptions, receive
from workbench.workspace.workspace import Workspace

RICH = f"""{TEXT.partition("[^lag]:")[0]}
> Ett citat ur betänkandet, med en mening till.

1. Första punkten.
2. Andra punkten.

[^lag]: Se 2 kap. 2 § socialtjänstlagen (2001:453).
"""

NOTELESS = canonical(BASE.partition("[^lag]:")[0].replace("[^lag]", ""))
PROPOSED = {
    "allmant": (NOTELESS, ("an item", "a cell", "a heading", "looks")),
    "5": (NOTELESS, ("a row", "a quote", "a numbered list", "a link")),
    "7.3.4": (NOTELESS, ("a nested item", "a column", "code", "a move")),
    "20.4.1": (canonical(BASE), ("a footnote put in", "a footnote's text")),
}
"""Section, its text and what Falun proposes. Notes stand where no comment comes between them:
LibreOffice 7 mixes up the notes of a file with a comment between its first two."""

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


@needs_soffice
def test_a_copy_opened_in_libreoffice_shows_every_mark_and_brings_nothing_back(
    tmp_path: Path,
) -> None:
    texts = {f"text/{key}.md": text for key, (text, _) in PROPOSED.items()}
    workspace = make_response(tmp_path / "svar", texts)
    for key, (text, names) in PROPOSED.items():
        if text == NOTELESS:
            beside = canonical(text.replace("viktigt", "mycket viktigt"))
            workspace.propose_change(key, beside, party="malung-salen")
        changed = text
        for old, new in (pair for name in names for pair in CHANGES[name]):
            changed = changed.replace(old, new)
        workspace.propose_change(key, canonical(changed), party="falun")
    word = copy_for(workspace, "Falun", "Falu kommun")
    file = saved_by_libreoffice(word.data, tmp_path)
    sent, back = open_package(word.data, "ut.docx"), open_package(file.read_bytes(), "in.docx")
    assert ours(back) == ours(sent)
    assert _signed(back) == _signed(sent)
    assert len(list_comments(back)) == len(list_comments(sent)) > 0
    got = receive(workspace.desk, workspace.seat(), file, ReceiveOptions(preview=True))
    assert (got.sections, got.remarks) == ((), ())


def _signed(package: Package) -> set[tuple[str, str | None]]:
    return {(each.author, each.date) for each in list_revisions(package)}


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
