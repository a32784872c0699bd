"""The document that is sent, before it is Word or PDF: what it says and what each piece is.

`core.answer` makes a `Document` out of a response, `word.writer` and `pdf` write it down. The
tree follows CommonMark (blocks that hold blocks or spans) with what an answer needs besides:
roles that name a paragraph's style, a letterhead, a table of contents, page breaks.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from workbench.core.text import normalise


@dataclass(frozen=True, slots=True)
class Mark:
    """A tracked change: the piece that carries it was put in or struck by somebody."""

    kind: Literal["inserted", "deleted"]
    author: str
    """As it is to stand in Word, such as `Falu kommun (utredare)`."""
    at: dt.datetime | None = None
    move: str = ""
    """Name of the move that the piece is one end of, unique in the document; empty for none."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters that look the same. Never empty, never holds a line break."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    """Web or mail address that the run leads to; empty for none."""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph."""

    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """The mark of a footnote; its text is in `Document.footnotes`."""

    label: str
    """Key in `Document.footnotes`; unique in the whole document."""
    mark: Mark | None = None
    """A note whose reference is put in or struck has no other reference."""


@dataclass(frozen=True, slots=True)
class SectionReference:
    """A mention of another heading of this document, which may be made a link."""

    text: str
    """As it stands in the sentence, such as `avsnitt 7.3`."""
    anchor: str
    """`Heading.anchor` of the heading meant."""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class CommentAnchor:
    """One end of what a comment is about; the comment is in `Document.comments`."""

    label: str
    end: bool = False


Markable = Text | LineBreak | FootnoteReference | SectionReference
"""What can be put in or struck inside a paragraph."""

Span = Markable | CommentAnchor


class Role(StrEnum):
    """What a paragraph is in the document; the value is the style's name in the template."""

    BODY = "Body Text"
    DOCUMENT_KIND = "Dokumenttyp"
    TITLE = "Title"
    REFERENCE = "Referens"
    RECIPIENT = "Mottagare"
    POSITION = "Ställningstagande"
    DECISION = "Att-sats"
    SIGNATURE = "Underskrift"
    MARKING = "Märkning"
    """A line that says what kind of copy this is, such as UTKAST."""
    TABLE_TEXT = "Tabelltext"
    NOTE = "Anmärkning"
    UNNUMBERED_HEADING = "Mellanrubrik"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    spans: tuple[Span, ...]
    role: Role = Role.BODY
    mark: Mark | None = None
    """A tracked change of the paragraph's end: a split that was put in, a join that was made."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; it stands in the table of contents unless `listed` is false."""

    level: int
    """1 is the highest; steps down never skip a level within a document."""
    text: str
    anchor: str
    """Unique in the document; letters, digits, dots and hyphens."""
    number: str = ""
    """The report's own number, such as `7.3.4`; written before the text. Empty for none."""
    listed: bool = True
    mark: Mark | None = None
    """A tracked change of the whole heading, its end too."""


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list; each starts its own numbering."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row. Every row has as many cells as the header."""

    header: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    align: tuple[Literal["left", "center", "right"], ...] = ()
    """One for each column; empty means all left."""
    caption: str = ""
    widths: tuple[int, ...] = ()
    """Relative column widths; empty lets them be shared evenly."""
    description: str = ""
    """What the table shows, for somebody who cannot see it."""
    marks: tuple[Mark | None, ...] = ()
    """Tracked changes of whole rows, one for the header and for each row; empty means none. The
    spans of a marked row are marked too."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words, set apart."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text whose line breaks and spaces stay as written."""

    text: str
    mark: Mark | None = None
    """A tracked change of all of it, its end too; likewise below."""


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """The place of the table of contents, made from the headings that are `listed`."""

    levels: int = 3
    title: str = "Innehåll"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A part that must be found again when the document comes back: one section's text."""

    tag: str
    """The section's key, such as `7.3.4`."""
    blocks: tuple["Block", ...]


