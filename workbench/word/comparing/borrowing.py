"""What new text brings along from its own file: pictures, links, notes, styles and lists.

A style or a list that both files have is the earlier file's. One that only the later has is taken
over with all that it builds on, which changes nothing that the earlier file says.
"""

from collections.abc import Iterable, Iterator
from posixpath import splitext
from typing import Final

from lxml import etree

from workbench.word.comparing.fingerprint import digests, fingerprint
from workbench.word.comparing.inline import NOTE_SIGNS, note_kind
from workbench.word.comparing.pen import copy_of, element
from workbench.word.markup import Element
from workbench.word.names import ID, RELATIONSHIPS, VAL, R, w
from workbench.word.package import Package

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLE_ID: Final = w("styleId")
_TYPE: Final = w("type")
_BUILDS_ON: Final = (w("basedOn"), w("next"), w("link"))
_STYLE_USES: Final = {
    w("pStyle"): "paragraph",
    w("rStyle"): "character",
    w("tblStyle"): "table",
}
_NUM: Final = w("num")
_NUM_ID: Final = w("numId")
_ABSTRACT: Final = w("abstractNum")
_ABSTRACT_ID: Final = w("abstractNumId")
_UNIQUE: Final = frozenset((w("nsid"), w("tmpl")))
_NOBODY: Final = "99999999"
"""Id of no note, for a sign without one: it must not show another note of the earlier file."""
_SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")


class Loan:
    """What one part of the earlier file needs from the answering part of the later.

    Args:
        old: The earlier file, which is changed.
        part: Its part.
        new: The later file.
        new_part: The answering part.
    """

    def __init__(self, old: Package, part: str, new: Package, new_part: str) -> None:
        self._old, self._part = old, part
        self._new, self._new_part = new, new_part
        self._relations = {r.id: r for r in new.relations(new_part)}
        self._ids: dict[str, str] = {}
        self.notes: list[tuple[str, str, str]] = []
        """Kind, id in the earlier file and id in the later, of notes that came along."""
        self.missing: set[str] = set()
        """What could not be taken over, in Swedish."""

    def borrow(self, elements: Iterable[Element]) -> None:
        """Make copies of the later file's elements fit for the earlier file, in place."""
        for copied in elements:
            for inner in copied.iter("*"):
                for name, value in list(inner.attrib.items()):
                    if str(name).startswith(f"{{{R}}}"):
                        self._point(inner, str(name), self._relation(str(value)))
                if inner.tag in NOTE_SIGNS:
                    self._note(inner)

    @staticmethod
    def _point(element: Element, name: str, identity: str) -> None:
        """Let an element point at a relation; at none where what it led to is missing."""
        if identity:
            element.set(name, identity)
        else:
            del element.attrib[name]

    def note_told(self, sign: Element) -> str:
        """What the note of a sign in the later file says; the same for notes that are alike."""
        note = find_note(self._new, note_kind(sign), sign.get(ID, ""))
        return "" if note is None else "".join(fingerprint(e, str) for e in note.iterchildren("*"))

    def _relation(self, identity: str) -> str:
        if identity not in self._ids:
            self._ids[identity] = self._new_relation(identity)
        return self._ids[identity]

    def _new_relation(self, identity: str) -> str:
        relation = self._relations.get(identity)
        if relation is None:
            return ""
        kind = f"{_OFFICE}/{relation.kind}"
        if relation.external:
            return relate_outside(self._old, self._part, kind, relation.target)
        if not self._new.has(relation.target):
            self.missing.add(f"delen {relation.target}")
            return ""
        if _bears_macros(self._new, relation.target):
            self.missing.add("en inbäddad fil med makron")
            return ""
        target = _same_part(self._old, self._new, relation.target)
        return self._old.relate(self._part, kind, target)

    def _note(self, sign: Element) -> None:
        kind = note_kind(sign)
        before = sign.get(ID, "")
        found = find_note(self._new, kind, before)
        part = self._old.find(f"{kind}s")
        if found is None and part is None:
            self.missing.add("en fotnot utan text")
            return
        part = part or _notes_part(self._old, self._new, kind)
        root = self._old.tree(part)
        if found is None:
            sign.set(ID, _NOBODY)
            self.missing.add("en fotnot utan text")
            return
        number = max((int(n.get(ID, "0")) for n in root if _is_number(n.get(ID, ""))), default=0)
        identity = str(number + 1)
        sign.set(ID, identity)
        etree.SubElement(root, w(kind), {ID: identity})
        self._old.touch(part)
        self.notes.append((kind, identity, before))


def find_note(package: Package, kind: str, identity: str) -> Element | None:
    """A footnote or an endnote; None when the file has none of that id."""
    part = package.find(f"{kind}s")
    if part is None:
        return None
    notes = package.tree(part).iterchildren(w(kind))
    return next((note for note in notes if note.get(ID) == identity), None)


