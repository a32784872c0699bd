"""Verifying a document: which version it shows, found by making that version's again.

Nothing about a document is stored but what was sent: the same version and template give the same
bytes, so a file is recognised by making it once more. What a file says of itself (its kind, date
and version) only tells where to look first; only equal bytes decide.
"""

import datetime as dt
import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice, zip_longest
from pathlib import Path

from workbench.core.adoption import Adoption
from workbench.core.answer import (
    AnswerOptions,
    contribution_summary,
    decision_basis,
    joint_answer,
)
from workbench.core.answer.sending import Sending
from workbench.core.document import Document, texts
from workbench.core.party import COORDINATOR
from workbench.core.response import Response
from workbench.history import Version
from workbench.storage import files
from workbench.storage.response import read_response
from workbench.word.package import open_package
from workbench.word.text import body_text
from workbench.word.writer import write
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.exporting import WHOLE, Variant, content, template
from workbench.workspace.proofs import alternatives_proof, tracked_proof
from workbench.workspace.record import sendings

_LAST_VERSIONS = 12
"""Versions of the whole that are tried; each is made again in every likely form."""

_MOST_DIFFERENCES = 40
_PROOFS = {Variant.TRACKED: tracked_proof, Variant.ALTERNATIVES: alternatives_proof}
_IN_CONTENTS = re.compile(r"\t\d+$")
_MOST_PAGES = 400  # of a PDF that are compared
_LIST = (
    rb"(?:<rdf:(?:Alt|Seq)><rdf:li[^>]*>)?"  # how a PDF's metadata wrap what a Word file's do not
)

_DATE = re.compile(rb"<(?:dcterms:created|xmp:CreateDate)[^>]*>(\d{4}-\d\d-\d\d)T")
_SUBJECT = re.compile(rb"<dc:(?:subject|description)>" + _LIST + rb"([^<]{1,500})<")
_AUTHOR = re.compile(rb"<dc:creator>" + _LIST + rb"([^<]{1,500})<")
_VERSION = re.compile(rb"<pdf:Keywords>[^<]{0,2000}\bversion ([^<,]{1,100})<")


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a document says something else than the version it is nearest to."""

    expected: str
    """What the version says; empty for what is added."""
    found: str
    """What the document says; empty for what is missing."""


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
    adopted_by: tuple[str, ...]
    """Names of the municipalities that have adopted that very version's text."""
    variant: str = ""
    """What kind of document it is: `svar`, `utkast`, `beslutsunderlag` …"""
    municipality: str = ""
    """Whose decision basis it is."""
    sent: Sending | None = None
    """The sending that this very file went along with."""
    nearest: str = ""
    """Name of the version that it is most like, when it is none."""
    differences: tuple[Difference, ...] = ()
    """How it differs from that one; empty when the texts are the same."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A version's document, made again."""

    version: str
    milestone: str
    variant: Variant
    day: dt.date
    """The day that stands on it."""
    slug: str = ""
    """Of a decision basis: whose."""


def verify(desk: Desk, file: Path) -> Verdict:
    """Tell which version a document shows, and how it differs when it shows none.

    Raises:
        InputError: There is no such file, or it is neither a Word file nor a PDF.
    """
    data = files.read(file)
    digest = hashlib.sha256(data).hexdigest()
    sent = sendings(desk).with_file(digest)
    found = recognise(desk, data, file.name)
    if found is not None:
        return replace(_verdict(desk, digest, found), sent=sent)
    unknown = Verdict(digest, "", "", "", is_current=False, adopted_by=(), sent=sent)
    nearest, differences = _compared(desk, data, file.name)
    return replace(unknown, nearest=nearest, differences=differences)


def recognise(desk: Desk, data: bytes, name: str) -> Recognised | None:
    """Find the version and the kind of document that a file's bytes are; None when they are none.

    Args:
        desk: The opened response.
        data: The file's content.
        name: Its name; the ending tells what it is.

    Raises:
        InputError: It is neither a Word file nor a PDF.
    """
    stated = _stated(data, name)
    for found, document in _candidates(desk, stated):
        if _made(desk, document, stated) == data:
            return _named(desk, found)
    return None


