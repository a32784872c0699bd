"""Markdown in: the text on disk becomes blocks of a document; and the one form it is stored in.

CommonMark with tables, footnotes and strikethrough; no raw HTML, no images, no fetching. The
only module that imports markdown-it-py.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.core import document as doc
from workbench.core.language.sentences import split
from workbench.core.text import normalise

if TYPE_CHECKING:  # much of what is read needs no parser, and importing it takes time
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BLOCK_MARKUP = re.compile(r"\s{0,3}(?:[-+*>#|=~`:]|\d{1,9}[.)](?:\s|$)|\[\^?[^\]]+\]:)|\s{4,}|\t")
"""A line that starts so may be something else than the running text of a paragraph."""

_INLINE_MARKUP = r"\\`*_{}\[\]<>#|~&"
_PLAIN_LINE = rf"(?!\s|{_BLOCK_MARKUP.pattern})[^{_INLINE_MARKUP}\n]*[^{_INLINE_MARKUP}\s]"
_PLAIN_PARAGRAPH = re.compile(rf"{_PLAIN_LINE}(?:\n{_PLAIN_LINE})*")
"""Lines between blank ones that are a paragraph by themselves, of words without any markup.

They begin at the margin, so whatever stood above (a list, a note) has ended.
"""

_FENCES = ("```", "~~~")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a Markdown text says."""

    blocks: tuple[doc.Block, ...]
    footnotes: Mapping[str, tuple[doc.Block, ...]]
    """Blocks by label as written, in the order of first reference."""


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 40})
    parser.enable(["table", "strikethrough"]).disable(["html_block", "html_inline", "image"])
    return parser.use(footnote_plugin, inline=False)


def parse(text: str, *, base_level: int = 1) -> Parsed:
    """Read Markdown.

    Args:
        text: Normalised Markdown (`core.text.normalise`).
        base_level: The level that a `#` heading gets.
    """
    source, aside = _set_aside(text)
    if source in {"", _STAND_IN}:
        return Parsed(aside.get(0, ()), {})
    reader = _Reader(_parser().parse(source), aside, base_level)
    blocks = reader.blocks()
    return Parsed(blocks, reader.footnotes)


_STAND_IN = "x"


def _set_aside(text: str) -> tuple[str, Mapping[int, tuple[doc.Paragraph, ...]]]:
    """Take out the paragraphs that no parser is needed for: most of what an answer says.

    Returns:
        The text with a short paragraph in place of each run of such paragraphs, and what it
        stands for, by the number of its line.
    """
    if any(fence in text for fence in _FENCES):  # where lines that look plain may be code
        return text, {}
    kept: list[str] = []
    aside: dict[int, list[doc.Paragraph]] = {}
    line, run = 0, None
    for stanza in text.strip("\n").split("\n\n"):
        if not _PLAIN_PARAGRAPH.fullmatch(stanza):
            kept.append(stanza)
            line += stanza.count("\n") + 2
            run = None
            continue
        if run is None:
            kept.append(_STAND_IN)
            run = aside.setdefault(line, [])
            line += 2
        run.append(doc.Paragraph((doc.Text(stanza.replace("\n", " ")),)))
    return "\n\n".join(kept), {at: tuple(run) for at, run in aside.items()}


def canonical(text: str) -> str:
    """Return the one form in which a text is stored: one sentence a line, one blank line between.

    Only running text is moved between lines; lists, tables, quotes, code and headings keep their
    shape. What the text says to `parse` does not change. Ends with a line feed unless empty.
    """
    text = normalise(text).strip("\n")
    if not text.strip():
        return ""
    stanzas: list[str] = []
    lines: list[str] = []
    fenced = False
    for line in [*text.split("\n"), ""]:
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if line.strip() or fenced:
            lines.append(line.rstrip() if not line.endswith("  ") else line.rstrip() + "  ")
        elif lines:
            stanzas.append(_one_sentence_a_line(lines))
            lines = []
    if lines:
        stanzas.append("\n".join(lines))
    result = "\n\n".join(stanzas) + "\n"
    return result if _says(result) == _says(text) else text + "\n"


def _one_sentence_a_line(lines: Sequence[str]) -> str:
    """Lay out one stanza (lines without a blank one between) with a sentence on each line."""
    if any(_BLOCK_MARKUP.match(line) or line.endswith(("  ", "\\")) for line in lines):
        return "\n".join(lines)
    sentences: list[str] = []
    for sentence in split(" ".join(line.strip() for line in lines)):
        if sentences and _BLOCK_MARKUP.match(sentence):
            sentences[-1] += " " + sentence  # alone on a line it would become a list or a heading
        else:
            sentences.append(sentence)
    return "\n".join(sentences)


def _says(text: str) -> Parsed:
    return parse(text)