Block = (
    Paragraph
    | Heading
    | List
    | Table
    | Quote
    | Verbatim
    | TableOfContents
    | PageBreak
    | Rule
    | Region
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin, with the answers to it."""

    author: str
    text: str
    at: dt.datetime | None = None
    resolved: bool = False
    replies: tuple["Comment", ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; the only ones that a document has are the arms on its letterhead."""

    png: bytes
    """The whole file, checked (`core.answer.picture`)."""
    width: int
    """In pixels; likewise the height. Both are at least 1."""
    height: int
    description: str = ""
    """What it shows, for somebody who cannot see it."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands in the head of the first page and, shortened, on the following ones."""

    sender: str
    """Such as `Kommunerna i Dalarna`."""
    members: tuple[str, ...] = ()
    """Official names of the municipalities that send the answer, in their order."""
    kind: str = "Yttrande"
    date: dt.date | None = None
    our_reference: str = ""
    """The sender's registration number (Vår beteckning); may be empty."""
    your_reference: str = ""
    """The ministry's registration number (Er beteckning); may be empty."""
    recipient: tuple[str, ...] = ()
    """Lines of the address block."""
    contact: tuple[str, ...] = ()
    marking: str = ""
    """Such as `UTKAST`; shown on every page when not empty."""
    arms: tuple[Picture, ...] = ()
    """Arms of the senders, in their order; each with a description."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document with everything that its file formats need to know."""

    title: str
    letterhead: Letterhead
    body: tuple[Block, ...]
    footnotes: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    """Blocks by label, in the order of their references."""
    subject: str = ""
    author: str = ""
    """Always an organisation, never a person."""
    keywords: tuple[str, ...] = ()
    language: str = "sv-SE"
    version: str = ""
    """Identity of the version that the document was made from; empty for none."""
    comments: Mapping[str, Comment] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    """What a working copy must carry to be recognised when it returns; empty in what is sent."""


_ADDRESS = re.compile(
    r"(?:https://[\w.-]+(?::\d{1,5})?(?=[/?#]|\Z)|mailto:[^\s@<>\"]+@[\w.-]+(?:\?|\Z))"
)
_NOT_IN_ADDRESS = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]|%(?![0-9A-Fa-f]{2})")
_LONGEST_ADDRESS = 2_000  # characters; Word stops at 2,083


def link_target(address: str) -> str:
    """Return an address as a file that is sent may lead to it; empty where it may not.

    To the web under a name of its own and to a mailbox, no more: nothing that runs, lies on a disk
    or is fetched unguarded. In ASCII: other characters are escaped, those that nobody sees go.

    Source: RFC 3986 for what may stand in an address.
    """
    found = _ADDRESS.match(address)
    if found is None or len(address) > _LONGEST_ADDRESS:
        return ""
    return found[0] + _NOT_IN_ADDRESS.sub(_percent, normalise(address[found.end() :]))


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def plain(spans: tuple[Span, ...]) -> str:
    """Return what spans say, without their looks; a line break becomes a space."""
    pieces = []
    for span in spans:
        match span:
            case Text(text=text) | SectionReference(text=text):
                pieces.append(text)
            case LineBreak():
                pieces.append(" ")
            case FootnoteReference() | CommentAnchor():
                pass
    return "".join(pieces)


def paragraph(text: str, role: Role = Role.BODY, *, strong: bool = False) -> Paragraph:
    """Make a paragraph of plain text."""
    return Paragraph((Text(text, strong=strong),) if text else (), role)


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield every piece of running text in reading order, one string a paragraph or cell.

    Headings come with their number; footnotes are not followed.
    """
    for block in blocks:
        match block:
            case List(items=items):
                for item in items:
                    yield from texts(item)
            case Quote(blocks=inner) | Region(blocks=inner):
                yield from texts(inner)
            case Table():
                yield from _cells(block)
            case Paragraph(spans=spans):
                yield plain(spans)
            case Heading(text=text, number=number):
                yield f"{number} {text}" if number else text
            case Verbatim(text=text):
                yield text
            case _:
                pass


def _cells(table: Table) -> Iterator[str]:
    if table.caption:
        yield table.caption
    for row in (table.header, *table.rows):
        yield from (plain(cell) for cell in row)
