"""Hunspell as a child process: one for all words of a response, and none where it is missing.

It is asked only which words it does not know. What it would suggest instead takes it some 50
milliseconds a word, which a long text cannot wait for.
"""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

LANGUAGE = "sv_SE"
SECONDS = 20.0
"""How long it may take; a thousand pages need about a second."""

_NAME = "hunspell"


def find() -> Path | None:
    """Return the program; None where it is missing or has no Swedish words."""
    program = shutil.which(_NAME)
    if program is None or _run(Path(program), "") is None:
        return None
    return Path(program)


def misspelt(words: Iterable[str], *, program: Path | None = None) -> frozenset[str] | None:
    """Return the words that the speller does not know.

    A word with hyphens is not known when one of its parts is not.

    Args:
        words: Words, each once or more; what is no word is not asked about.
        program: Hunspell; None means what the search path says.

    Returns:
        Words of those given; None when nothing could be asked: no program, no Swedish words, or
        no answer in time.
    """
    asked = sorted({word for word in words if word and not word.isspace() and "\n" not in word})
    found = program or shutil.which(_NAME)
    if found is None:
        return None
    said = _run(Path(found), "".join(f"{word}\n" for word in asked))
    if said is None:
        return None
    unknown = frozenset(said.split("\n"))
    return frozenset(w for w in asked if w in unknown or not unknown.isdisjoint(w.split("-")))


def _run(program: Path, text: str) -> str | None:
    # The options come before `--`, so that nothing a text says can be taken for one.
    command = [str(program), "-l", "-i", "utf-8", "-d", LANGUAGE, "--"]
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
