"""A long answer as Markdown, for measuring the export: sections of prose, lists, tables, notes."""

from collections.abc import Iterator

from tests.bench.prose import Writer

_WORDS_A_PAGE = 400
_SECTION = 600
"""Words in a section, about."""


def sections(pages: int) -> Iterator[tuple[str, str]]:
    """Yield heading and Markdown of each section of an answer of so many pages, about."""
    writer = Writer(pages)
    for number in range(1, pages * _WORDS_A_PAGE // _SECTION + 1):
        heading = f"{number} {writer.sentence()[:50].rstrip('. ')}"
        yield heading, "\n\n".join(_stanzas(writer, number))


def _stanzas(writer: Writer, number: int) -> Iterator[str]:
    """Yield what a section holds; every third one has more than plain paragraphs."""
    for _ in range(11):
        yield "\n".join(writer.paragraph(4))
    if number % 3 == 0:
        yield "\n".join(f"- {writer.sentence()}" for _ in range(4))
        yield f"{writer.sentence()}[^{number}] Det är **{writer.word()}** och *{writer.word()}*."
        yield f"[^{number}]: {writer.sentence()}"
    if number % 9 == 0:
        rows = [f"| {writer.word()} | {writer.sentence()} | {writer.word()} |" for _ in range(5)]
        yield "\n".join(["| Kommun | Synpunkt | Beslut |", "|---|---|---|", *rows])
