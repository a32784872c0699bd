"""`workbench.pdf.office`: LibreOffice, where it is installed, and what is said where it is not."""

import io
import shutil
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from workbench.errors import PdfError
from workbench.pdf.office import convert, find_office

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice finns inte")


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Sammanfattning", 1)
    document.add_paragraph("Kommunerna tillstyrker förslaget.")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@needs_office
def test_makes_a_tagged_pdf_of_a_word_file() -> None:
    reader = PdfReader(io.BytesIO(convert(word_file())))
    assert "Kommunerna tillstyrker förslaget." in reader.pages[0].extract_text()
    assert "/StructTreeRoot" in reader.root_object


@needs_office
def test_says_when_no_pdf_came_out() -> None:
    with pytest.raises(PdfError, match="gjorde ingen PDF"):
        convert(b"not a Word file \x00\x01\x02" * 100)


def test_says_when_it_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if find_office() is not None:
        pytest.skip("LibreOffice ligger på sin vanliga plats i macOS eller Windows")
    with pytest.raises(PdfError, match="finns inte på datorn") as refusal:
        convert(b"")
    assert "Installera LibreOffice" in refusal.value.hint


def test_says_when_it_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(PdfError, match="går inte att starta"):
        convert(b"", program=tmp_path / "soffice")


@pytest.mark.skipif(shutil.which("sh") is None, reason="sh finns inte")
def test_stops_what_takes_too_long_with_all_that_it_started(tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60 &\nsleep 60\n")
    slow.chmod(0o755)
    with pytest.raises(PdfError, match=r"blev inte klart på 0\.2 sekunder"):
        convert(b"", program=slow, seconds=0.2)
