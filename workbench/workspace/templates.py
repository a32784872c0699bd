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

from workbench.core import places
from workbench.core.party import COORDINATOR
from workbench.errors import InputError
from workbench.history import is_safe
from workbench.storage import files, shipped
from workbench.word.writer import Template
from workbench.workspace.desk import Change, Desk
from workbench.workspace.record import made_documents
from workbench.workspace.seat import Seat

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