class _Reader:
    """Walks markdown-it's flat list of tokens once, from left to right."""

    def __init__(
        self,
        tokens: Sequence["Token"],
        aside: Mapping[int, tuple[doc.Paragraph, ...]],
        base_level: int,
    ) -> None:
        self._tokens = tokens
        self._aside = aside
        self._at = 0
        self._base_level = base_level
        self.footnotes: dict[str, tuple[doc.Block, ...]] = {}

    def blocks(self, until: str = "") -> tuple[doc.Block, ...]:
        """Read blocks up to the token named `until`, or to the end."""
        found: list[doc.Block] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == until:
                break
            block = self._block(token)
            if token.type == "paragraph_open" and token.map and token.map[0] in self._aside:
                found += self._aside[token.map[0]]
            elif block is not None:
                found.append(block)
        return tuple(found)

    def _block(self, token: "Token") -> doc.Block | None:
        block: doc.Block | None = None
        match token.type:
            case "paragraph_open":
                block = doc.Paragraph(self._inline("paragraph_close"))
            case "heading_open":
                level = min(int(token.tag[1:]) + self._base_level - 1, 9)
                words = doc.plain(self._inline("heading_close"))
                block = doc.Heading(level, words, "", listed=False)
            case "bullet_list_open" | "ordered_list_open":
                block = self._list(token)
            case "blockquote_open":
                block = doc.Quote(self.blocks("blockquote_close"))
            case "table_open":
                block = self._table()
            case "fence" | "code_block":
                block = doc.Verbatim(token.content.rstrip("\n"))
            case "hr":
                block = doc.Rule()
            case "footnote_open":
                self.footnotes[str(token.meta["label"])] = self.blocks("footnote_close")
        return block

    def _inline(self, closing: str) -> tuple[doc.Span, ...]:
        spans = _spans(self._tokens[self._at].children or [])
        while self._tokens[self._at].type != closing:
            self._at += 1
        self._at += 1
        return spans

    def _list(self, opening: "Token") -> doc.List:
        ordered = opening.type == "ordered_list_open"
        items = []
        closing = opening.type.replace("_open", "_close")
        while self._tokens[self._at].type != closing:
            self._at += 1
            items.append(self.blocks("list_item_close"))
        self._at += 1
        return doc.List(tuple(items), ordered, int(opening.attrGet("start") or 1))

    def _table(self) -> doc.Table:
        rows: list[tuple[tuple[doc.Span, ...], ...]] = []
        cells: list[tuple[doc.Span, ...]] = []
        align: list[str] = []
        while (token := self._tokens[self._at]).type != "table_close":
            self._at += 1
            if token.type in {"th_open", "td_open"}:
                if token.type == "th_open":
                    align.append(str(token.attrGet("style") or "text-align:left").split(":")[1])
                cells.append(self._inline(token.type.replace("_open", "_close")))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        self._at += 1
        known = {"left": "left", "center": "center", "right": "right"}
        return doc.Table(rows[0], tuple(rows[1:]), tuple(known[a] for a in align))  # type: ignore[misc]  # the three literals


class _Runs:
    """Collects spans; neighbours that look the same become one."""

    def __init__(self) -> None:
        self._spans: list[doc.Span] = []
        self._said = ""
        self._look: dict[str, Any] = {}
        """How what follows looks: fields of `doc.Text`; likewise what is said already."""
        self._said_look: dict[str, Any] = {}

    def spans(self) -> tuple[doc.Span, ...]:
        """Return what was collected."""
        self._end_run()
        return tuple(self._spans)

    def add(self, text: str) -> None:
        """Put text after what there is."""
        if text and self._look != self._said_look:
            self._end_run()
            self._said_look = self._look
        self._said += text

    def put(self, span: doc.Span) -> None:
        """Put something else than running text after what there is."""
        self._end_run()
        self._spans.append(span)

    def code(self, text: str) -> None:
        """Put a piece of code after what there is."""
        self.put(doc.Text(text, code=True, **self._look))

    def turn(self, mark: str, on: bool, link: str) -> None:
        """Change how what follows looks."""
        name = _LOOKS.get(mark)
        if name is not None:
            look = {key: value for key, value in self._look.items() if key != name}
            value = link if name == "link" else True
            self._look = look | ({name: value} if on and value else {})

    def _end_run(self) -> None:
        if self._said:
            self._spans.append(doc.Text(self._said, **self._said_look))
            self._said = ""


_LOOKS = {"link": "link", "strong": "strong", "em": "emphasis", "s": "strike"}
"""Field of `doc.Text` by what markdown-it calls it."""


def _spans(tokens: Sequence["Token"]) -> tuple[doc.Span, ...]:
    """Turn inline tokens into spans."""
    runs = _Runs()
    for token in tokens:
        match token.type:
            case "text":
                runs.add(token.content)
            case "softbreak":
                runs.add(" ")
            case "hardbreak":
                runs.put(doc.LineBreak())
            case "code_inline":
                runs.code(token.content)
            case "footnote_ref":
                runs.put(doc.FootnoteReference(str(token.meta["label"])))
            case kind:
                mark, _, end = kind.rpartition("_")
                runs.turn(mark, end == "open", str(token.attrGet("href") or ""))
    return runs.spans()
