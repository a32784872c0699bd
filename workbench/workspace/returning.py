"""Taking in a working copy that a municipality sends back, all of it or nothing.

What the municipality wants a section to say is what the file says when its own marks are accepted
and everybody else's are rejected: to leave somebody's proposal alone is not to support it. It is
kept as a change to the version that the copy was made from, whatever has become of the text since.
What differs although it bears no mark was edited without tracking, and is told of by itself.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from workbench.core import document as doc
from workbench.core import places
from workbench.core.answer.embedding import Embedding, Footnotes
from workbench.core.answer.wording import heading
from workbench.core.exchange import FILE, Author, Exchange, Return
from workbench.core.language.swedish import counted, join_names
from workbench.core.markdown import canonical
from workbench.core.merging.alignment import Fate, align
from workbench.core.merging.diff import Kind, diff_words
from workbench.core.merging.merge import Side, merge
from workbench.core.outline import STANDING, order_of
from workbench.core.party import Municipality
from workbench.core.reviewing.comments import Comment, Comments, Thread, comment_id
from workbench.core.reviewing.edits import edits
from workbench.core.reviewing.wanted import WantedText
from workbench.core.text import visible
from workbench.errors import InputError, StageError
from workbench.storage import files, reviewing, texts, toml
from workbench.word.comments import Comment as WordComment
from workbench.word.comments import list_comments
from workbench.word.markup import Element
from workbench.word.names import P
from workbench.word.package import Package, open_package
from workbench.word.returning.labels import read_labels
from workbench.word.returning.markdown import MarkdownReader
from workbench.word.returning.regions import Region, find_regions
from workbench.word.revisions import list_revisions, list_unknown
from workbench.word.settle import Decision, Selection, settle
from workbench.word.text import visible_paragraphs
from workbench.word.writer import write
from workbench.workspace import clock
from workbench.workspace.commenting import comments
from workbench.workspace.desk import Change, Desk
from workbench.workspace.exchange import (
    AUTHOR,
    MUNICIPALITY,
    RESPONSE,
    SECTION,
    read_exchange,
)
from workbench.workspace.reviewing import version_of_text
from workbench.workspace.seat import Seat, find_municipality, require_coordinator
from workbench.workspace.templates import template

LARGEST: Final = 100_000_000
_REFERENCE: Final = re.compile(r"\[\^([^\]]+)\](?!:)")
_DEFINITION: Final = re.compile(r"\n\[\^[^\]]+\]:")
_WORKBENCH: Final = "Remissarbetsbänken"


@dataclass(frozen=True, slots=True)
class ReceiveOptions:
    """How a file is to be taken in."""

    municipality: str = ""
    """Who sent it, by any of its names; empty when the file says."""
    authors: Mapping[str, str] = field(default_factory=dict)
    """What names in Word stand for: `Admin` → `Falun: Eva Ek`."""
    replace: bool = False
    """Let the file replace what the municipality has sent before, also where the two differ."""


@dataclass(frozen=True, slots=True)
class ReceivedSection:
    """What came back about one section."""

    key: str
    found_by: str
    """How the section was found, in Swedish."""
    changes: int
    untracked: int
    """How many of them bear no mark in the file."""
    comments: int
    older: bool
    """The copy was made from an earlier version of the text than the present."""


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken in."""

    municipality: str
    """Its name on screen."""
    version: str
    """Identity of the act; empty when nothing was to be taken in."""
    sections: tuple[ReceivedSection, ...] = ()
    again: bool = False
    """The very same file had been taken in before; nothing was done."""
    remarks: tuple[str, ...] = ()


def receive(desk: Desk, seat: Seat, file: Path, options: ReceiveOptions) -> Received:
    """Take in a file that a municipality has sent back, as one act.

    Raises:
        InputError: It is no copy of this response, or an author is not known; says what to do.
        StageError: Something in it is not understood, or it stands against an earlier file.
    """
    require_coordinator(seat, "ta in en fil från en kommun")
    data = files.read(file, limit=LARGEST)
    exchange = read_exchange(desk)
    digest = hashlib.sha256(data).hexdigest()
    if (before := exchange.taken_in(digest)) is not None:
        name = desk.response().municipalities[before.municipality].name
        return Received(name, "", again=True)
    return _Receiving(desk, seat, open_package(data, file.name), data, options).taken_in(exchange)


