"""What a working copy says when its tracked changes are settled, whatever is proposed."""

import io
import zipfile
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.word.writer.answers import W, answer, template
from tests.word.writer.proposals import (
    agreed,
    paragraphs_of_their_own,
    proposal,
    text_of,
    tracked_blocks,
)
from workbench.core import document as doc
from workbench.core.answer.embedding import Footnotes
from workbench.core.exchange.wording import Reading
from workbench.core.merging.merge import Side, merge
from workbench.core.reviewing.edits import applied, edits
from workbench.word.package import Package, open_package
from workbench.word.returning.markdown import MarkdownReader
from workbench.word.returning.regions import Sought, find_regions
from workbench.word.settle import EVERYTHING, Decision, Selection, settle
from workbench.word.writer import write

KEY = "7.3"
_SPOTS = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo", f"{W}bookmarkStart")
_RANGES = (f"{W}moveFromRangeStart", f"{W}moveToRangeStart")


def copy_of(blocks: tuple[doc.Block, ...], notes: Footnotes) -> bytes:
    region = doc.Region(KEY, blocks)
    after = doc.Heading(1, "Efter", "efter")
    return write(answer(region, after, footnotes=notes.blocks), template())


def plain(text: str) -> Reading:
    """A text as it reads when it has been in Word."""
    notes = Footnotes()
    return read(open_package(copy_of(tracked_blocks(text, (), KEY, notes), notes), "svar.docx"))


def read(package: Package) -> Reading:
    regions = find_regions(package, {KEY: Sought(KEY)})
    found = MarkdownReader(package).read(regions[KEY].blocks if KEY in regions else ())
    notes = tuple(note.replace("\u00a0", " ") for note in found.notes)
    return Reading(found.text.replace("\u00a0", " "), notes)


def settled(data: bytes, accepted: str = "") -> Package:
    """Accept what somebody proposes and reject the rest."""
    package = open_package(data, "svar.docx")
    if accepted:
        chosen = Selection(authors=frozenset({accepted}))
        assert settle(package, Decision.ACCEPT, chosen).complete
    assert settle(package, Decision.REJECT, EVERYTHING).complete
    return open_package(package.to_bytes(), "svar.docx")


def notes_and_references(package: Package) -> tuple[list[str], list[str]]:
    found = package.find("footnotes")
    notes = [] if found is None else list(package.tree(found).iter(f"{W}footnote"))
    own = [note.get(f"{W}id", "") for note in notes if note.get(f"{W}type") is None]
    references = package.tree(package.main).iter(f"{W}footnoteReference")
    return sorted(own), sorted(reference.get(f"{W}id", "") for reference in references)


@settings(max_examples=settings().max_examples // 8)
@given(st.integers(0, 1 << 32), st.integers(1, 3))
def test_every_wording_can_be_had(seed: int, parties: int) -> None:
    random = Random(seed)
    blocks, notes = agreed(random)
    text = text_of(blocks, notes)
    proposed = [proposal(random, text, blocks, notes) for _ in range(parties)]
    gathered = Footnotes()
    data = copy_of(tracked_blocks(text, proposed, KEY, gathered), gathered)
    rejected = settled(data)
    assert read(rejected) == plain(text)
    kept, referred = notes_and_references(rejected)
    assert kept == referred
    for number, made in enumerate(proposed):
        accepted = settled(data, f"K{number}")
        assert read(accepted) == plain(applied(text, made))
        kept, referred = notes_and_references(accepted)
        assert kept == referred
    _check_ids(data)


@settings(max_examples=settings().max_examples // 12)
@given(st.integers(0, 1 << 32), st.integers(2, 3))
def test_accepting_all_gives_the_merge_of_those_who_touch_no_same_paragraph(
    seed: int, parties: int
) -> None:
    text, wanted = paragraphs_of_their_own(Random(seed), parties)
    merged = merge(text, [Side(f"K{number}", one) for number, one in enumerate(wanted)])
    gathered = Footnotes()
    proposed = [list(edits(text, one)) for one in wanted]
    data = copy_of(tracked_blocks(text, proposed, KEY, gathered), gathered)
    package = open_package(data, "svar.docx")
    assert settle(package, Decision.ACCEPT, EVERYTHING).complete
    assert not merged.conflicts
    assert read(open_package(package.to_bytes(), "svar.docx")) == plain(merged.text)


def _check_ids(data: bytes) -> None:
    """Every mark has an id of its own in the whole file, and every move two halves."""
    ids: list[str] = []
    names: dict[str, list[str]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in ("word/document.xml", "word/footnotes.xml"):
            if part not in archive.namelist():
                continue
            root = etree.fromstring(archive.read(part))
            ids += [e.get(f"{W}id", "") for e in root.iter(*_SPOTS, *_RANGES)]
            for e in root.iter(*_RANGES):
                names.setdefault(e.get(f"{W}name", ""), []).append(str(e.tag))
    assert len(set(ids)) == len(ids)
    assert all(sorted(halves) == sorted(_RANGES) for halves in names.values())
