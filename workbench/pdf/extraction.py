"""Asking for what a PDF holds, from a process of its own.

A PDF from outside may be built to eat memory or to keep a reader busy for ever, and no limit
inside the reader catches all of that. So `extractor` does the work as a child with a ceiling on
memory and on processor time. It gets the file on standard input and answers in JSON.
"""

import json
import subprocess
import sys
from dataclasses import dataclass

from workbench.errors import InputError

MEMORY = 1_500_000_000
"""Bytes of address space that the child may use, where the system can hold it to that."""
PROCESSOR_TIME = 90
"""Seconds of processor time for the child."""
PATIENCE = 60
"""Seconds that the parent waits beyond that, whatever the child is doing."""

# The child finds the same modules as its parent, also in a checkout that is not installed.
_CODE = (
    "import sys; sys.path[:] = sys.argv[5:];"
    "from workbench.pdf.extractor import main; main(*map(int, sys.argv[1:5]))"
)
_REFUSALS = {
    "encrypted": ("PDF-filen är skyddad med lösenord", "Spara en kopia utan lösenord först."),
    "broken": (
        "PDF-filen är skadad eller ingen PDF",
        "Hämta den igen, eller be om en ny.",
    ),
    "heavy": (
        "PDF-filen kräver för mycket minne eller tid att läsa",
        "Lämna det som behövs som text i stället.",
    ),
}


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a PDF holds of interest."""

    pages: int
    bookmarks: tuple[tuple[str, int | None], ...]
    """Title and printed page number, the latter where the page has one in figures."""
    labelled: bool
    """The file says which numbers are printed on its pages."""
    text: str
    read: int
    """Pages whose text was read, from the first one."""
    unreadable: int
    """Pages among them that could not be read."""


def ask(
    data: bytes, pages: int, *, name: str = "", enough: int = 0, seconds: int = PROCESSOR_TIME
) -> Extracted:
    """Read a PDF in a child process.

    Args:
        data: The file.
        pages: How many pages to read the text of, from the first one.
        name: The file's, for messages.
        enough: Read no text when this many bookmarks begin with a number; 0 to read it anyway.
        seconds: Ceiling of processor time.

    Raises:
        InputError: It is encrypted or broken, or too heavy to read.
    """
    figures = (pages, enough, MEMORY, seconds)
    command = [sys.executable, "-c", _CODE, *map(str, figures), *sys.path]
    try:
        child = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds + PATIENCE, check=False
        )
        answer = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError) as failed:
        # Killed at a ceiling, or dead before it could say why.
        raise _refusal("heavy", name) from failed
    if "error" in answer:
        raise _refusal(answer["error"], name)
    answer["bookmarks"] = tuple((title, page) for title, page in answer["bookmarks"])
    return Extracted(**answer)


def _refusal(word: str, name: str) -> InputError:
    message, hint = _REFUSALS[word]
    return InputError(message, file=name, hint=hint)
