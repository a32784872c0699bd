"""A Word file as a package: its parts, what kind each is, and how they point at one another.

The parts that hold text (stories) are found by content type, so a header that nothing points at
is read and settled too. Trees are parsed when asked for and written back only when told that they
changed; every other part keeps its bytes. The order of parts is that of the file.
"""

import stat
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from workbench.core.text import visible
from workbench.errors import InputError, StorageError
from workbench.word.archive import MOST_PACKED, Archive, open_archive
from workbench.word.excess import refuse_excess
from workbench.word.foreign import ASK_AGAIN, no_word_file, refuse_foreign
from workbench.word.markup import MOST_MEMORY, Element, Markup, parse
from workbench.word.names import CONTENT_TYPES, RELATIONSHIPS, W, w

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN: Final = (f"{_WORD}document.main+xml", f"{_WORD}template.main+xml")
_DEFAULT, _OVERRIDE = f"{{{CONTENT_TYPES}}}Default", f"{{{CONTENT_TYPES}}}Override"
_STORIES: Final = ("header", "footer", "footnotes", "endnotes", "comments")


@dataclass(frozen=True, slots=True)
class Relation:
    """One part pointing at another, or at something outside the file."""

    source: str
    """Name of the part that points; empty for the package itself."""
    id: str
    kind: str
    """Last step of the relationship type, such as `hyperlink` or `footnotes`."""
    target: str
    """Part name, or the address as written when it is external."""
    external: bool


