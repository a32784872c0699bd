"""PDF of exactly the Word file, made by LibreOffice, for a county that wants the two to be one.

Only for Word files that the workbench wrote itself. What LibreOffice makes differs between its
versions and from run to run, and it needs fonts of the machine: `pdf.typeset` is the ordinary way.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from workbench.errors import PdfError

SECONDS = 120.0
"""How long a conversion may take; a thousand pages need about a third of it."""

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
)
"""Where the installers for macOS and Windows put it without telling the search path."""

_OPTIONS = {
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "SelectPdfVersion": {"type": "long", "value": "2"},  # PDF/A-2b; it has no 2a
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}

_HINT = "Arbetsbänken kan göra PDF-filen själv, utan LibreOffice."


def find_office() -> Path | None:
    """Return LibreOffice's program; none when it is not installed."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((place for place in _PLACES if place.is_file()), None)


def convert(word_file: bytes, *, program: Path | None = None, seconds: float = SECONDS) -> bytes:
    """Make a tagged PDF of a Word file.

    Each call has a profile of its own, so that several can run at once, beside an open LibreOffice.

    Args:
        word_file: The content of a `.docx`.
        program: LibreOffice's program; none means what `find_office` finds.
        seconds: How long it may take.

    Raises:
        PdfError: LibreOffice is missing, took too long, or made no PDF; or the disk refused.
    """
    program = program or find_office()
    if program is None:
        raise PdfError(
            "LibreOffice finns inte på datorn, så Word-filen kan inte göras om till PDF",
            hint=f"Installera LibreOffice (programmet soffice). {_HINT}",
        )
    try:
        pdf, said = _made(program, word_file, seconds)
    except OSError as error:
        raise PdfError(
            f"Word-filen kunde inte göras om till PDF: {error.strerror}", hint=_HINT
        ) from error
    # It says that all went well (exit code 0) also when it could not read the file.
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
        raise PdfError(
            "LibreOffice gjorde ingen PDF av Word-filen", hint=_HINT
        ) from subprocess.SubprocessError(said or "no message")
    return pdf


def _made(program: Path, word_file: bytes, seconds: float) -> tuple[bytes, str]:
    """Return what was made, perhaps nothing, and what the program said."""
    with tempfile.TemporaryDirectory(prefix="remiss-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "dokument.docx").write_bytes(word_file)
        said = _run(program, folder, seconds)
        made = folder / "dokument.pdf"
        return made.read_bytes() if made.is_file() else b"", said


def _run(program: Path, folder: Path, seconds: float) -> str:
    """Run the conversion in a folder; return what the program said."""
    command = [
        str(program),
        f"-env:UserInstallation={(folder / 'profil').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}"),
        *("--outdir", str(folder), str(folder / "dokument.docx")),
    ]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise PdfError(f"LibreOffice ({program}) går inte att starta", hint=_HINT) from error
    with process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            _stop(process)
            raise PdfError(
                f"LibreOffice blev inte klart på {seconds:g} sekunder",
                hint=f"Stäng program som belastar datorn och försök igen. {_HINT}",
            ) from error
    return said.decode(errors="replace").strip()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program with what it started: `soffice` is a script around the real one."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