def _named(desk: Desk, found: Recognised) -> Recognised:
    """Return the same under the name of a milestone, when one says just the same."""
    if found.milestone:
        return found
    own = content(desk, found.version)
    for milestone in desk.history.milestones():
        if content(desk, milestone.version) == own:
            return replace(found, version=milestone.version, milestone=milestone.name)
    return found


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a file says of itself: where to look first, and nothing more."""

    is_pdf: bool
    subject: str
    author: str
    version: str
    """Only a PDF says that."""
    day: dt.date | None


def _stated(data: bytes, name: str) -> _Stated:
    if data.startswith(b"%PDF-"):
        xml, is_pdf = data, True
    else:
        package = open_package(data, name)
        has = "docProps/core.xml" in package.parts
        xml, is_pdf = package.data("docProps/core.xml") if has else b"", False
    day = _DATE.search(xml)
    try:
        date = dt.date.fromisoformat(day[1].decode("ascii")) if day else None
    except ValueError:
        date = None
    facts = [_fact(pattern, xml) for pattern in (_SUBJECT, _AUTHOR, _VERSION)]
    return _Stated(is_pdf, facts[0], facts[1], facts[2] if is_pdf else "", date)


def _fact(pattern: re.Pattern[bytes], xml: bytes) -> str:
    found = pattern.search(xml)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def _candidates(desk: Desk, stated: _Stated) -> Iterator[tuple[Recognised, Document]]:
    """Yield what a file may be, by what it says of itself; the newest first."""
    count = 0
    for version in desk.history.log(party=COORDINATOR):
        if version.trailers.get("Remiss-Act") not in WHOLE or count == _LAST_VERSIONS:
            continue
        count += 1
        name = version.milestone or version.id[:10]
        if stated.version and stated.version != name:
            continue
        response = read_response(desk.history.read(None, version=version.id))
        options = AnswerOptions(stated.day or clock.wall(version.at).date(), "", name)
        for variant, slug, document in _documents(response, options):
            if not stated.subject or (document.subject, document.author) == (
                stated.subject,
                stated.author,
            ):
                yield (
                    Recognised(version.id, version.milestone, variant, options.date, slug),
                    document,
                )
        if content(desk, version.id) == content(desk):
            yield from _working_copies(desk, version, options)


def _documents(
    response: Response, options: AnswerOptions
) -> Iterator[tuple[Variant, str, Document]]:
    """Yield everything that is made of a version and can be made again, the likeliest first."""
    yield Variant.ANSWER, "", joint_answer(response, options)
    draft = replace(options, marking=Variant.DRAFT.marking)
    yield Variant.DRAFT, "", joint_answer(response, draft)
    yield Variant.SUMMARY, "", contribution_summary(response, options)
    for slug, municipality in response.municipalities.items():
        yield Variant.BASIS, slug, decision_basis(response, municipality, options)


def _working_copies(
    desk: Desk, version: Version, options: AnswerOptions
) -> Iterator[tuple[Recognised, Document]]:
    """Yield what shows pending changes and conflicts: only those of now can be made again."""
    for variant, gather in _PROOFS.items():
        chosen = replace(options, marking=variant.marking)
        document = joint_answer(desk.response(), chosen, gather(desk, options.version))
        yield Recognised(version.id, version.milestone, variant, options.date), document


def _made(desk: Desk, document: Document, stated: _Stated) -> bytes:
    if stated.is_pdf:
        from workbench.pdf import typeset

        return typeset.write(document)
    return write(document, template(desk))


def _compared(desk: Desk, data: bytes, name: str) -> tuple[str, tuple[Difference, ...]]:
    """Compare a file with the document that it has most in common with.

    Returns:
        That version's name, and the differences; nothing when there is no version to compare with.
    """
    stated = _stated(data, name)
    said = _text(data, name, stated)
    known = Counter(said)
    best: tuple[int, Recognised, Document] | None = None
    for found, document in _candidates(desk, replace(stated, version="")):
        common = (known & Counter(texts(document.body))).total()
        if best is None or common > best[0]:
            best = common, found, document
    if best is None:
        return "", ()
    nearest = _named(desk, best[1])
    made = _text(_made(desk, best[2], stated), name, stated)
    differences = tuple(islice(_differences(made, said), _MOST_DIFFERENCES))
    return nearest.milestone or nearest.version[:10], differences


def _text(data: bytes, name: str, stated: _Stated) -> Sequence[str]:
    """Read the paragraphs of a Word file, or the lines of a PDF."""
    if not stated.is_pdf:
        paragraphs = body_text(open_package(data, name))
        # Pages in the table of contents follow from the text; that they moved says nothing of it.
        return [" ".join(p.split()) for p in paragraphs if p.strip() and not _IN_CONTENTS.search(p)]
    from workbench.pdf import extraction

    lines = extraction.ask(data, _MOST_PAGES).text.split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def _differences(made: Sequence[str], said: Sequence[str]) -> Iterator[Difference]:
    matcher = difflib.SequenceMatcher(None, made, said, autojunk=False)
    for kind, start, stop, other, other_stop in matcher.get_opcodes():
        if kind == "equal":
            continue
        for expected, found in zip_longest(made[start:stop], said[other:other_stop], fillvalue=""):
            yield Difference(expected, found)


def _verdict(desk: Desk, digest: str, found: Recognised) -> Verdict:
    response = desk.response()

    def adopted(adoption: Adoption | None) -> bool:
        decided_on = adoption.decision.version if adoption and adoption.decision else ""
        return decided_on in {found.milestone, found.version, found.version[:10]} - {""}

    is_answer = found.variant in {Variant.ANSWER, Variant.DRAFT}
    return Verdict(
        sha256=digest,
        version=found.version,
        milestone=found.milestone,
        marking=found.variant.marking,
        is_current=content(desk, found.version) == content(desk),
        adopted_by=tuple(
            m.name
            for slug, m in response.municipalities.items()
            if is_answer and adopted(response.adoptions.get(slug))
        ),
        variant=found.variant.value,
        municipality=response.municipalities[found.slug].name
        if found.slug in response.municipalities
        else found.slug,
    )
