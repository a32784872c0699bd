"""The Word template of a response: one of its own, kept in the history, or the one that is shipped.

A template of the response's own lies in its folder under the name that `response.toml` gives. It is
saved with the rest when a document is first made of it, so that the document can be made again
later and on another machine. A name that the history cannot hold (`Vår mall.docx`) stays on the
disk alone.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core import places
from workbench.core.party import COORDINATOR
from workbench.errors import InputError
from workbench.history import is_safe
from workbench.storage import files, shipped
from workbench.word.writer import Template
from workbench.workspace.desk import Change, Desk
from workbench.workspace.record import made_documents
from workbench.workspace.seat import Seat

if TYPE_CHECKING:  # python-docx and lxml are for the one who looks at a letterhead
    from workbench.word.templating.account import Account, Band, StyleRow
    from workbench.word.templating.completing import Completed

_STANDARD = "standard.docx"


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template as a file."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Its digest, as it is recorded about what was made with it."""
        return hashlib.sha256(self.data).hexdigest()

    def read(self) -> Template:
        """Read it.

        Raises:
            InputError: The file is no template; names the style that is missing.
        """
        return Template.read(self.data, self.name)


def template(desk: Desk) -> Template:
    """Return the Word template of the response: its own, or the standard one.

    Raises:
        InputError: The file is no such template; names the style that is missing.
    """
    return template_file(desk).read()


def template_file(desk: Desk) -> TemplateFile:
    """Return the file of the template that is in use.

    Raises:
        InputError: There is no such file.
    """
    chosen = desk.response().facts.response.template
    if not chosen:
        return _standard()
    path = files.inside(desk.folder, chosen)
    saved = desk.files().get(chosen)
    if saved is not None and not path.exists():
        return TemplateFile(chosen, saved)
    return TemplateFile(chosen, files.read(path))


def template_used(desk: Desk, version: str) -> TemplateFile:
    """Return the template that a version's documents were made with; the one in use by default.

    Raises:
        InputError: There is no such file.
    """
    rows = [row for row in made_documents(desk).document if row.version == version and row.template]
    known = (one for one in template_files(desk) if rows and one.sha256 == rows[-1].template)
    return next(known, None) or template_file(desk)


def template_files(desk: Desk) -> Iterator[TemplateFile]:
    """Yield every template that documents may have been made with, the one in use first."""
    seen: set[bytes] = set()
    for found in _known(desk):
        if found.data not in seen:
            seen.add(found.data)
            yield found


def _known(desk: Desk) -> Iterator[TemplateFile]:
    chosen = desk.response().facts.response.template
    with suppress(InputError):  # gone from the disk: what was saved of it is tried all the same
        yield template_file(desk)
    if chosen and is_safe(chosen):
        for version in desk.history.log(path=chosen):
            data = desk.history.read([chosen], version=version.id).get(chosen)
            if data is not None:
                yield TemplateFile(chosen, data)
    yield _standard()


def keep_template(desk: Desk, seat: Seat) -> None:
    """Save the response's own template in the history, as it stands in the folder.

    Raises:
        InputError: It is no template.
        HistoryError: The history cannot be written.
    """
    chosen = desk.response().facts.response.template
    if not seat.is_coordinator or not is_safe(chosen) or places.owner(chosen) != COORDINATOR:
        return
    found = template_file(desk)
    if desk.files().get(chosen) == found.data:
        return
    found.read()
    trailers = {"Remiss-Act": "template"}
    desk.record_edits(Change(seat, {chosen: found.data}, f"Sparade mallen {chosen}", trailers))


def _standard() -> TemplateFile:
    path = shipped.folder("templates") / _STANDARD
    return TemplateFile(_STANDARD, files.read(path))


def examine(file: Path) -> "Account":
    """Tell what a Word file has and lacks as a template.

    Raises:
        InputError: It is no Word file, damaged or hostile.
    """
    return _examined(TemplateFile(file.name, files.read(file)))


def examine_used(folder: Path) -> "Account":
    """Tell the same of the template that the response in a folder uses.

    Raises:
        InputError: There is no response, or its template is not there.
    """
    return _examined(template_file(Desk.open(folder)))


def complete(file: Path, out: Path) -> "Completed":
    """Write a copy of a letterhead that lacks nothing as a template.

    Args:
        file: A `.docx` or `.dotx`, which stays as it is.
        out: The copy, of the same kind.

    Raises:
        InputError: The file is no Word file or holds something that no template may hold, or the
            copy would lie on top of it or be of the other kind.
        StorageError: The disk refused.
    """
    from workbench.word.templating.completing import complete as completed

    files.keep_apart(out, file)
    found = completed(files.read(file), file.name)
    kind = file.suffix.casefold()
    if out.suffix.casefold() != kind:
        raise InputError(
            f"kopian av en {kind}-fil ska också vara en {kind}-fil",
            file=str(out),
            hint=f"Ange {out.with_suffix(kind).name}.",
        )
    files.write(out, found.data)
    return found


def _examined(found: TemplateFile) -> "Account":
    from workbench.word.templating.account import examine as examined

    return examined(found.data, found.name)


__all__ = [
    "Account",
    "Band",
    "Completed",
    "StyleRow",
    "TemplateFile",
    "complete",
    "examine",
    "examine_used",
    "keep_template",
    "template",
    "template_file",
    "template_files",
    "template_used",
]
