"""A document file as somebody hands it in: its text, and what it says of itself."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from workbench.core.document import Document, texts
from workbench.word.package import open_package
from workbench.word.text import body_text
from workbench.word.writer import Template, write

_MOST_PAGES = 400  # of a PDF that are read
_IN_CONTENTS = re.compile(r"\t\d+$")
_LIST = rb"(?:<rdf:(?:Alt|Seq)><rdf:li[^>]*>)?"
"""How a PDF's metadata wrap what a Word file's do not."""

_DATE = re.compile(rb"<(?:dcterms:created|xmp:CreateDate)[^>]*>(\d{4}-\d\d-\d\d)T")
_SUBJECT = re.compile(rb"<dc:(?:subject|description)>" + _LIST + rb"([^<]{1,500})<")
_AUTHOR = re.compile(rb"<dc:creator>" + _LIST + rb"([^<]{1,500})<")
_VERSION = re.compile(rb"<pdf:Keywords>[^<]{0,2000}\bversion ([^<,]{1,100})<")


@dataclass(frozen=True)
class DocumentFile:
    """A Word file or a PDF.

    What it says of itself tells where to look first and decides nothing.
    """

    data: bytes
    name: str
    """For messages."""

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF; otherwise it is to be a Word file."""
        return self.data.startswith(b"%PDF-")

    @cached_property
    def lines(self) -> Sequence[str]:
        """The paragraphs of a Word file, the lines of a PDF; single spaces, none empty.

        Raises:
            InputError: It is neither.
        """
        if not self.is_pdf:
            paragraphs = body_text(open_package(self.data, self.name))
            # Pages in the table of contents follow from the text; that they moved says nothing.
            return [" ".join(p.split()) for p in paragraphs if p.strip() and not _in_contents(p)]
        from workbench.pdf import extraction

        lines = extraction.ask(self.data, _MOST_PAGES, name=self.name).text.split("\n")
        return [" ".join(line.split()) for line in lines if line.strip()]

    @cached_property
    def words(self) -> str:
        """All its text as one line."""
        return " ".join(self.lines)

    def says_all_of(self, document: Document) -> bool:
        """Tell whether every paragraph of a document stands in the file."""
        return all(" ".join(text.split()) in self.words for text in texts(document.body))

    @property
    def subject(self) -> str:
        """What it says that it is: `Remissvar, dnr …`, `Tjänsteskrivelse`."""
        return self._fact(_SUBJECT)

    @property
    def author(self) -> str:
        """Whose it says that it is."""
        return self._fact(_AUTHOR)

    @property
    def version(self) -> str:
        """Name of the version that it says it shows; only a PDF does."""
        return self._fact(_VERSION) if self.is_pdf else ""

    @property
    def day(self) -> dt.date | None:
        """The day that it says it is from."""
        found = _DATE.search(self._metadata)
        try:
            return dt.date.fromisoformat(found[1].decode("ascii")) if found else None
        except ValueError:
            return None

    @cached_property
    def _metadata(self) -> bytes:
        if self.is_pdf:
            return self.data
        package = open_package(self.data, self.name)
        has = "docProps/core.xml" in package.parts
        return package.data("docProps/core.xml") if has else b""

    def _fact(self, pattern: re.Pattern[bytes]) -> str:
        found = pattern.search(self._metadata)
        return unescape(found[1].decode("utf-8", "replace")) if found else ""


def written_as(file: DocumentFile, document: Document, template: Template) -> DocumentFile:
    """Write a document in the format of a file."""
    if not file.is_pdf:
        return DocumentFile(write(document, template), file.name)
    from workbench.pdf import typeset

    return DocumentFile(typeset.write(document), file.name)


def _in_contents(paragraph: str) -> bool:
    return _IN_CONTENTS.search(paragraph) is not None
