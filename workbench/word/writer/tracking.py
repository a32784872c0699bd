"""Tracked changes as WordprocessingML: their elements, their ids, and who made them."""

import datetime as dt
from dataclasses import dataclass, field

from workbench.core import document as doc
from workbench.word.authors import BETWEEN, MOST, joint_author
from workbench.word.writer.markup import attribute

_TAGS = {
    ("inserted", False): "ins",
    ("deleted", False): "del",
    ("inserted", True): "moveTo",
    ("deleted", True): "moveFrom",
}
"""Element of a tracked change by its kind, and whether it is half of a move."""


@dataclass(slots=True)
class Revisions:
    """Ids for everything that must have one of its own, and who made the tracked changes."""

    last: int = 0
    authors: dict[str, None] = field(default_factory=dict)

    def id(self) -> int:
        """Return an id that nothing else in the document has."""
        self.last += 1
        return self.last

    def mark(self, mark: doc.Mark) -> str:
        """Return the attributes of a tracked change."""
        author = mark.author
        if len(author) > MOST:
            author = joint_author(author.split(BETWEEN))
        self.authors.setdefault(author)
        at = f' w:date="{moment(mark.at)}"' if mark.at else ""
        return f'w:id="{self.id()}" w:author="{attribute(author)}"{at}'

    def around(self, runs: str, mark: doc.Mark | None) -> str:
        """Return runs inside the element of a tracked change; as they are when there is none."""
        if mark is None:
            return runs
        tag = _TAGS[mark.kind, bool(mark.move)]
        return f"<w:{tag} {self.mark(mark)}>{runs}</w:{tag}>"

    def end(self, mark: doc.Mark | None) -> str:
        """Return what is said of a paragraph's end, as `w:rPr`."""
        return f"<w:rPr>{self.sign(mark)}</w:rPr>" if mark else ""

    def sign(self, mark: doc.Mark) -> str:
        """Return the empty element that says that a paragraph's end or a row came or went."""
        return f"<w:{_TAGS[mark.kind, False]} {self.mark(mark)}/>"

    def edges(self, mark: doc.Mark) -> tuple[str, str]:
        """Return what stands before and after one half of a move."""
        tag = f"w:{_TAGS[mark.kind, True]}Range"
        id_ = self.last + 1  # the one that is given next
        name = attribute(mark.move)
        return f'<{tag}Start {self.mark(mark)} w:name="{name}"/>', f'<{tag}End w:id="{id_}"/>'


def moment(at: dt.datetime) -> str:
    """Write a time as Word does: UTC to the second."""
    if at.tzinfo is not None:
        at = at.astimezone(dt.UTC)
    return f"{at.replace(tzinfo=None, microsecond=0).isoformat()}Z"
