"""What was filled in in an answer form, whatever program it was filled in with.

Word keeps the controls; other programs, and people who paste, may not. A table is known by what its
head says, which outlives everything else, or by the control or bookmark around it; a field by its
row's first cell.
What stands in a table and is neither a field nor what the form said there is told by itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import BODY, CELL, CONTROL, CONTROL_CONTENT, ROW, TABLE, VAL, P, w
from workbench.word.package import Package
from workbench.word.returning.markdown import MarkdownReader, own
from workbench.word.text import all_text
from workbench.word.writer.runs import bookmark_name

_TAG: Final = f"{w('sdtPr')}/{w('tag')}"
_BOOKMARK: Final = w("bookmarkStart")
_WORDS_OWN: Final = (
    "Välj ett objekt", "Choose an item",
    "Klicka eller tryck här för att ange text", "Klicka här för att ange text",
    "Click or tap here to enter text", "Click here to enter text",
)  # fmt: skip
"""What Word shows in a field that was filled in and emptied again."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a form."""

    key: str
    filled: Mapping[str, str]
    """What stands in each field, by its name; Markdown in its stored form, empty for a field that
    was left as it was."""
    paragraphs: tuple[Element, ...] = ()
    """Those of its rows, for what comments are about."""
    foreign: Counter[str] = field(default_factory=Counter)
    """What no text can hold, by its Swedish name."""


@dataclass(frozen=True, slots=True)
class FormRows:
    """What a returned form says."""

    tables: tuple[Table, ...]
    others: tuple[str, ...]
    """What stands in the form and is neither a field's content nor the form's own, in order."""


@dataclass(frozen=True, slots=True)
class FormSought:
    """What a form is known by."""

    heads: Mapping[str, str]
    """What the first cell of each table says, by its key."""
    heading: str
    """What the second cell of every table says."""
    prompts: Mapping[str, str]
    """What stands in a field that was left, by its name: all fields that there are."""
    telling: tuple[str, ...] = ()
    """Rows that tell something which may have changed since, by the first cell."""
    said: frozenset[str] = frozenset()
    """What the form itself says, one string a paragraph or cell."""


def looks_like_form(package: Package, sought: FormSought) -> bool:
    """Tell whether a file has tables of a form, also where nothing else is left of it."""
    return any(
        _head(table, 1) == sought.heading and _labels(table) & set(sought.prompts)
        for table in _tables(package)
    )


def read_form(package: Package, sought: FormSought) -> FormRows:
    """Read a form whose tracked changes are settled."""
    reader = MarkdownReader(package)
    keys = {head.casefold(): key for key, head in sought.heads.items()}
    marked = _marked_tables(package, sought.heads)
    tables: list[Table] = []
    inside: set[Element] = set()
    for table in _tables(package):
        key = keys.get(_head(table, 0).casefold()) or marked.get(table, "")
        if key and all(key != known.key for known in tables):
            read = _table(table, key, sought, reader)
            tables.append(read)
            inside |= set(read.paragraphs)
    return FormRows(tuple(tables), tuple(_others(package, inside, sought)))


def _table(table: Element, key: str, sought: FormSought, reader: MarkdownReader) -> Table:
    filled: dict[str, str] = {}
    paragraphs: list[Element] = []
    foreign: Counter[str] = Counter()
    for row in own(table, ROW):
        cells = list(own(row, CELL))
        name = _field(cells, [*sought.prompts, *sought.telling])
        if name:
            paragraphs += [paragraph for cell in cells for paragraph in cell.iter(P)]
        if name not in sought.prompts:
            continue
        blocks = [block for cell in cells[1:] for block in _blocks(cell)]
        text = reader.read(blocks).text.strip()
        foreign += reader.foreign
        filled[name] = _without_prompt(text, sought.prompts[name])
    return Table(key, filled, tuple(paragraphs), foreign)


def _field(cells: list[Element], names: Iterable[str]) -> str:
    """The field that a row is, by its first cell; empty for a row that only tells something."""
    label = _text(cells[0]).casefold().rstrip(":") if len(cells) > 1 else ""
    return next((name for name in names if name.casefold() == label), "")


def _without_prompt(text: str, prompt: str) -> str:
    """What somebody wrote before or after the prompt without taking that away."""
    if " ".join(text.split()).rstrip(".") in _WORDS_OWN:
        return ""
    if text.startswith(prompt):
        return text.removeprefix(prompt).strip()
    return text.removesuffix(prompt).strip()


def _marked_tables(package: Package, keys: Iterable[str]) -> dict[Element, str]:
    """The tables in a control of their section's, or after its bookmark's beginning."""
    body = package.tree(package.main).find(BODY)
    found: dict[Element, str] = {}
    if body is None:
        return found
    names = {bookmark_name(key, "_text_"): key for key in keys}
    waiting = ""
    for each in body.iter(CONTROL, _BOOKMARK, TABLE):
        if each.tag == CONTROL:
            tag = each.find(_TAG)
            key = "" if tag is None else tag.get(VAL, "")
            waiting = key if key in names.values() else waiting
        elif each.tag == _BOOKMARK:
            waiting = names.get(each.get(w("name"), ""), waiting)
        elif waiting:
            found[each] = waiting
            waiting = ""
    return found


def _others(package: Package, inside: set[Element], sought: FormSought) -> Iterator[str]:
    """What was written beside the fields, from the first of them on."""
    body = package.tree(package.main).find(BODY)
    begun = False
    for paragraph in () if body is None else body.iter(P):
        begun = begun or paragraph in inside
        text = _text(paragraph)
        if begun and text and paragraph not in inside and text not in sought.said:
            yield text


def _tables(package: Package) -> Iterator[Element]:
    body = package.tree(package.main).find(BODY)
    yield from () if body is None else body.iter(TABLE)


def _head(table: Element, number: int) -> str:
    row = next(own(table, ROW), None)
    cells = [] if row is None else list(own(row, CELL))
    return _text(cells[number]) if len(cells) > number else ""


def _labels(table: Element) -> set[str]:
    firsts = (next(own(row, CELL), None) for row in own(table, ROW))
    return {_text(cell) for cell in firsts if cell is not None}


def _blocks(holder: Element) -> Iterator[Element]:
    for child in holder.iterchildren("*"):
        if child.tag in (P, TABLE):
            yield child
        elif child.tag in (CONTROL, CONTROL_CONTENT):
            yield from _blocks(child)


def _text(holder: Element) -> str:
    return " ".join(all_text(holder).split())
