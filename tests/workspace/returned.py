"""What people do to a working copy in Word before they send it back."""

from copy import deepcopy

from lxml import etree

from workbench.word.comparing.pen import call_deleted, element
from workbench.word.markup import Element
from workbench.word.names import AUTHOR, COMMENT_REFERENCE, DATE, ID, RUN, TEXT, P, W, w
from workbench.word.package import Package, open_package
from workbench.word.settle import Decision, Selection, settle

WHEN = "2020-10-05T10:00:00Z"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


class Word:
    """Somebody with a working copy and nothing but Word."""

    def __init__(self, data: bytes, author: str) -> None:
        self._package: Package = open_package(data, "svar.docx")
        self._author = author
        self._ids = iter(range(9000, 9999))

    @property
    def data(self) -> bytes:
        """The file as it is sent back."""
        self._package.touch(self._package.main)
        return self._package.to_bytes()

    def rewrite(self, old: str, new: str, *, tracked: bool = True) -> "Word":
        """Replace words of a run."""
        run, text = self._find(old)
        whole = text.text or ""
        at = _plain(whole).index(old)
        before, struck, after = whole[:at], whole[at : at + len(old)], whole[at + len(old) :]
        if not tracked:
            text.text = before + new + after
            return self
        for words, tag in ((before, ""), (struck, "del"), (new, "ins"), (after, "")):
            if words:
                run.addprevious(self._piece(run, words, tag))
        run.getparent().remove(run)  # type: ignore[union-attr]  # every run has a parent
        return self

    def add_paragraph(self, after: str, text: str) -> "Word":
        """Write a paragraph, tracked, after the one that holds some words."""
        run, _ = self._find(after)
        paragraph = next(run.iterancestors(P))
        new = deepcopy(paragraph)
        for child in list(new):
            if child.tag != w("pPr"):
                new.remove(child)
        new.append(self._piece(run, text, "ins"))
        properties = new.find(w("pPr"))
        if properties is None:
            properties = element(w("pPr"))
            new.insert(0, properties)
        look = etree.SubElement(properties, w("rPr"))
        look.append(self._mark("ins"))
        paragraph.addnext(new)
        return self

    def remark(self, about: str, text: str) -> "Word":
        """Comment on a run."""
        package = self._package
        part = package.find("comments")
        if part is None:
            part = "word/comments.xml"
            package.put(part, f'<w:comments xmlns:w="{W}"/>'.encode(), TYPE)
            package.relate(package.main, RELATION, part)
        identity = str(next(self._ids))
        comment = etree.SubElement(
            package.tree(part), w("comment"), {ID: identity, AUTHOR: self._author, DATE: WHEN}
        )
        inner = etree.SubElement(etree.SubElement(comment, P), RUN)
        etree.SubElement(inner, TEXT).text = text
        package.touch(part)
        run, _ = self._find(about)
        run.addprevious(element(w("commentRangeStart"), {ID: identity}))
        sign = element(RUN)
        sign.append(element(COMMENT_REFERENCE, {ID: identity}))
        run.addnext(sign)
        run.addnext(element(w("commentRangeEnd"), {ID: identity}))
        return self

    def settle(self, author: str, decision: Decision) -> "Word":
        """Accept or reject somebody's changes."""
        assert settle(self._package, decision, Selection(authors=frozenset({author}))).complete
        return self

    def written_by(self, author: str) -> "Word":
        """Let somebody else go on."""
        self._author = author
        return self

    def write_after_section(self, key: str, text: str) -> "Word":
        """Write a paragraph just below a section's control, where nobody sees that it ends."""
        control = next(c for c in self._tree.iter(w("sdt")) if _tag(c) == key)
        paragraph = deepcopy(next(control.iter(P)))
        for child in paragraph.findall(RUN):
            paragraph.remove(child)
        run = etree.SubElement(paragraph, RUN)
        etree.SubElement(run, TEXT).text = text
        control.addnext(paragraph)
        return self

    def note(self, after: str, text: str, *, kind: str = "footnote") -> "Word":
        """Add a footnote or an endnote after a run."""
        package = self._package
        part = package.find(f"{kind}s")
        if part is None:
            part = f"word/{kind}s.xml"
            package.put(
                part, f'<w:{kind}s xmlns:w="{W}"/>'.encode(), TYPE.replace("comments", kind + "s")
            )
            package.relate(package.main, RELATION.replace("comments", kind + "s"), part)
        identity = str(next(self._ids))
        body = etree.SubElement(package.tree(part), w(kind), {ID: identity})
        inner = etree.SubElement(etree.SubElement(body, P), RUN)
        etree.SubElement(inner, TEXT).text = text
        package.touch(part)
        run, _ = self._find(after)
        sign = element(RUN)
        sign.append(element(w(f"{kind}Reference"), {ID: identity}))
        run.addnext(sign)
        return self

    def rewrite_note(self, old: str, new: str) -> "Word":
        """Replace words of a footnote without tracking."""
        part = self._package.find("footnotes")
        assert part is not None
        for text in self._package.tree(part).iter(TEXT):
            text.text = (text.text or "").replace(old, new)
        self._package.touch(part)
        return self

    def picture(self, after: str) -> "Word":
        """Put a picture after a run."""
        run, _ = self._find(after)
        sign = element(RUN)
        sign.append(element(w("drawing")))
        run.addnext(sign)
        return self

    def carry(self, words: str, to: str, *, tracked: bool = True) -> "Word":
        """Cut the run that says something, and paste it as a paragraph after another run."""
        run, text = self._find(words)
        whole = text.text or ""
        self.add_paragraph(to, whole)
        arrived = next(r for r in self._tree.iter(w("ins")) if whole == "".join(r.itertext()))
        if tracked:
            run.addprevious(self._piece(run, whole, "del"))
        else:
            paragraph = next(arrived.iterancestors(P))
            arrived.addprevious(arrived[0])
            paragraph.remove(arrived)
            look = paragraph.find(f"{w('pPr')}/{w('rPr')}")
            assert look is not None
            look[:] = []
        run.getparent().remove(run)  # type: ignore[union-attr]  # every run has a parent
        return self

    def lose_headings(self) -> "Word":
        """Make every heading a paragraph like the others, and say nothing in it."""
        for paragraph in self._tree.iter(P):
            style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            if style is not None and style.get(w("val"), "").startswith(("Heading", "Rubrik")):
                for child in list(paragraph):
                    paragraph.remove(child)
        return self

    def lose_properties(self) -> "Word":
        """Save in a program that drops what it does not know of."""
        self._package.tree("docProps/custom.xml")[:] = []
        self._package.touch("docProps/custom.xml")
        return self

    def lose_section(self, key: str) -> "Word":
        """Delete a section's control with all that is in it."""
        control = next(c for c in self._tree.iter(w("sdt")) if _tag(c) == key)
        control.getparent().remove(control)  # type: ignore[union-attr]
        return self

    def lose_controls(self) -> "Word":
        """Save in a program that keeps bookmarks and drops content controls."""
        for control in list(self._tree.iter(w("sdt"))):
            content = control.find(w("sdtContent"))
            for child in list(content if content is not None else ()):
                control.addprevious(child)
            control.getparent().remove(control)  # type: ignore[union-attr]
        return self

    def lose_bookmarks(self) -> "Word":
        """Paste everything into a new document."""
        for mark in list(self._tree.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            mark.getparent().remove(mark)  # type: ignore[union-attr]
        return self

    @property
    def _tree(self) -> Element:
        return self._package.tree(self._package.main)

    def _find(self, words: str) -> tuple[Element, Element]:
        for text in self._tree.iter(TEXT):
            run = text.getparent()
            if words in _plain(text.text or "") and run is not None:
                return run, text
        raise AssertionError(f"no run says {words}")

    def _piece(self, run: Element, words: str, tag: str) -> Element:
        piece = deepcopy(run)
        for text in piece.iter(TEXT):
            text.text = words
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if not tag:
            return piece
        mark = self._mark(tag)
        mark.append(piece)
        if tag == "del":
            call_deleted(mark)
        return mark

    def _mark(self, tag: str) -> Element:
        return element(w(tag), {ID: str(next(self._ids)), AUTHOR: self._author, DATE: WHEN})


def _tag(control: Element) -> str:
    found = control.find(f"{w('sdtPr')}/{w('tag')}")
    return "" if found is None else found.get(w("val"), "")


def _plain(text: str) -> str:
    """Text as people type it: the writer puts hard spaces in `2 år`."""
    return text.replace("\u00a0", " ")