class _Receiving:
    """One file on its way in."""

    def __init__(
        self, desk: Desk, seat: Seat, package: Package, data: bytes, options: ReceiveOptions
    ) -> None:
        self._desk, self._seat = desk, seat
        self._package, self._data, self._options = package, data, options
        self._labels = read_labels(package)
        self._home = self._sender()
        self._remarks: list[str] = []

    def taken_in(self, exchange: Exchange) -> Received:
        """Work everything out, then save it."""
        self._refuse_unknown()
        people = self._people(exchange)
        bases = self._bases()
        regions = self._regions(self._package, bases)
        self._tell_outside(regions, people)
        threads = {key: comments(self._desk, key) for key in bases}
        remarks_by_key = _Remarks(self._package, regions, bases, people, threads, self._home)
        added = {key: tuple(remarks_by_key.of(key)) for key in bases}
        wanted, plain = self._texts(people, bases)
        changed: dict[str, bytes | None] = {}
        told: list[ReceivedSection] = []
        for key, (version, base) in sorted(bases.items(), key=lambda item: order_of(item[0])):
            made = len(edits(base, wanted[key]))
            hidden = len(edits(base, plain[key]))
            if made:
                path = received(places.change(self._home.slug, key))
                changed[path] = self._wanted(path, key, (version, base), wanted[key])
            if added[key]:
                path = received(places.comments(self._home.slug, key))
                changed[path] = self._commented(path, added[key])
            if made or added[key]:
                older = version != version_of_text(self._desk, key)
                how = regions[key].found_by
                told.append(ReceivedSection(key, how, made, hidden, len(added[key]), older))
        return self._saved(exchange, people, changed, tuple(told))

    # -- what it is ------------------------------------------------------------------------

    def _sender(self) -> Municipality:
        response, labels = self._desk.response(), self._labels
        own = response.facts.response.id
        if labels.get(RESPONSE, own) != own:
            raise InputError(
                f"filen hör till ett annat remissvar ({visible(labels[RESPONSE])})",
                file=self._package.name,
                hint="Gå till det svarets mapp och ta in den där.",
            )
        said, wanted = labels.get(MUNICIPALITY, ""), self._options.municipality
        if wanted:
            return find_municipality(response, wanted)
        if said in response.municipalities:
            return response.municipalities[said]
        raise InputError(
            "filen säger inte från vilken kommun den kommer",
            file=self._package.name,
            hint="Lägg till --from KOMMUN om den är ett svar på en arbetskopia.",
        )

    def _refuse_unknown(self) -> None:
        unknown = list_unknown(self._package)
        if unknown:
            named = ", ".join(f"{each.name} ({each.count})" for each in unknown)
            raise StageError(
                f"{self._package.name} har ändringar som inte förstås: {named}",
                hint="Inget är taget in. Be avsändaren godkänna dem i Word och skicka igen.",
            )

    def _bases(self) -> dict[str, tuple[str, str]]:
        """Version and text that the copy was made from, by section."""
        told = {
            name.removeprefix(SECTION): value.partition(":")[0]
            for name, value in self._labels.items()
            if name.startswith(SECTION)
        }
        if not told:
            agreed = self._desk.response().agreed
            told = {key: version_of_text(self._desk, key) for key in agreed}
            self._remarks.append(
                "Filen saknar uppgift om version; den jämfördes med den text som gäller nu."
            )
        return {key: (version, self._base(key, version)) for key, version in told.items()}

    def _base(self, key: str, version: str) -> str:
        path, history = places.text(key), self._desk.history
        data = history.read([path], version=history.resolve(version)).get(path)
        if data is None:
            raise InputError(
                f"filen bygger på en text i avsnitt {key} som inte finns i historiken",
                file=self._package.name,
                hint="Den gjordes ur en annan kopia av svaret; ta in den där eller skicka en ny.",
            )
        return canonical(texts.as_written(data, path))

    def _regions(self, package: Package, bases: dict[str, tuple[str, str]]) -> dict[str, Region]:
        """Find the sections; those that an unlabelled file does not hold are taken out of bases."""
        outline = self._desk.response().outline
        named = {
            key: STANDING.get(key) or f"{key} {heading(outline, key) if outline.knows(key) else ''}"
            for key in bases
        }
        found = find_regions(package, named)
        labelled = any(name.startswith(SECTION) for name in self._labels)
        lost = [key for key in bases if key not in found]
        if lost and (labelled or not found):
            raise StageError(
                f"{package.name}: hittar inte texten till {join_names(lost)}",
                hint="Inget är taget in. Be avsändaren skicka filen med rubrikerna kvar.",
            )
        for key in lost:
            del bases[key]
        return found

    # -- who ------------------------------------------------------------------------------

    def _people(self, exchange: Exchange) -> dict[str, Author]:
        """Whom the names in the file stand for; those of others' marks are left out."""
        sent = {value for name, value in self._labels.items() if name.startswith(AUTHOR)}
        names = {revision.author for revision in list_revisions(self._package)}
        names |= {comment.author for comment in list_comments(self._package)}
        people: dict[str, Author] = {}
        unknown: list[str] = []
        for name in sorted(names - {_WORKBENCH}):
            author = self._mapped(name) or exchange.known(name, self._home.slug)
            author = author or self._recognised(name)
            if author is not None:
                people[name] = author
            elif name not in sent:
                unknown.append(name)
        if unknown:
            shown = ", ".join(f"”{visible(name) or 'utan namn'}”" for name in unknown)
            raise InputError(
                f"okänt vem {shown} är",
                file=self._package.name,
                hint="Säg det med --map, till exempel "
                f"--map ”{visible(unknown[0])}={self._home.name}: Förnamn Efternamn”.",
            )
        return people

    def _mapped(self, name: str) -> Author | None:
        words = self._options.authors.get(name)
        if words is None:
            return None
        municipality, _, person = words.partition(":")
        slug = find_municipality(self._desk.response(), municipality.strip()).slug
        return Author(name=name, municipality=slug, person=person.strip())

    def _recognised(self, name: str) -> Author | None:
        """A name that is the municipality's own, or one of its officers'."""
        home = self._home
        if name in (home.name, home.official_name):
            return Author(name=name, municipality=home.slug)
        person = name.removesuffix(f", {home.official_name}")
        if person != name or person in {officer.name for officer in home.officers}:
            return Author(name=name, municipality=home.slug, person=person)
        return None

    # -- what it says ---------------------------------------------------------------------

    def _texts(
        self, people: Mapping[str, Author], bases: Mapping[str, tuple[str, str]]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """What the municipality wants each section to say, and what it says without any mark."""
        own = frozenset(n for n, who in people.items() if who.municipality == self._home.slug)
        wanted, plain = (open_package(self._data, self._package.name) for _ in range(2))
        if own:
            report = settle(wanted, Decision.ACCEPT, Selection(authors=own))
            if not report.complete:
                raise StageError(
                    f"{self._package.name}: en ändring går inte att skilja från en annans",
                    hint="Inget är taget in. Be avsändaren avgöra den i Word och skicka igen.",
                )
        for package in (wanted, plain):
            if settle(package, Decision.REJECT).broken:
                raise StageError(
                    f"{self._package.name}: en spårad ändring är trasig",
                    hint="Inget är taget in. Öppna filen i Word, spara den på nytt, försök igen.",
                )
        as_sent = self._as_sent(bases)
        return self._read(wanted, bases, as_sent), self._read(plain, bases, as_sent)

    def _read(
        self,
        package: Package,
        bases: Mapping[str, tuple[str, str]],
        as_sent: Mapping[str, tuple[str, tuple[str, ...]]],
    ) -> dict[str, str]:
        reader = MarkdownReader(package)
        regions = self._regions(package, dict(bases))
        found: dict[str, str] = {}
        for key, (_, base) in bases.items():
            read = reader.read(regions[key].blocks)
            sent, notes = as_sent[key]
            if not set(reader.notes) <= set(notes):
                raise StageError(
                    f"{package.name}: en fotnot är ny eller ändrad i avsnitt {key}",
                    hint="Inget är taget in. Be avsändaren skriva det i texten i stället.",
                )
            if read != sent:
                read, sent = (
                    _labelled(text, numbers, notes, base)
                    for text, numbers in ((read, reader.notes), (sent, notes))
                )
            found[key] = base if read == sent else _in_words_of(base, sent, read)
        if reader.foreign:
            named = ", ".join(f"{name} ({n})" for name, n in sorted(reader.foreign.items()))
            raise StageError(
                f"{package.name}: texten innehåller sådant som inte kan tas in: {named}",
                hint="Inget är taget in. Be avsändaren beskriva det i ord.",
            )
        return found

    def _as_sent(
        self, bases: Mapping[str, tuple[str, str]]
    ) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The texts as they read when they have been in Word, so that only edits are seen.

        With what their footnotes say, in order.
        """
        notes = Footnotes()
        embedding = Embedding(notes, frozenset())
        blocks = tuple(
            doc.Region(key, embedding.blocks(base, key, 3)) for key, (_, base) in bases.items()
        )
        letterhead = doc.Letterhead(sender="Kommunerna")
        document = doc.Document("Text", letterhead, blocks, notes.blocks)
        package = open_package(write(document, template(self._desk)), "text.docx")
        regions = find_regions(package, dict.fromkeys(bases, ""))
        reader = MarkdownReader(package)
        return {key: (reader.read(regions[key].blocks), reader.notes) for key in bases}

    def _tell_outside(self, regions: Mapping[str, Region], people: Mapping[str, Author]) -> None:
        """Tell of the municipality's own marks on what is no section's text, such as a heading."""
        inside = _keys_of_paragraphs(self._package, regions)
        count = sum(
            revision.part == self._package.main
            and revision.paragraph not in inside
            and people.get(revision.author) is not None
            for revision in list_revisions(self._package)
        )
        if count:
            told = counted(count, ("spårad ändring", "spårade ändringar"))
            self._remarks.append(f"{told} utanför avsnittens texter togs inte in.")

    # -- saving ---------------------------------------------------------------------------

    def _wanted(self, path: str, key: str, base: tuple[str, str], text: str) -> bytes:
        """The file of the wanted text; what an earlier file wanted besides is kept."""
        before = self._desk.files().get(path)
        if before is not None and not self._options.replace:
            earlier = reviewing.read_wanted(before, path)
            if self._base(key, earlier.base) == base[1]:
                merged = merge(base[1], [Side("förra", earlier.text), Side("ny", text)])
                if merged.conflicts:
                    raise StageError(
                        f"{self._package.name} säger något annat i avsnitt {key} än den fil som "
                        f"{self._home.official_name} skickade tidigare",
                        hint="Inget är taget in. Lägg till --replace om den nya gäller i stället.",
                    )
                text = merged.text
        return reviewing.write_wanted(before, WantedText(base=base[0], text=text))

    def _commented(self, path: str, added: Sequence[Comment]) -> bytes:
        before = self._desk.files().get(path)
        value: Comments = reviewing.read_comments(before, path)
        for comment in added:
            value = value.with_comment(comment)
        return reviewing.write_comments(before, value)

    def _saved(
        self,
        exchange: Exchange,
        people: Mapping[str, Author],
        changed: Mapping[str, bytes | None],
        told: tuple[ReceivedSection, ...],
    ) -> Received:
        digest = hashlib.sha256(self._data).hexdigest()
        now = clock.wall(clock.now())
        row = Return(
            municipality=self._home.slug,
            at=now,
            name=visible(self._package.name),
            sha256=digest,
        )
        kept = [a for a in exchange.author if people.get(a.name, a) == a]
        new = [author for author in people.values() if author not in kept]
        value = exchange.model_copy(
            update={"returned": (*exchange.returned, row), "author": (*kept, *new)}
        )
        changes = sum(each.changes for each in told)
        said = sum(each.comments for each in told)
        subject = (
            f"Tog in {counted(changes, ('ändring', 'ändringar'))} och "
            f"{counted(said, ('kommentar', 'kommentarer'))} från {self._home.official_name} i Word"
        )
        trailers = {
            "Remiss-Act": "receive",
            "Remiss-From": self._home.slug,
            "Remiss-File": digest,
        }
        if sections := " ".join(each.key for each in told):
            trailers["Remiss-Section"] = sections
        if untracked := " ".join(each.key for each in told if each.untracked):
            trailers["Remiss-Untracked"] = untracked
        content = {**changed, FILE: toml.updated(self._desk.files().get(FILE), value)}
        (version,) = self._desk.record([Change(self._seat, content, subject, trailers)])
        return Received(self._home.name, version, told, remarks=tuple(self._remarks))


def received(path: str) -> str:
    """Where something of a municipality's lies when the coordinator took it in."""
    owner, _, rest = path.removeprefix("municipalities/").partition("/")
    return f"municipalities/{owner}/received/{rest}"


def _in_words_of(base: str, sent: str, read: str) -> str:
    """Write what came back with the base's own lines wherever they are the same."""
    definitions = _DEFINITION.search(f"\n{base}")
    cut = len(base) if definitions is None else max(0, definitions.start() - 1)
    told, apart = base[:cut].rstrip("\n") + "\n", base[cut:]
    mine, theirs, lines = told.split("\n"), sent.split("\n"), read.split("\n")
    if len(mine) == len(theirs):
        same = dict(zip(theirs, mine, strict=True))
    else:
        pairs = (m for m in align(theirs, mine).matches if len(m.before) == len(m.after) == 1)
        same = {theirs[m.before.start]: mine[m.after.start] for m in pairs}
    for match in align(theirs, lines).matches:
        if match.fate is Fate.EDITED:
            before, after = theirs[match.before.start], lines[match.after.start]
            same.setdefault(after, _retyped(same.get(before, before), before, after))
    said = "\n".join(same.get(line, line) for line in lines)
    return canonical(f"{said}\n{apart}")


def _labelled(text: str, notes: Sequence[str], sent: Sequence[str], base: str) -> str:
    """Name footnotes as the base does: the numbers that the reader gave say nothing."""
    labels = dict(zip(sent, _REFERENCE.findall(base), strict=False))

    def label(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        return f"[^{labels.get(notes[place], found[1])}]" if place < len(notes) else found[0]

    return re.sub(r"\[\^(\d+)\]", label, text)


def _retyped(base: str, sent: str, read: str) -> str:
    """Write an edited line with the base's own characters where nothing was edited.

    A line that went to Word got hard spaces, one for each space, and comes back with them.
    """
    if len(base) != len(sent):
        return read
    out: list[str] = []
    at = 0
    for kind, text in diff_words(sent, read):
        if kind is Kind.KEPT:
            out.append(base[at : at + len(text)])
        elif kind is Kind.INSERTED:
            out.append(text)
        at += len(text) if kind is not Kind.INSERTED else 0
    return "".join(out)


class _Remarks:
    """Comments of the file that are not known yet, section by section."""

    def __init__(
        self,
        package: Package,
        regions: Mapping[str, Region],
        bases: Mapping[str, tuple[str, str]],
        people: Mapping[str, Author],
        threads: Mapping[str, Sequence[Thread]],
        home: Municipality,
    ) -> None:
        self._comments = list_comments(package)
        self._by_id = {comment.id: comment for comment in self._comments}
        self._bases, self._people, self._home = bases, people, home
        self._threads = threads
        self._keys = _keys_of_paragraphs(package, regions)
        self._main = package.main
        self._ids: dict[str, str] = {}

    def of(self, key: str) -> Iterator[Comment]:
        """New entries about a section, those that answer others after them."""
        for comment in self._comments:
            if self._key(comment) != key or comment.author == _WORKBENCH:
                continue
            known = self._known(comment, key)
            if known:
                self._ids[comment.id] = known
            else:
                yield self._entry(comment, key)
        yield from self._done(key)

    def _key(self, comment: WordComment) -> str:
        root = self._by_id.get(comment.parent or "", comment)
        if root.part == self._main and root.paragraph is not None:
            return self._keys.get(root.paragraph, next(iter(self._bases)))
        return next(iter(self._bases))

    def _known(self, comment: WordComment, key: str) -> str:
        """Id of the thread that an entry belongs to already; empty for a new entry."""
        for thread in self._threads[key]:
            for entry in (thread.first, *thread.answers):
                said = entry.comment.text.strip()
                if (
                    said
                    and comment.text.strip().startswith(said)
                    and (
                        comment.author in (entry.comment.by, self._author(comment))
                        or entry.comment.by == self._author(comment)
                    )
                ):
                    return thread.id
        return ""

    def _author(self, comment: WordComment) -> str:
        who = self._people.get(comment.author)
        if who is None or who.municipality != self._home.slug:
            return visible(comment.author) or self._home.official_name
        return (
            f"{who.person}, {self._home.official_name}"
            if who.person
            else (self._home.official_name)
        )

    def _entry(self, comment: WordComment, key: str) -> Comment:
        by, at, text = self._author(comment), _moment(comment), comment.text.strip()
        root = self._ids.get(comment.parent or "", "")
        quote = "" if root else self._quote(comment, key)
        identity = comment_id(by, at, text)
        self._ids[comment.id] = root or identity
        return Comment(id=identity, by=by, at=at, text=text, quote=quote, answers=root)

    def _quote(self, comment: WordComment, key: str) -> str:
        anchor = " ".join((comment.anchor or "").split())
        if not anchor:
            return ""
        for line in self._bases[key][1].split("\n"):
            words = " ".join(line.split())
            if words and (anchor in words or words in anchor):
                return words
        return ""

    def _done(self, key: str) -> Iterator[Comment]:
        """Entries that say that a thread is resolved."""
        for comment in self._comments:
            if comment.parent or not comment.resolved or self._key(comment) != key:
                continue
            thread_id = self._ids.get(comment.id, "")
            known = next((t for t in self._threads[key] if t.id == thread_id), None)
            if not thread_id or (known is not None and known.resolved):
                continue
            by = self._home.official_name
            said = [_moment(c) for c in self._comments if c.parent == comment.id]
            at = max([_moment(comment), *said]) + dt.timedelta(seconds=1)
            identity = comment_id(by, at, "löst")
            yield Comment(id=identity, by=by, at=at, answers=thread_id, resolves=True)


def _moment(comment: WordComment) -> dt.datetime:
    """When a comment was made, on a Swedish wall clock."""
    if comment.date_utc:
        return clock.wall(dt.datetime.fromisoformat(comment.date_utc)).replace(microsecond=0)
    if comment.date is None:
        return dt.datetime(1980, 1, 1)  # noqa: DTZ001  # local time without zone, as everywhere
    # Word writes local time and calls it UTC.
    return dt.datetime.fromisoformat(comment.date).replace(tzinfo=None, microsecond=0)


def _keys_of_paragraphs(package: Package, regions: Mapping[str, Region]) -> dict[int, str]:
    numbers: dict[Element, int] = {
        p: n for n, p in enumerate(visible_paragraphs(package.tree(package.main)))
    }
    return {
        numbers[paragraph]: key
        for key, region in regions.items()
        for block in region.blocks
        for paragraph in block.iter(P)
        if paragraph in numbers
    }
