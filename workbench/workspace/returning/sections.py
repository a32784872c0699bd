"""What a returned file says about each section, and what its sender wants it to say.

What the municipality wants a section to say is what the file says when its own marks are accepted
and everybody else's are rejected: to leave somebody's proposal alone is not to support it. What
differs although it bears no mark was edited without tracking.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.core import document as doc
from workbench.core.answer.embedding import Embedding, Footnotes
from workbench.core.answer.joint import AnswerOptions, joint_answer
from workbench.core.answer.wording import heading
from workbench.core.exchange.wording import Reading, restored
from workbench.core.language.swedish import join_names
from workbench.core.merging.alignment import bag, likeness
from workbench.core.outline import STANDING
from workbench.core.reviewing.edits import edits
from workbench.core.text import visible
from workbench.errors import StageError
from workbench.word.package import Package, open_package
from workbench.word.returning.markdown import MarkdownReader
from workbench.word.returning.regions import BY_HEADING, Region, Sought, find_regions, unclaimed
from workbench.word.settle import Decision, Selection, settle
from workbench.word.text import all_text
from workbench.word.writer import Template, write
from workbench.workspace.returning.earlier import Earlier
from workbench.workspace.returning.origin import Base, ReturnedFile
from workbench.workspace.templates import template, template_file

_TOLD_APART = 0.5  # share of words from which an unknown paragraph is the copy's own, edited


@dataclass(frozen=True, slots=True)
class _AsSent:
    """A section as it reads when it has been in Word and nobody has edited it."""

    reading: Reading
    said: tuple[str, ...]
    """Its paragraphs and tables."""


class Sections:
    """The sections of one file.

    Args:
        file: The file.
        bases: What its sections were made from.

    Raises:
        StageError: A section is not to be found, or only its words tell where it is and nobody
            has said that this will do.
    """

    def __init__(self, file: ReturnedFile, bases: Mapping[str, Base]) -> None:
        self._file = file
        self._sent = _as_sent(file, {key: base.text for key, base in bases.items()})
        self._earlier = Earlier(file)
        self._own = dict(self._earlier.wanted(bases))
        """The texts with the municipality's own proposals made, as the copy has them."""
        self._own_sent = _read_as_sent(self._own, template(file.desk)) if self._own else {}
        self._frame = tuple(_frame(file))
        self._sought = {key: Sought(_heading(file, key), self._sent[key].said) for key in bases}
        self.regions = find_regions(file.package, self._sought, self._frame)
        self.bases = {key: base for key, base in bases.items() if key in self.regions}
        self.lost = tuple(key for key in bases if key not in self.regions)
        """Sections that the file says nothing of; only where it does not say which it has."""
        self.left_out: dict[str, Counter[str]] = {}
        """What no text can hold, by section."""
        self._refuse_lost()
        self._refuse_uncertain()

    def _refuse_lost(self) -> None:
        if self.lost and (self._file.is_labelled or not self.regions):
            raise StageError(
                f"{self._file.name}: hittar inte texten till {join_names(self.lost)}",
                hint="Inget är taget in. Be avsändaren skicka filen med rubrikerna kvar.",
            )

    def _refuse_uncertain(self) -> None:
        guessed = [each for each in self.regions.values() if each.is_guess]
        if not guessed or self._file.options.as_found or self._file.options.preview:
            return
        raise StageError(
            f"{self._file.name}: det är inte säkert var {join_names(map(told_place, guessed))}",
            hint="Inget är taget in. Se vad som hittades med --preview; stämmer det, lägg till "
            "--as-found.",
        )

    @property
    def outside(self) -> tuple[str, ...]:
        """What the municipality wrote where no section is, which is not taken in."""
        known = [bag(line) for line in self._frame]
        return tuple(
            text
            for text in unclaimed(self._file.package, self.regions, self._frame)
            if all(likeness(bag(text), words) < _TOLD_APART for words in known)
        )

    def texts(self, accepted: Iterable[str]) -> dict[str, str]:
        """Return what each section says with the marks of some accepted, all others rejected.

        Args:
            accepted: Authors, as the file names them.

        Raises:
            StageError: A mark cannot be settled without another's, or something in the text
                cannot be taken in.
        """
        package = self._file.again()
        authors = frozenset(accepted)
        if authors and not settle(package, Decision.ACCEPT, Selection(authors=authors)).complete:
            raise StageError(
                f"{self._file.name}: en ändring går inte att skilja från en annans",
                hint="Inget är taget in. Be avsändaren avgöra den i Word och skicka igen.",
            )
        if settle(package, Decision.REJECT).broken:
            raise StageError(
                f"{self._file.name}: en spårad ändring är trasig",
                hint="Inget är taget in. Öppna filen i Word, spara den på nytt, försök igen.",
            )
        return self._read(package)

    def _read(self, package: Package) -> dict[str, str]:
        reader = MarkdownReader(package)
        regions = find_regions(package, self._sought, self._frame)
        found: dict[str, str] = {}
        for key, base in self.bases.items():
            region = regions.get(key)
            read = reader.read(region.blocks) if region else Reading("")
            found[key] = self._restored(key, base.text, read)
            if region and reader.foreign:
                self.left_out[key] = reader.foreign.copy()
        if self.left_out and not self._file.options.without_pictures:
            raise StageError(
                f"{self._file.name}: texten innehåller sådant som inte kan tas in: "
                f"{'; '.join(told_left_out(self.left_out))}",
                hint="Inget är taget in. Be avsändaren beskriva det i ord, eller lägg till "
                "--without-pictures för att ta in resten.",
            )
        return found

    def _restored(self, key: str, base: str, read: Reading) -> str:
        """Write what was read with the base's characters, or with those of the own proposals.

        Word keeps neither the names of new notes nor code; what went out is known by what it says.
        """
        text = restored(base, self._sent[key].reading, read)
        if text == base or key not in self._own:
            return text
        known = self._earlier.edits(key)
        own = restored(self._own[key], self._own_sent[key].reading, read)
        return min(text, own, key=lambda one: sum(e.id not in known for e in edits(base, one)))


