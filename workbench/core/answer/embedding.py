"""Putting a section's Markdown into a larger document: its notes, headings and references.

Footnotes and headings of many texts meet in one document, so each gets a name of its own; a
mention of a section that has a heading there becomes a reference to it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from workbench.core import document as doc
from workbench.core.markdown import Parsed, parse

_MENTION = re.compile(
    r"\b(?:[Aa]vsnitt(?:en|et)?|[Kk]apitel)[ \u00a0](\d{1,3}(?:\.\d{1,3}){0,5})\b"
)


def anchor(key: str) -> str:
    """Return the anchor of a section's heading."""
    return f"avsnitt-{key}"


@dataclass
class Footnotes:
    """The footnotes of the whole document, gathered while it is made."""

    blocks: dict[str, tuple[doc.Block, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Embedding:
    """How texts are put into one document."""

    footnotes: Footnotes
    targets: frozenset[str]
    """Section keys that have a heading in the document."""

    def blocks(self, text: str, scope: str, level: int) -> tuple[doc.Block, ...]:
        """Return a text's blocks, ready to stand in the document.

        Args:
            text: Markdown in its stored form.
            scope: A name that no other text of the document has; goes into the names of its notes.
            level: The level that the text's highest heading gets.
        """
        return self.put(parse(text, base_level=level), scope, level)

    def put(self, parsed: Parsed, scope: str, level: int) -> tuple[doc.Block, ...]:
        """Return what is read already, ready to stand in the document; as `blocks`."""
        rename = {label: f"{scope}:{label}" for label in parsed.footnotes}
        rewrite = _Rewriter(rename, self.targets, scope, level)
        for label, blocks in parsed.footnotes.items():
            self.footnotes.blocks[rename[label]] = rewrite.blocks(blocks)
        return rewrite.blocks(parsed.blocks)


class _Rewriter:
    """Rewrites blocks and spans of one text."""

    def __init__(
        self, rename: Mapping[str, str], targets: frozenset[str], scope: str, level: int
    ) -> None:
        self._rename = rename
        self._targets = targets
        self._scope = scope
        self._headings = 0
        self._highest = level
        self._deepest = level  # that the next heading may have, so that none is skipped

    def blocks(self, blocks: tuple[doc.Block, ...]) -> tuple[doc.Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: doc.Block) -> doc.Block:
        match block:
            case doc.Paragraph(spans=spans):
                rewritten = self._spans(spans)
                return block if rewritten == spans else replace(block, spans=rewritten)
            case doc.Heading(mark=mark):
                self._headings += 1
                level = min(max(block.level, self._highest), self._deepest)
                if mark is None or mark.kind == "deleted":  # the others are not agreed on
                    self._deepest = level + 1
                return replace(block, level=level, anchor=f"{self._scope}-rubrik-{self._headings}")
            case doc.List():
                return replace(block, items=tuple(self.blocks(item) for item in block.items))
            case doc.Quote() | doc.Region():
                return replace(block, blocks=self.blocks(block.blocks))
            case doc.Table():
                rows = tuple(tuple(self._spans(cell) for cell in row) for row in block.rows)
                header = tuple(self._spans(cell) for cell in block.header)
                return replace(block, header=header, rows=rows)
            case _:
                return block

    def _spans(self, spans: tuple[doc.Span, ...]) -> tuple[doc.Span, ...]:
        return tuple(new for span in spans for new in self._span(span))

    def _span(self, span: doc.Span) -> Iterator[doc.Span]:
        match span:
            case doc.FootnoteReference(label=label):
                if label in self._rename:
                    yield replace(span, label=self._rename[label])
            case doc.Text(code=False, link=""):
                yield from self._with_references(span)
            case _:
                yield span

    def _with_references(self, span: doc.Text) -> Iterator[doc.Span]:
        at = 0
        for found in _MENTION.finditer(span.text):
            if found[1] not in self._targets or found[1] == self._scope:
                continue
            if found.start() > at:
                yield replace(span, text=span.text[at : found.start()])
            yield doc.SectionReference(found[0], anchor(found[1]), span.mark)
            at = found.end()
        if not at:
            yield span
        elif at < len(span.text):
            yield replace(span, text=span.text[at:])
