"""The responses that lie in a folder, for choosing one."""

import contextlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.core import places
from workbench.core.text import normalise


@dataclass(frozen=True, slots=True)
class Shelved:
    """A response that lies in a folder; its name is read in good faith, not checked."""

    folder: Path
    title: str
    """`SOU 2020:47 Hållbar socialtjänst`; the folder's name when the facts cannot be read."""
    deadline: str
    """ISO date; empty when it is not known."""


def responses_in(folder: Path) -> tuple[Shelved, ...]:
    """List the responses directly below a folder, by the names of their folders."""
    try:
        found = sorted(path for path in folder.iterdir() if (path / ".git").exists())
    except OSError:
        return ()
    return tuple(_shelved(path) for path in found if (path / places.FACTS).is_file())


def _shelved(folder: Path) -> Shelved:
    facts: dict[str, Any] = {}
    with contextlib.suppress(OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        facts = tomllib.loads((folder / places.FACTS).read_text("utf-8"))
    referral = facts.get("referral")
    referral = referral if isinstance(referral, dict) else {}
    title = " ".join(str(referral.get(key, "")) for key in ("report", "title")).strip()
    return Shelved(folder, normalise(title) or folder.name, str(referral.get("deadline", "")))
