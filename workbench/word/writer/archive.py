"""The file itself: parts, how they refer to each other, and the zip that holds them.

The same parts give the same bytes: fixed time, fixed order, one compression level, no operating
system's marks.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.word.writer.markup import DECLARATION, RELATIONSHIPS, escape

MAIN = "word/document.xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELATIONSHIP_PARTS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIP_TYPE = "application/vnd.openxmlformats-package.relationships+xml"

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can state
_LEVEL = 4  # a third of the time of 6 for a sixth more bytes
_OUTSIDE = ' TargetMode="External"'


@dataclass(frozen=True, slots=True)
class Relation:
    """How one part refers to another, or to an address outside."""

    id: str
    kind: str
    """The last step of an office relationship's type, or a whole address."""
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a package."""

    name: str
    type: str
    """Content type."""
    content: str | bytes | Iterable[str]
    relation: str = ""
    """Kind of the relation from the main part; empty for the main part itself and for media."""
    owner: str = MAIN
    """The part that refers to this one; empty for the package."""
    relations: Sequence[Relation] = ()
    """What the part itself refers to, besides the parts that name it as their owner."""


def pack(parts: Sequence[Part]) -> bytes:
    """Write a package.

    Args:
        parts: In the order in which they are to lie, the main part first. Parts owned by the
            main part are given the ids `rId1`, `rId2`, … in this order.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "[Content_Types].xml", _content_types(parts))
        _add(archive, "_rels/.rels", _relationships(_root_relations(parts)))
        for part in parts:
            _add(archive, part.name, part.content)
            relations = [*owned(parts, part.name), *part.relations]
            if relations:
                folder, _, name = part.name.rpartition("/")
                _add(archive, f"{folder}/_rels/{name}.rels", _relationships(relations))
    return buffer.getvalue()


def owned(parts: Sequence[Part], owner: str) -> list[Relation]:
    """Return the relations from a part to those that it owns."""
    folder = owner.rpartition("/")[0]
    own = [part for part in parts if part.owner == owner and part.relation]
    return [
        Relation(f"rId{n}", part.relation, part.name.removeprefix(f"{folder}/"))
        for n, part in enumerate(own, 1)
    ]


def _root_relations(parts: Sequence[Part]) -> list[Relation]:
    own = [part for part in parts if not part.owner]
    return [
        Relation("rId1", "officeDocument", parts[0].name),
        *(Relation(f"rId{n}", part.relation, part.name) for n, part in enumerate(own, 2)),
    ]


def _add(archive: zipfile.ZipFile, name: str, content: str | bytes | Iterable[str]) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    entry.external_attr = 0
    if not isinstance(content, bytes):
        content = "".join(content).encode()
    # The level is given here because an entry of our own does not take the archive's.
    archive.writestr(entry, content, compresslevel=_LEVEL)


def _content_types(parts: Sequence[Part]) -> str:
    extensions = {
        part.name.rpartition(".")[2].lower(): part.type
        for part in parts
        if not part.name.endswith(".xml")
    }
    defaults = "".join(
        f'<Default Extension="{escape(extension)}" ContentType="{escape(kind)}"/>'
        for extension, kind in sorted(extensions.items())
    )
    overrides = "".join(
        f'<Override PartName="/{escape(part.name)}" ContentType="{escape(part.type)}"/>'
        for part in parts
        if part.name.endswith(".xml")
    )
    return (
        f'{DECLARATION}<Types xmlns="{_CONTENT_TYPES}">'
        f'<Default Extension="rels" ContentType="{_RELATIONSHIP_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{defaults}{overrides}</Types>'
    )


def _relationships(relations: Iterable[Relation]) -> str:
    lines = "".join(
        f'<Relationship Id="{relation.id}" Type="{_type(relation.kind)}" '
        f'Target="{escape(relation.target)}"'
        f"{_OUTSIDE if relation.external else ''}/>"
        for relation in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIP_PARTS}">{lines}</Relationships>'


def _type(kind: str) -> str:
    return kind if ":" in kind else f"{RELATIONSHIPS}/{kind}"