def relate_outside(package: Package, part: str, kind: str, address: str) -> str:
    """Let a part point at an address outside the file, once."""
    for relation in package.relations(part):
        if relation.external and relation.target == address:
            return relation.id
    identity = package.relate(part, kind, "x")
    folder, _, leaf = part.rpartition("/")
    relations = f"{folder}/_rels/{leaf}.rels".lstrip("/")
    relations = next(name for name in package.parts if name.casefold() == relations.casefold())
    for written in package.tree(relations).iter(f"{{{RELATIONSHIPS}}}Relationship"):
        if written.get("Id") == identity:
            written.set("Target", address)
            written.set("TargetMode", "External")
    package.touch(relations)
    return identity


def _is_number(written: str) -> bool:
    return written.removeprefix("-").isdecimal() and len(written) < 9


def _bears_macros(package: Package, part: str) -> bool:
    return "macroEnabled" in package.content_type(part) or "vba" in package.content_type(part)


def _same_part(old: Package, new: Package, name: str) -> str:
    """A part of the earlier file with these bytes, put in when there is none; then what it uses."""
    data, kind = new.data(name), new.content_type(name)
    for part in old.parts:
        if splitext(part)[1] == splitext(name)[1] and old.data(part) == data:
            return part
    stem, ending = splitext(name)
    free = (f"{stem}{n}{ending}" for n in range(1, len(old.parts) + 2))
    target = name if not old.has(name) else next(n for n in free if not old.has(n))
    old.put(target, data, kind)
    loan = Loan(old, target, new, name)
    if new.relations(name):
        loan.borrow([old.tree(target)])
        old.touch(target)
    return target


def _notes_part(old: Package, new: Package, kind: str) -> str:
    """A part of notes for the earlier file, which has none, made like the later's."""
    source = new.find(f"{kind}s") or ""
    part = f"word/{kind}s.xml"
    root = new.copy_of(source)
    for note in list(root):
        if note.get(_TYPE) not in _SEPARATORS:
            root.remove(note)
    old.put(part, etree.tostring(root, encoding="UTF-8"), new.content_type(source))
    old.relate(old.main, f"{_OFFICE}/{kind}s", part)
    return part


def adopt_styles(old: Package, new: Package) -> tuple[str, ...]:
    """Let the later file speak of styles by the earlier file's ids, and take over those it lacks.

    Returns:
        Names of styles that both have and that look different.
    """
    old_part, new_part = old.find("styles"), new.find("styles")
    if old_part is None or new_part is None:
        return ()
    theirs = {_style_key(s): s for s in new.tree(new_part).iterchildren(w("style"))}
    mine = {_style_key(s): s for s in old.tree(old_part).iterchildren(w("style"))}
    renamed = {
        (key[0], style.get(_STYLE_ID, "")): mine[key].get(_STYLE_ID, "")
        for key, style in theirs.items()
        if key in mine and mine[key].get(_STYLE_ID) != style.get(_STYLE_ID)
    }
    if renamed:
        _rename(new, renamed)
    _take_over(old, old_part, list(_missing(old, new, new_part)))
    return tuple(_unlike(mine, theirs))


def default_style(package: Package) -> str:
    """Id of the style that paragraphs have when they do not say; empty when there is none."""
    part = package.find("styles")
    styles = () if part is None else package.tree(part).iterchildren(w("style"))
    for style in styles:
        if style.get(_TYPE) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            return style.get(_STYLE_ID, "")
    return ""


def _style_key(style: Element) -> tuple[str, str]:
    name = style.find(w("name"))
    shown = style.get(_STYLE_ID, "") if name is None else name.get(VAL, "")
    return style.get(_TYPE, ""), shown.casefold()


def _rename(new: Package, renamed: dict[tuple[str, str], str]) -> None:
    others = (new.find(kind) for kind in ("styles", "numbering"))
    for part in (*new.stories, *(other for other in others if other is not None)):
        for use in new.tree(part).iter(*_STYLE_USES):
            wanted = renamed.get((_STYLE_USES[str(use.tag)], use.get(VAL, "")))
            if wanted is not None:
                use.set(VAL, wanted)


def _missing(old: Package, new: Package, new_part: str) -> Iterator[Element]:
    """The styles that the later file's text uses and the earlier file has not, with their bases."""
    part = old.find("styles") or ""
    known = {style.get(_STYLE_ID, "") for style in old.tree(part).iterchildren(w("style"))}
    styles = {s.get(_STYLE_ID, ""): s for s in new.tree(new_part).iterchildren(w("style"))}
    uses = (e.get(VAL, "") for story in new.stories for e in new.tree(story).iter(*_STYLE_USES))
    waiting = list(dict.fromkeys(uses))
    while waiting:
        identity = waiting.pop()
        style = styles.get(identity)
        if identity in known or style is None:
            continue
        known.add(identity)
        yield style
        waiting += [e.get(VAL, "") for e in style.iterchildren(*_BUILDS_ON)]


