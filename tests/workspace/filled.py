"""What people do to an answer form before they send it back."""

from copy import deepcopy

from workbench.word.comparing.pen import element
from workbench.word.markup import Element
from workbench.word.names import CELL, CONTROL, CONTROL_CONTENT, ROW, RUN, TABLE, TEXT, VAL, P, w
from workbench.word.package import Package, open_package
from workbench.word.text import all_text


class Filler:
    """Somebody who fills in a form.

    Args:
        data: The form.
    """

    def __init__(self, data: bytes) -> None:
        self._package: Package = open_package(data, "blankett.docx")
        self.tree: Element = self._package.tree(self._package.main)

    @property
    def data(self) -> bytes:
        """The file as it is sent back."""
        self._package.touch(self._package.main)
        return self._package.to_bytes()

    def fill(self, key: str, **fields: str) -> "Filler":
        """Fill in fields of a section as Word does; underscores stand for spaces in names."""
        for name, text in fields.items():
            control = self._control(f"svar:{key}/{name.replace('_', ' ')}")
            showing = control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
            if showing is not None:
                showing.getparent().remove(showing)  # type: ignore[union-attr]
            content = control.find(CONTROL_CONTENT)
            assert content is not None
            paragraphs = content.findall(P)
            if not paragraphs:
                content[:] = [_run(text)]
                continue
            stanzas = [deepcopy(paragraphs[0]) for _ in text.split("\n\n")]
            for paragraph, words in zip(stanzas, text.split("\n\n"), strict=True):
                for run in paragraph.findall(RUN):
                    paragraph.remove(run)
                paragraph.append(_run(words))
            content[:] = stanzas
        return self

    def type_over(self, key: str, field: str, text: str) -> "Filler":
        """Replace a whole cell, control and all, as one who pastes does."""
        table = next(t for t in self.tree.iter(TABLE) if _first(t) == f"Avsnitt {key}")
        for row in table.iter(ROW):
            label, cell = list(row.iterchildren(CELL))[:2]
            if all_text(label) == field:
                properties = cell.find(w("tcPr"))
                paragraph = element(P)
                paragraph.append(_run(text))
                cell[:] = [each for each in (properties, paragraph) if each is not None]
        return self

    def lose_everything(self) -> "Filler":
        """Copy the tables into a new document: no controls, no bookmarks, no properties."""
        for control in list(self.tree.iter(CONTROL)):
            content = control.find(CONTROL_CONTENT)
            for child in list(content if content is not None else ()):
                control.addprevious(child)
            control.getparent().remove(control)  # type: ignore[union-attr]
        for mark in list(self.tree.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            mark.getparent().remove(mark)  # type: ignore[union-attr]
        custom = self._package.tree("docProps/custom.xml")
        custom[:] = []
        self._package.touch("docProps/custom.xml")
        return self

    def write_below(self, key: str, text: str) -> "Filler":
        """Write a paragraph after a section's table."""
        table = next(t for t in self.tree.iter(TABLE) if _first(t) == f"Avsnitt {key}")
        paragraph = element(P)
        paragraph.append(_run(text))
        table.addnext(paragraph)
        return self

    def choices(self, key: str) -> list[str]:
        """Return what can be chosen as a section's position."""
        items = self._control(f"svar:{key}/Ställningstagande").iter(w("listItem"))
        return [item.get(w("displayText"), "") for item in items]

    def _control(self, tag: str) -> Element:
        for control in self.tree.iter(CONTROL):
            found = control.find(f"{w('sdtPr')}/{w('tag')}")
            if found is not None and found.get(VAL) == tag:
                return control
        raise AssertionError(f"no control is tagged {tag}")


def _first(table: Element) -> str:
    return " ".join(all_text(next(table.iter(CELL))).split())


def _run(text: str) -> Element:
    run, words = element(RUN), element(TEXT)
    words.text = text
    run.append(words)
    return run