class Package:
    """A Word file in memory.

    Args:
        archive: Its zip.
        name: What the user calls the file.
        memory: Most bytes that the trees of its parts may take together.
    """

    def __init__(self, archive: Archive, name: str, *, memory: int = MOST_MEMORY) -> None:
        self.name = name
        self._memory = memory
        self._archive = archive
        self._names = {part.casefold(): part for part in archive}
        self._markups: dict[str, Markup] = {}
        self._searched: dict[tuple[str, tuple[bytes, ...]], bool] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}  # by the part that holds them
        self._changed: dict[str, bytes | None] = {}  # None: its tree has to be written again
        self._defaults, self._overrides = self._read_content_types()
        self.main = self._find_main()
        """Name of the main part, usually `word/document.xml`."""

    # -- parts -----------------------------------------------------------------------------

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of all parts in the order of the file."""
        added = (name for name in self._changed if name not in self._archive)
        return (*self._archive, *added)

    @property
    def stories(self) -> tuple[str, ...]:
        """Names of the parts that hold text, the main part first, then in the order of the file."""
        kinds = tuple(f"{_WORD}{kind}+xml" for kind in _STORIES)
        others = (part for part in self.parts if self.content_type(part) in kinds)
        return (self.main, *(part for part in others if part != self.main))

    @property
    def marked_up(self) -> tuple[str, ...]:
        """Names of all WordprocessingML parts: the stories first, then styles and the like."""
        stories = dict.fromkeys(self.stories)
        apart = {*stories, *self.chunks}
        kinds = ((part, self.content_type(part)) for part in self.parts if part not in apart)
        rest = (part for part, kind in kinds if kind.startswith(_WORD) and kind.endswith("xml"))
        return (*stories, *rest)

    def content_type(self, part: str) -> str:
        """The part's content type; empty when the file does not say."""
        declared = self._overrides.get(part.casefold())
        return declared or self._defaults.get(part.rpartition(".")[2].casefold(), "")

    def data(self, part: str) -> bytes:
        """A part's bytes as they would be written now.

        Raises:
            InputError: The part is damaged or missing.
        """
        if part not in self._changed:
            if part not in self._archive:
                raise self._missing(part)
            return self._archive.read(part)
        kept = self._changed[part]
        if kept is not None:
            return kept
        source = self._archive.read(part) if part in self._archive else b""
        return self._markups[part].to_bytes(source)

    def holds_any(self, part: str, words: tuple[bytes, ...]) -> bool:
        """Whether a part's markup holds any of some words, so that others need not be parsed."""
        found = None if part in self._changed else self._searched.get((part, words))
        if found is None:
            data = self.data(part)
            found = self._searched[part, words] = any(word in data for word in words)
        return found

    def tree(self, part: str) -> Element:
        """A part's root element, parsed once. Tell `touch` after changing it.

        Raises:
            InputError: The part is damaged, missing or hostile.
        """
        if part not in self._markups:
            self._markups[part] = self._parsed(part)
        return self._markups[part].root

    def copy_of(self, part: str) -> Element:
        """A part's root element that may be changed without changing the part.

        Raises:
            InputError: The part is damaged, missing or hostile.
        """
        if part in self._markups:
            return deepcopy(self._markups[part].root)
        return self._parsed(part).root

    def _parsed(self, part: str) -> Markup:
        spent = sum(markup.memory for markup in self._markups.values())
        markup = parse(self.data(part), part, self.name, memory=self._memory - spent)
        if str(markup.root.tag).startswith(f"{{{W}}}"):
            refuse_excess(markup.root, part, self.name)
        return markup

    def authored(self, part: str) -> int:
        """How many attributes named `author` the part had when it was read."""
        self.tree(part)
        return self._markups[part].authored

    def touch(self, part: str) -> None:
        """Say that the part's tree has changed and must be written."""
        self.tree(part)
        self._relations.pop(part, None)
        self._changed[part] = None

    def put(self, part: str, data: bytes, content_type: str = "") -> None:
        """Replace a part or add one, which needs its content type.

        Args:
            part: Name such as `word/comments.xml`.
            data: The whole part.
            content_type: Declared for the part where it is not declared already.
        """
        self._markups.pop(part, None)
        self._relations.pop(part, None)
        self._names[part.casefold()] = part
        self._changed[part] = data
        if content_type and self.content_type(part) != content_type:
            self._declare(part, content_type)

    def find(self, *kinds: str) -> str | None:
        """The first part that the main part points at by one of these relationship kinds."""
        for relation in self.relations(self.main):
            if relation.kind in kinds and not relation.external and self.has(relation.target):
                return self._names[relation.target.casefold()]
        return None

    def has(self, part: str) -> bool:
        """Whether there is such a part, whatever case it is written in."""
        return part.casefold() in self._names

    def to_bytes(self) -> bytes:
        """The file: the very bytes it came as where nothing changed, else a deterministic zip."""
        changed = {part: self.data(part) for part in self._changed}
        return self._archive.with_parts(changed) if changed else self._archive.data

    # -- relations -------------------------------------------------------------------------

    def relations(self, source: str = "") -> tuple[Relation, ...]:
        """What a part points at, in the order of the file; what is not understood is left out."""
        part = self._relations_part(source)
        if not self.has(part):
            return ()
        part = self._names[part.casefold()]
        if part not in self._relations:
            found = self.tree(part).iter(f"{{{RELATIONSHIPS}}}Relationship")
            self._relations[part] = tuple(self._relation(source, element) for element in found)
        return self._relations[part]

    def relate(self, source: str, kind: str, target: str) -> str:
        """Let a part point at another and return the new relation's id.

        Args:
            source: Name of the part that points.
            kind: The whole relationship type.
            target: Name of the part pointed at.
        """
        part = self._relations_part(source)
        taken = {relation.id for relation in self.relations(source)}
        identity = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        if not self.has(part):
            self.put(part, f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
        part = self._names[part.casefold()]
        etree.SubElement(
            self.tree(part),
            f"{{{RELATIONSHIPS}}}Relationship",
            {"Id": identity, "Type": kind, "Target": f"/{target}"},
        )
        self.touch(part)
        return identity

    @property
    def external(self) -> tuple[Relation, ...]:
        """Everything that the file would fetch from outside: links, templates, pictures."""
        sources = ("", *(p for p in self.parts if not p.endswith(".rels")))
        return tuple(r for source in sources for r in self.relations(source) if r.external)

    @property
    def chunks(self) -> tuple[str, ...]:
        """Parts with text in a format of their own, which Word takes in where `w:altChunk` stands.

        Some programs say that such a part is WordprocessingML, though it is a whole Word file.
        """
        found = (r for r in self.relations(self.main) if r.kind == "aFChunk" and not r.external)
        return tuple(self._names[r.target.casefold()] for r in found if self.has(r.target))

    @property
    def embedded(self) -> tuple[str, ...]:
        """Names of parts that hold other files or programs; nothing here ever opens them."""
        folders = ("/embeddings/", "/activex/", "/oleobjects/")
        return tuple(p for p in self.parts if any(f in f"/{p.casefold()}" for f in folders))

    @property
    def signed(self) -> bool:
        """Whether the file bears a digital signature, which any change makes invalid."""
        return any(part.startswith("_xmlsignatures/") for part in self.parts)

    def _relation(self, source: str, element: Element) -> Relation:
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            target = target.partition("#")[0]
            target = normpath(join("/", dirname(source), target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        return Relation(source, element.get("Id", ""), kind, target, external)

    @staticmethod
    def _relations_part(source: str) -> str:
        folder, _, leaf = source.rpartition("/")
        return f"{folder}/_rels/{leaf}.rels".lstrip("/")

    # -- opening ---------------------------------------------------------------------------

    def _read_content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        part = "[Content_Types].xml"
        if part not in self._archive:
            raise self._not_word()
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for element in self.tree(part).iterchildren(_DEFAULT, _OVERRIDE):
            kind = element.get("ContentType", "")
            if element.tag == _DEFAULT:
                defaults[element.get("Extension", "").casefold()] = kind
            else:
                overrides[element.get("PartName", "").lstrip("/").casefold()] = kind
        return defaults, overrides

    def _declare(self, part: str, content_type: str) -> None:
        types = self.tree("[Content_Types].xml")
        overrides = ((e, e.get("PartName", "").lstrip("/")) for e in types.iterchildren(_OVERRIDE))
        declared = next((e for e, name in overrides if name.casefold() == part.casefold()), None)
        if declared is None:
            declared = etree.SubElement(types, _OVERRIDE, PartName=f"/{part}")
        declared.set("ContentType", content_type)
        self._overrides[part.casefold()] = content_type
        self.touch("[Content_Types].xml")

    def _find_main(self) -> str:
        self._refuse_macros()
        targets = [r.target for r in self.relations() if r.kind == "officeDocument"]
        targets += [p for p in self.parts if self.content_type(p) in _MAIN]
        for target in targets:
            if self.has(target):
                return self._checked_main(self._names[target.casefold()])
        if targets:
            raise self._missing(targets[0])
        raise self._not_word()

    def _checked_main(self, part: str) -> str:
        if self.content_type(part) not in _MAIN and self.tree(part).tag != w("document"):
            raise self._not_word()
        return part

    def _refuse_macros(self) -> None:
        declared = any("macroEnabled" in kind for kind in self._overrides.values())
        if declared or any(part.casefold().endswith("vbaproject.bin") for part in self.parts):
            raise InputError(
                "filen innehåller makron (program)",
                file=self.name,
                hint="Öppna den inte. Be avsändaren spara texten som vanligt .docx utan makron.",
            )

    def _missing(self, part: str) -> InputError:
        return InputError(f"delen {visible(part)} saknas", file=self.name, hint=ASK_AGAIN)

    def _not_word(self) -> InputError:
        return no_word_file(self._archive, self.name)


def read_package(path: Path) -> Package:
    """Read a Word file from disk, once.

    Raises:
        InputError: It is not a regular file, not a Word file, damaged or hostile.
        StorageError: The disk refused.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise InputError("är inte en fil", file=path.name, hint="Ange en .docx-fil.")
        if about.st_size > MOST_PACKED:
            raise InputError(
                f"filen är större än {MOST_PACKED // 2**20} MB",
                file=path.name,
                hint="Ta bort stora bilder eller dela dokumentet och försök igen.",
            )
        data = path.read_bytes()
    except FileNotFoundError as missing:
        raise InputError(
            "filen finns inte", file=str(path), hint="Se efter att namnet är rätt."
        ) from missing
    except OSError as refused:
        raise StorageError(f"{path}: filen går inte att läsa") from refused
    return open_package(data, path.name)


def open_package(data: bytes, name: str, *, memory: int = MOST_MEMORY) -> Package:
    """Open a Word file.

    Args:
        data: The whole file.
        name: What the user calls it, for messages.
        memory: Most bytes that the trees of its parts may take together.

    Raises:
        InputError: It is something else, damaged, locked with a password, or hostile; the message
            says which and the hint what to do.
    """
    refuse_foreign(data, name)
    return Package(open_archive(data, name), name, memory=memory)
