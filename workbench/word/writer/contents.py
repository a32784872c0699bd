"""The table of contents: a real field, already filled in with links and page numbers."""

from collections.abc import Iterable, Iterator, Mapping

from workbench.core import document as doc
from workbench.core.language.typography import bind
from workbench.word.writer.body import Contents, Listing
from workbench.word.writer.layout import Piece
from workbench.word.writer.lines import count, divide
from workbench.word.writer.markup import clean, escape
from workbench.word.writer.metrics import SCALE
from workbench.word.writer.paragraphs import Pen, piece_of
from workbench.word.writer.tracking import Revisions

_LEVELS = 3
"""Levels that a template has a style for."""

_PAGE_COLUMN = 660
"""Twips to the right of every title that only page numbers and dots stand in."""

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_TAB = "<w:r><w:tab/></w:r>"


class ContentsWriter:
    """One table of contents, whose length is known before its page numbers are."""

    def __init__(self, pen: Pen, contents: Contents, listed: Iterable[Listing]) -> None:
        self._pen = pen
        self._block = contents.block
        self._new_page = contents.new_page
        deepest = max(contents.block.levels, 1)
        self._listed = [entry for entry in listed if entry.level <= deepest and entry.bookmark]

    def pieces(self) -> list[Piece]:
        """Return what it takes of the page."""
        if not self._listed:
            return []
        pieces = [
            piece_of(self._pen.look(_style(entry)), len(self._lines(entry)))
            for entry in self._listed
        ]
        title = clean(self._block.title)
        if title:
            look = self._pen.look(self._title_style())
            width = (self._pen.width - look.left - look.right) * SCALE
            pieces.insert(0, piece_of(look, count(title, look.type(), width, width)))
        pieces[0].new_page = self._new_page
        return pieces

    def xml(self, pages: Mapping[str, int], revisions: Revisions) -> Iterator[str]:
        """Write it.

        Args:
            pages: Page of each anchor.
            revisions: Gives out ids.
        """
        if not self._listed:
            return
        yield (
            f'<w:sdt><w:sdtPr><w:id w:val="{revisions.id()}"/><w:docPartObj>'
            '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
            "</w:sdtPr><w:sdtContent>"
        )
        opening = "<w:pageBreakBefore/>" if self._new_page else ""
        if self._block.title:
            style = self._pen.style(self._title_style())[0]
            yield f"<w:p><w:pPr>{style}{opening}</w:pPr>{_run(clean(self._block.title))}</w:p>"
            opening = ""
        deepest = max(self._block.levels, 1)
        code = f' TOC \\o "1-{deepest}" \\h \\z '
        field = (
            f'{_BEGIN}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{_SEPARATE}'
        )
        last = len(self._listed) - 1
        for number, entry in enumerate(self._listed):
            style = self._pen.style(_style(entry))[0]
            link = self._link(entry, pages.get(entry.anchor, 1))
            yield (
                f"<w:p><w:pPr>{style}{opening}</w:pPr>{field}{link}"
                f"{_END if number == last else ''}</w:p>"
            )
            field = opening = ""
        yield "</w:sdtContent></w:sdt>"

    def _title_style(self) -> str:
        return self._pen.first_style("TOC Heading", doc.Role.UNNUMBERED_HEADING.value)

    def _link(self, entry: Listing, page: int) -> str:
        number, _ = _parts(entry)
        before = ""
        if number:
            before = _run(number) + (_TAB if self._has_own_column(entry) else _run(" "))
        title = "<w:r><w:br/></w:r>".join(map(_run, self._lines(entry)))
        code = f" PAGEREF {entry.bookmark} \\h "
        return (
            f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{before}{title}{_TAB}'
            f'{_BEGIN}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
            f"{_SEPARATE}{_run(str(page))}{_END}</w:hyperlink>"
        )

    def _has_own_column(self, entry: Listing) -> bool:
        """Tell whether the number fits in the hanging indent of its level."""
        look = self._pen.look(_style(entry))
        return 0 < look.type()[clean(entry.number)] + look.type().space <= -look.first * SCALE

    def _lines(self, entry: Listing) -> list[str]:
        """Return the title line by line, with room for a page number to the right of each.

        The lines are ended by force: a title that runs up to the margin would push its page
        number onto a line of its own.
        """
        look = self._pen.look(_style(entry))
        number, text = _parts(entry)
        rest = (self._pen.width - look.left - look.right - _PAGE_COLUMN) * SCALE
        first = rest - look.first * SCALE
        if number and self._has_own_column(entry):
            first = rest
        elif number:
            first -= look.type()[number] + look.type().space
        return divide(text, look.type(), first, rest)


def _parts(entry: Listing) -> tuple[str, str]:
    """Return number and title as they are set."""
    text = bind(clean(entry.text))
    number = bind(clean(entry.number))
    return (number, text[len(number) + 1 :]) if number else ("", text)


def _style(entry: Listing) -> str:
    return f"toc {min(max(entry.level, 1), _LEVELS)}"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
