"""The fields of an answer form: words in tables become controls to fill in.

A field is a content control that cannot be removed and whose content can be edited. Its tag names
section and field, so that a filled field is known wherever it stands. The rest of each table is
locked as a group of controls (`w:group`). The document itself is not protected:
LibreOffice lets nobody write in the controls of a protected form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.word.comparing.pen import element
from workbench.word.markup import Element
from workbench.word.names import (
    BODY,
    CELL,
    CONTROL,
    CONTROL_CONTENT,
    ID,
    PPR,
    ROW,
    RPR,
    RUN,
    TEXT,
    VAL,
    P,
    w,
)
from workbench.word.package import Package
from workbench.word.returning.labels import stop_tracking
from workbench.word.text import all_text

TAG: Final = "svar:"
"""Begins the tag of every field; then the section's key, a slash and the field's name."""
_GREY: Final = "595959"  # what nobody has filled in; 7:1 against white
_SHADE: Final = "FFF8E1"  # behind a field; the grey above is 6.6:1 against it
_ROOM: Final = 1_100  # twips; the least height of a field for several paragraphs
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that is chosen from a list."""

    prompt: str
    """What stands there until something is chosen."""
    words: Sequence[str]


Field = Choice | str
"""A choice; or a prompt, for a field to write in."""


def make_fields(
    package: Package, fields: dict[str, dict[str, Field]], *, long: frozenset[str], locked: bool
) -> None:
    """Make the fields of a form.

    Args:
        package: The form as it was written, with a table in the region of each section.
        fields: By the section's key, by the field's name: as the first cell of its row says.
        long: Fields that hold several paragraphs.
        locked: Nothing in the tables but the fields can be edited, in Word.
    """
    stop_tracking(package)
    body = package.tree(package.main).find(BODY)
    regions = [] if body is None else list(body.iterchildren(CONTROL))
    number = max((int(e.get(VAL, "0")) for e in _ids(body)), default=0)
    for region in regions:
        key = _tag(region)
        _lock(_properties(region), grouped=locked and key in fields)
        rows = list(region.iter(ROW))
        for row in rows:
            label, cell = _cells(row)
            if cell is not None and label in fields.get(key, {}):
                number += 1
                field = fields[key][label]
                _control(cell, f"{key}/{label}", field, number, paragraphs=label in long)
                _show_field(row, cell, high=label in long)
        for row in rows[:-1]:
            _keep_with_next(row)
    package.touch(package.main)


def _ids(body: Element | None) -> list[Element]:
    return [] if body is None else body.findall(f".//{CONTROL}/{w('sdtPr')}/{ID}")


def _properties(control: Element) -> Element:
    found = control.find(w("sdtPr"))
    if found is None:
        found = element(w("sdtPr"))
        control.insert(0, found)
    return found


def _tag(control: Element) -> str:
    tag = _properties(control).find(w("tag"))
    return "" if tag is None else tag.get(VAL, "")


def _cells(row: Element) -> tuple[str, Element | None]:
    cells = list(row.iterchildren(CELL))
    return (all_text(cells[0]), cells[1]) if len(cells) > 1 else ("", None)


def _control(cell: Element, name: str, field: Field, number: int, *, paragraphs: bool) -> None:
    """Put what a cell says into a control."""
    control = element(CONTROL)
    properties = element(w("sdtPr"))
    control.append(properties)
    key, _, label = name.partition("/")
    properties.append(element(w("alias"), {VAL: f"{label} ({key})"}))
    properties.append(element(w("tag"), {VAL: f"{TAG}{name}"}))
    properties.append(element(ID, {VAL: str(number)}))
    properties.append(element(w("lock"), {VAL: "sdtLocked"}))
    properties.append(element(w("showingPlcHdr")))
    if isinstance(field, Choice):
        properties.append(_list(field))
    elif not paragraphs:
        properties.append(element(w("text")))
    content = element(CONTROL_CONTENT)
    control.append(content)
    paragraph = next(cell.iterchildren(P))
    prompt = field.prompt if isinstance(field, Choice) else field
    for run in paragraph.findall(RUN):
        paragraph.remove(run)
    if paragraphs:
        paragraph.append(_prompt(prompt))
        paragraph.addprevious(control)
        content.append(paragraph)
    else:
        content.append(_prompt(prompt))
        paragraph.append(control)


def _show_field(row: Element, cell: Element, *, high: bool) -> None:
    """Let a reader see where to write, and how much there is room for."""
    properties = cell.find(w("tcPr"))
    if properties is not None:
        shade = {VAL: "clear", w("color"): "auto", w("fill"): _SHADE}
        properties.append(element(w("shd"), shade))
    around = row.find(w("trPr"))
    if high and around is not None:
        around.append(element(w("trHeight"), {VAL: str(_ROOM), w("hRule"): "atLeast"}))


def _keep_with_next(row: Element) -> None:
    """Keep a row on the page of the next, so that a section's fields are seen together."""
    for paragraph in row.iter(P):
        properties = paragraph.find(PPR)
        if properties is not None:
            after = 1 if properties.find(w("pStyle")) is not None else 0
            properties.insert(after, element(w("keepNext")))


def _list(field: Choice) -> Element:
    found = element(w("dropDownList"))
    found.append(element(w("listItem"), {w("displayText"): field.prompt, w("value"): ""}))
    for words in field.words:
        found.append(element(w("listItem"), {w("displayText"): words, w("value"): words}))
    return found


def _prompt(words: str) -> Element:
    run, looks, text = element(RUN), element(RPR), element(TEXT)
    looks.append(element(w("color"), {VAL: _GREY}))
    text.text = words
    text.set(_SPACE, "preserve")
    run.extend((looks, text))
    return run


def _lock(properties: Element, *, grouped: bool) -> None:
    """Let a region stay; grouped, let nothing in it but its fields be edited.

    In the order that the format wants.
    """
    properties.append(element(w("lock"), {VAL: "contentLocked" if grouped else "sdtLocked"}))
    if grouped:
        properties.append(element(w("group")))
    order = {w(name): place for place, name in enumerate(("alias", "tag", "id", "lock"))}
    properties[:] = sorted(properties, key=lambda e: order.get(str(e.tag), len(order)))