def told_place(region: Region) -> str:
    """Say where a section seems to be, and how sure that is."""
    if region.found_by == BY_HEADING:
        return f"{region.key} är (rubriken finns men ingen text under den)"
    first, last = region.place
    at = f"stycke {first}–{last}" if last > first else f"stycke {first}"
    return f"{region.key} är ({at} har {region.certainty:.0%} av orden)".replace("%", " %")


def told_left_out(left_out: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Name what no text can hold, section by section."""
    for key, names in left_out.items():
        told = ", ".join(f"{name} ({count})" for name, count in sorted(names.items()))
        yield f"{told} i avsnitt {visible(key)}"


def _heading(file: ReturnedFile, key: str) -> str:
    outline = file.desk.response().outline
    return STANDING.get(key) or f"{key} {heading(outline, key) if outline.knows(key) else ''}"


def _as_sent(file: ReturnedFile, texts: Mapping[str, str]) -> Mapping[str, _AsSent]:
    """The texts as they read when they have been in Word, so that only edits are seen."""
    look = template_file(file.desk)
    said = {key: text.encode() for key, text in texts.items()} | {look.name: look.data}
    return file.desk.following("as sent", said, lambda: _read_as_sent(texts, look.read()))


def _read_as_sent(texts: Mapping[str, str], look: Template) -> dict[str, _AsSent]:
    notes = Footnotes()
    embedding = Embedding(notes, frozenset())
    blocks = tuple(doc.Region(key, embedding.blocks(text, key, 3)) for key, text in texts.items())
    letterhead = doc.Letterhead(sender="Kommunerna")
    document = doc.Document("Text", letterhead, blocks, notes.blocks)
    package = open_package(write(document, look), "text.docx")
    regions = find_regions(package, dict.fromkeys(texts, Sought("")))
    reader = MarkdownReader(package)
    return {
        key: _AsSent(
            reader.read(regions[key].blocks),
            tuple(" ".join(all_text(block).split()) for block in regions[key].blocks),
        )
        for key in texts
    }


def _frame(file: ReturnedFile) -> Iterator[str]:
    """What stands in a working copy besides the sections, one string a paragraph or table."""
    options = AnswerOptions(date=dt.date.min, regions=True)
    for block in joint_answer(file.desk.response(), options).body:
        if isinstance(block, doc.TableOfContents):
            yield block.title
        elif isinstance(block, doc.Table):
            yield "".join(doc.texts((block,)))
        elif not isinstance(block, doc.Region):
            yield from doc.texts((block,))
