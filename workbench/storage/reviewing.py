"""Files of the review: texts as municipalities want them, what was decided, and comments."""

import re

from workbench.core.contribution import AgreedText
from workbench.core.markdown import canonical
from workbench.core.reviewing.comments import Comments
from workbench.core.reviewing.decisions import Decisions
from workbench.core.reviewing.wanted import WantedText
from workbench.core.text import normalise
from workbench.errors import InputError
from workbench.storage import texts, toml

_FENCE = "+++"
_BASE = re.compile(rb'^base = "([0-9a-f]{40})"\r?$', re.MULTILINE)


def read_wanted(data: bytes, file: str) -> WantedText:
    """Read the agreed text as a municipality wants it.

    Raises:
        InputError: It cannot be read as it stands.
    """
    facts, body = texts.split(normalise(toml.decode(data, file)), file)
    value = toml.read_text(WantedText, facts, file, first_line=2)
    if value.text:
        raise InputError("okänd nyckel ”text”", file=file, line=2, hint="Texten skrivs under +++.")
    plain = texts.read(AgreedText, body.lstrip("\n").encode(), file)
    return value.model_copy(update={"text": canonical(plain.text)})


def begun(data: bytes) -> str:
    """Return the version that a wanted text seems to have started from; empty for none."""
    found = _BASE.search(data)
    return found[1].decode("ascii") if found else ""


def glance(data: bytes) -> str:
    """Return the text that a file seems to want, without reading it: a fraction of the work.

    For looking through them all. It need not be in its stored form; empty where the file is broken.
    """
    try:
        _, body = texts.split(data.decode("utf-8-sig", "replace").replace("\r\n", "\n"), "")
        _, text = texts.split(body.lstrip("\n"), "")
    except InputError:
        return ""
    return text.lstrip("\n")


def write_wanted(data: bytes | None, value: WantedText) -> bytes:
    """Return the file for a wanted text, keeping the comments of the facts that were there."""
    old, _ = texts.split(normalise((data or b"").decode("utf-8-sig")), "")
    facts = toml.updated(old.encode(), value.model_copy(update={"text": ""})).decode()
    head = f"{_FENCE}\n{facts.strip(chr(10))}\n{_FENCE}\n"
    return f"{head}\n{canonical(value.text)}".encode()


def read_decisions(data: bytes | None, file: str) -> Decisions:
    """Read the log of a section; an empty one when there is no file.

    Raises:
        InputError: It cannot be read as it stands.
    """
    return toml.read(Decisions, data, file) if data else Decisions()


def write_decisions(data: bytes | None, value: Decisions) -> bytes:
    """Return the file for a log, keeping the comments that were there."""
    return toml.updated(data, value)


def read_comments(data: bytes | None, file: str) -> Comments:
    """Read a municipality's comments on a section; none when there is no file.

    Raises:
        InputError: They cannot be read as they stand.
    """
    return toml.read(Comments, data, file) if data else Comments()


def write_comments(data: bytes | None, value: Comments) -> bytes:
    """Return the file for comments, keeping what was noted in it."""
    return toml.updated(data, value)
