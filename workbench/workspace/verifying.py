"""Verifying a document: which version it is, whether that is what was adopted, what differs."""

import difflib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from workbench.core.adoption import BEHIND
from workbench.core.document import Document, Heading
from workbench.core.exchange import Copy
from workbench.core.outline import order_of
from workbench.core.sending import Sending
from workbench.errors import InputError
from workbench.storage import files
from workbench.workspace.desk import Desk
from workbench.workspace.document_file import DocumentFile
from workbench.workspace.exchange import read_exchange
from workbench.workspace.exporting import Variant
from workbench.workspace.recognising import Likeness, Recognised, nearest, recognise
from workbench.workspace.record import sendings
from workbench.workspace.versions import agreed_texts
from workbench.workspace.whole import content

_MOST_DIFFERENCES = 40
_BEFORE_FIRST_HEADING = "brevhuvudet"


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a document says something else than the version it is nearest to."""

    section: str
    """The heading that it stands under, as in the document."""
    expected: str
    """What the version says; empty for what is added."""
    found: str
    """What the document says; empty for what is missing."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A municipality's decision, against what a document says."""

    name: str
    """The municipality's."""
    version: str
    """What it decided about, as the decision names it."""
    differs_in: tuple[str, ...]
    """Keys of sections whose text differs; empty when it adopted just this text."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a document turned out to be."""

    sha256: str
    version: str
    """Full identity of the version that it shows; empty when it is none of them."""
    milestone: str
    marking: str
    """Such as `UTKAST`, when it is that version's draft."""
    is_current: bool
    """The version is what is saved now."""
    adoptions: tuple[Adopted, ...] = ()
    """Of those who stand behind the answer, in the municipalities' order."""
    variant: str = ""
    """What kind of document it is: `svar`, `utkast`, `beslutsunderlag` …"""
    municipality: str = ""
    """Whose decision basis it is."""
    sent: Sending | None = None
    """The sending that this very file went along with."""
    copy: Copy | None = None
    """The working copy that this very file is, as it was made to be sent."""
    nearest: str = ""
    """Name of the version that it is most like, when it is none."""
    differences: tuple[Difference, ...] = ()
    """How it differs from that one; empty when the texts are the same."""

    @property
    def adopted_by(self) -> tuple[str, ...]:
        """Names of the municipalities that have adopted just the text that it shows."""
        return tuple(one.name for one in self.adoptions if not one.differs_in)


def verify(desk: Desk, path: Path) -> Verdict:
    """Tell which version a document shows, and how it differs when it shows none.

    Raises:
        InputError: There is no such file, or it is neither a Word file nor a PDF.
    """
    file = DocumentFile(files.read(path), path.name)
    digest = hashlib.sha256(file.data).hexdigest()
    sent = sendings(desk).with_file(digest)
    copy = next((c for c in reversed(read_exchange(desk).sent) if c.sha256 == digest), None)
    found = recognise(desk, file, digest) if copy is None else None
    if found is not None:
        return _verdict(desk, digest, found, sent)
    like = nearest(desk, file) if copy is None and sent is None else None
    return Verdict(
        digest,
        version="",
        milestone="",
        marking="",
        is_current=False,
        sent=sent,
        copy=copy,
        nearest=(like.found.milestone or like.found.version[:10]) if like else "",
        differences=tuple(islice(_differences(like, file.lines), _MOST_DIFFERENCES))
        if like
        else (),
    )


def _verdict(desk: Desk, digest: str, found: Recognised, sent: Sending | None) -> Verdict:
    municipality = desk.response().municipalities.get(found.slug)
    variant = Variant(found.kind) if found.kind in set(Variant) else None
    is_answer = variant in {Variant.ANSWER, Variant.DRAFT}
    return Verdict(
        sha256=digest,
        version=found.version,
        milestone=found.milestone,
        marking=variant.marking if variant else "",
        is_current=content(desk, found.version) == content(desk),
        adoptions=tuple(_adoptions(desk, found.version)) if is_answer else (),
        variant=found.kind,
        municipality=municipality.name if municipality else found.slug,
        sent=sent,
    )


def _adoptions(desk: Desk, version: str) -> Iterator[Adopted]:
    """Compare what each municipality behind the answer adopted with what a version says."""
    response, shown = desk.response(), agreed_texts(desk, version)
    for slug, municipality in response.municipalities.items():
        adoption = response.adoptions.get(slug)
        decision = adoption.decision if adoption else None
        if decision is None or decision.stance not in BEHIND or not decision.version:
            continue
        try:
            adopted = agreed_texts(desk, decision.version)
        except InputError:
            continue  # the decision names a version that there is not; `check` tells of that
        keys = {key for key in {*shown, *adopted} if shown.get(key) != adopted.get(key)}
        yield Adopted(municipality.name, decision.version, tuple(sorted(keys, key=order_of)))


def _differences(like: Likeness, said: Sequence[str]) -> Iterator[Difference]:
    """Yield where a file says something else than the document that it is most like."""
    made, headings = like.written.lines, _headings(like.document)
    section, at = _BEFORE_FIRST_HEADING, 0
    matcher = difflib.SequenceMatcher(None, made, said, autojunk=False)
    for kind, start, stop, other, other_stop in matcher.get_opcodes():
        section, at = _heading_at(made, headings, section, at, start)
        if kind == "equal":
            continue
        for expected, found in zip_longest(made[start:stop], said[other:other_stop], fillvalue=""):
            yield Difference(section, expected, found)


def _heading_at(
    made: Sequence[str], headings: frozenset[str], section: str, at: int, start: int
) -> tuple[str, int]:
    """Return the heading that a line stands under, searching on from where the last one stood."""
    last = next((line for line in reversed(made[at:start]) if line in headings), section)
    return last, start


def _headings(document: Document) -> frozenset[str]:
    found = (block for block in document.body if isinstance(block, Heading))
    return frozenset(" ".join(f"{block.number} {block.text}".split()) for block in found)