def _take_over(old: Package, part: str, styles: list[Element]) -> None:
    for style in styles:
        copied = copy_of(style)
        for numbering in list(copied.iter(w("numPr"))):
            holder = numbering.getparent()
            if holder is not None:
                holder.remove(numbering)
        if copied.get(w("default")):
            del copied.attrib[w("default")]
        old.tree(part).append(copied)
    if styles:
        old.touch(part)


def _unlike(
    mine: dict[tuple[str, str], Element], theirs: dict[tuple[str, str], Element]
) -> Iterator[str]:
    for key in mine.keys() & theirs.keys():
        looks = [
            [fingerprint(e, str) for tag in ("pPr", "rPr", "tblPr") for e in style.iter(w(tag))]
            for style in (mine[key], theirs[key])
        ]
        if looks[0] != looks[1]:
            name = mine[key].find(w("name"))
            yield key[1] if name is None else name.get(VAL, "")


def adopt_lists(old: Package, new: Package) -> None:
    """Let the later file speak of lists by the earlier file's ids, and take over those it lacks."""
    new_part = new.find("numbering")
    if new_part is None:
        return
    theirs = _lists(new, new_part)
    uses = [e for s in new.stories for e in new.tree(s).iter(_NUM_ID)]
    wanted = dict.fromkeys(e.get(VAL, "") for e in uses)
    if not any(identity in theirs for identity in wanted):
        return
    old_part = old.find("numbering")
    if old_part is None:
        old_part = "word/numbering.xml"
        root = element(w("numbering"))
        old.put(old_part, etree.tostring(root), new.content_type(new_part))
        old.relate(old.main, f"{_OFFICE}/numbering", old_part)
    mine = _lists(old, old_part)
    renamed: dict[str, str] = {}
    for identity in wanted:
        if identity not in theirs or mine.get(identity) == theirs[identity]:
            continue
        taken = set(renamed.values()) | {i for i in wanted if mine.get(i) == theirs.get(i)}
        same = (i for i, told in mine.items() if told == theirs[identity] and i not in taken)
        found = next(same, None)
        renamed[identity] = found or _copy_list(old, old_part, new, new_part, identity)
    for use in uses:
        use.set(VAL, renamed.get(use.get(VAL, ""), use.get(VAL, "")))


def _lists(package: Package, part: str) -> dict[str, str]:
    """What each list looks like, by its id."""
    root = package.tree(part)
    resolve = digests(package, part)
    looks = {
        a.get(_ABSTRACT_ID, ""): "".join(
            fingerprint(e, resolve) for e in a.iterchildren("*") if e.tag not in _UNIQUE
        )
        for a in root.iterchildren(_ABSTRACT)
    }
    found: dict[str, str] = {}
    for num in root.iterchildren(_NUM):
        base = num.find(_ABSTRACT_ID)
        overrides = "".join(fingerprint(e, resolve) for e in num.iterchildren(w("lvlOverride")))
        key = "" if base is None else base.get(VAL, "")
        found[num.get(_NUM_ID, "")] = looks.get(key, "") + overrides
    return found


def _copy_list(old: Package, part: str, new: Package, new_part: str, identity: str) -> str:
    """Take a list over with its levels, under ids of its own."""
    source, target = new.tree(new_part), old.tree(part)
    num = next(n for n in source.iterchildren(_NUM) if n.get(_NUM_ID) == identity)
    base = num.find(_ABSTRACT_ID)
    key = "" if base is None else base.get(VAL, "")
    abstract = next((a for a in source.iterchildren(_ABSTRACT) if a.get(_ABSTRACT_ID) == key), None)
    copied = copy_of(num)
    copied.set(_NUM_ID, _free(target.iterchildren(_NUM), _NUM_ID))
    if abstract is not None:
        levels = copy_of(abstract)
        levels.set(_ABSTRACT_ID, _free(target.iterchildren(_ABSTRACT), _ABSTRACT_ID))
        for inner in list(levels):
            if inner.tag in _UNIQUE:
                levels.remove(inner)
        Loan(old, part, new, new_part).borrow([levels])
        for inner in copied.iterchildren(_ABSTRACT_ID):
            inner.set(VAL, levels.get(_ABSTRACT_ID, ""))
        at = sum(1 for e in target if e.tag != _NUM and e.tag != w("numIdMacAtCleanup"))
        target.insert(at, levels)
    last = next((e for e in target if e.tag == w("numIdMacAtCleanup")), None)
    if last is None:
        target.append(copied)
    else:
        last.addprevious(copied)
    old.touch(part)
    return copied.get(_NUM_ID, "")


def _free(elements: Iterable[Element], name: str) -> str:
    numbers = (int(v) for e in elements if (v := e.get(name, "")).isdecimal() and len(v) < 9)
    return str(max(numbers, default=0) + 1)
