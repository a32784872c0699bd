"""The act of taking in a returned file: everything is worked out, then saved in one go.

What the municipality wants is kept as a change to the version that the copy was made from, whatever
has become of the text since.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from workbench.core import places
from workbench.core.exchange import Exchange
from workbench.core.language.swedish import counted, join_names
from workbench.core.outline import STANDING, order_of
from workbench.core.reviewing.edits import Edit, edits
from workbench.core.reviewing.moves import Move, moves
from workbench.core.reviewing.pending import Wanted
from workbench.core.text import visible
from workbench.storage import files
from workbench.word.authors import authors_of
from workbench.word.revisions import list_revisions
from workbench.workspace.commenting import comments
from workbench.workspace.desk import Desk
from workbench.workspace.exchange import read_exchange
from workbench.workspace.returning.account import (
    Received,
    ReceivedSection,
    ReceiveOptions,
    Wording,
)
from workbench.workspace.returning.answer_form import is_form, receive_form
from workbench.workspace.returning.earlier import Earlier
from workbench.workspace.returning.origin import (
    ReturnedFile,
    bases,
    identify,
    mistaken_sender,
)
from workbench.workspace.returning.originals import LARGEST, keep
from workbench.workspace.returning.people import people_of, saver
from workbench.workspace.returning.remarks import Remarks, keys_of_paragraphs
from workbench.workspace.returning.saving import Acted, Part, commented, received, save
from workbench.workspace.returning.sections import Sections, told_left_out
from workbench.workspace.reviewing import wanted_texts
from workbench.workspace.seat import Seat, require_coordinator


def receive(desk: Desk, seat: Seat, file: Path, options: ReceiveOptions) -> Received:
    """Take in a file that a municipality has sent back, all of it or nothing.

    Raises:
        InputError: It is no copy of this response, or an author is not known; says what to do.
        StageError: Something in it is not understood, or it stands against an earlier file.
    """
    require_coordinator(seat, "ta in en fil från en kommun")
    data = files.read(file, limit=LARGEST)
    exchange = read_exchange(desk)
    digest = hashlib.sha256(data).hexdigest()
    if (before := exchange.taken_in(digest)) is not None:
        keep(desk, data)  # another computer may have taken it in
        name = desk.response().municipalities[before.municipality].name
        return Received(name, "", again=True)
    returned = identify(desk, data, file.name, options)
    if is_form(returned):
        return receive_form(returned, seat, exchange)
    return _Copy(returned, exchange).received(seat)


class _Copy:
    """A working copy on its way in."""

    def __init__(self, file: ReturnedFile, exchange: Exchange) -> None:
        self._file, self._exchange = file, exchange
        self._home = file.home
        self._people = people_of(file, exchange)
        self._sections = Sections(file, bases(file))
        self._bases = {key: base.text for key, base in self._sections.bases.items()}
        self._plain = self._sections.texts(())
        own = self._people.own
        self._wanted = self._sections.texts(own) if own else self._plain
        self._earlier = Earlier(file)
        self._edits = {key: edits(base, self._wanted[key]) for key, base in self._bases.items()}
        self._new = {
            key: tuple(edit for edit in made if edit.id not in self._earlier.edits(key))
            for key, made in self._edits.items()
        }
        threads = {key: comments(file.desk, key) for key in self._bases}
        remarks = Remarks(file.package, self._sections.regions, self._bases, self._people, threads)
        self._comments = {key: tuple(remarks.of(key)) for key in self._bases}

    def received(self, seat: Seat) -> Received:
        """Save it, and give the account."""
        told = tuple(self._told())
        parts = self._parts()
        got = Received(
            municipality=self._home.name,
            version="",
            sections=told,
            remarks=tuple(self._remarks()),
            moved=self._moved(),
            people=tuple(part.signed for part in parts),
            preview=self._file.options.preview,
        )
        if got.preview:
            return got
        exchange = self._people.remembered_by(self._exchange)
        return replace(
            got, version=save(self._file, seat, exchange, parts, _acted(self._file, got))
        )

    def _told(self) -> Iterator[ReceivedSection]:
        for key in sorted(self._bases, key=order_of):
            base, region = self._bases[key], self._sections.regions[key]
            new = self._new[key]
            if not new and not self._comments[key]:
                continue
            known = self._earlier.edits(key)
            unmarked = [edit for edit in edits(base, self._plain[key]) if edit.id not in known]
            yield ReceivedSection(
                key,
                region.found_by,
                len(new),
                len(unmarked),
                len(self._comments[key]),
                self._sections.bases[key].older,
                region.is_guess,
                region.certainty,
                region.place,
                tuple(Wording(edit.before, edit.after) for edit in new),
            )

    def _moved(self) -> tuple[Move, ...]:
        """What moved between sections, unless that was known before."""
        slug, wanted = self._home.slug, self._wanted
        found = moves(
            {
                key: [Wanted(slug, self._bases[key], wanted[key])]
                for key in sorted(self._bases, key=order_of)
            }
        )
        new = {(key, edit.id) for key, made in self._new.items() for edit in made}
        return tuple(
            one for one in found if {(one.source, one.leaving), (one.target, one.arriving)} & new
        )

    def _remarks(self) -> Iterator[str]:
        """What the coordinator must know besides the changes."""
        file = self._file
        if mistaken := mistaken_sender(file):
            yield mistaken
        if not file.is_labelled:
            yield "Filen saknar uppgift om version; den jämfördes med den text som gäller nu."
        if self._sections.lost:
            named = join_names(STANDING.get(key, key) for key in self._sections.lost)
            yield f"Filen har inte avsnitten {named}; där ändrades inget."
        for each in told_left_out(self._sections.left_out):
            yield f"Togs inte in: {each}."
        if count := self._marks_outside():
            marks = counted(count, ("spårad ändring", "spårade ändringar"))
            yield f"{marks} utanför avsnittens texter togs inte in."
        yield from self._same_as_others()
        yield from self._taken_out()
        for text in self._sections.outside:
            yield f"Står utanför avsnitten och togs inte in: ”{visible(text)}”"

    def _same_as_others(self) -> Iterator[str]:
        """Tell of others' proposals that stand in the file with no mark to say whose they are.

        To accept them in Word looks just like saving in a program that loses the marks.
        """
        for key, base in self._bases.items():
            new = {edit.id for edit in self._new[key]}
            unmarked = {edit.id for edit in edits(base, self._plain[key])} & new
            for who, edit in self._proposed_by_others(key) if unmarked else ():
                if edit.id in unmarked:
                    yield (
                        f"I {STANDING.get(key, key)} står det som {who} föreslår "
                        f"(”{visible(edit.after or edit.before)}”) utan spårning. Det räknas som "
                        f"att {self._home.name} har godkänt det i Word; fråga om filen kan ha "
                        "tappat spårningen."
                    )

    def _proposed_by_others(self, key: str) -> Iterator[tuple[str, Edit]]:
        known = self._file.desk.response().municipalities
        for wanted in wanted_texts(self._file.desk, key)[0]:
            if wanted.slug != self._home.slug:
                who = known[wanted.slug].name if wanted.slug in known else wanted.slug
                yield from ((who, edit) for edit in edits(wanted.base, wanted.text))

    def _taken_out(self) -> Iterator[str]:
        """Tell of the municipality's own proposals that are not in the file any more."""
        gone = {
            key: self._earlier.taken_out(key, (edit.id for edit in made), self._exchange)
            for key, made in self._edits.items()
        }
        if self._file.options.replace or not any(gone.values()):
            return
        everybody = self._sections.texts(r.author for r in list_revisions(self._file.package))
        for key, proposals in gone.items():
            for edit in proposals:
                text = edit.after or edit.before
                if (text in everybody[key]) == bool(edit.after):
                    continue  # it stands there as a proposal of several municipalities
                yield (
                    f"{self._home.name} har tagit bort sitt tidigare förslag i {key} "
                    f"(”{visible(text)}”) ur filen; det ligger kvar. Ta in filen med --replace för "
                    "att ta bort det, eller avslå det i granskningen."
                )

    def _marks_outside(self) -> int:
        """Count the municipality's own marks on what is no section's text, such as a heading."""
        package = self._file.package
        inside = keys_of_paragraphs(package, self._sections.regions)
        return sum(
            revision.part == package.main
            and revision.paragraph not in inside
            and not self._people.own.keys().isdisjoint(authors_of(revision.author))
            for revision in list_revisions(package)
        )

    # -- saving ---------------------------------------------------------------------------

    def _parts(self) -> list[Part]:
        """What each person changed, on top of those before; what is said beside it comes last.

        When one person has marks or comments in the file, what bears no mark is that person's too;
        of several nobody knows whose it is.
        """
        unmarked = self._changed(self._bases, self._plain)
        marked = list(self._marked())
        said = self._said()
        writers = {part.signed for part in marked} | self._commenters()
        if len(writers) < 2:
            who = next(iter(writers), "") or saver(self._file, self._exchange)
            last = marked[-1].content if marked else {}
            return [Part(who, {**unmarked, **last, **said})]
        parts = [Part(self._home.official_name, unmarked)] if unmarked or not marked else []
        parts += marked
        return [*parts[:-1], replace(parts[-1], content={**parts[-1].content, **said})]

    def _marked(self) -> Iterator[Part]:
        """What each person's marks change, on top of the unmarked edits and of those before."""
        before, accepted = self._plain, frozenset[str]()
        for who, names in self._people.by_person.items():
            accepted |= names
            whole = len(accepted) == len(self._people.own)
            after = self._wanted if whole else self._sections.texts(accepted)
            if content := self._changed(before, after):
                yield Part(who, content)
            before = after

    def _commenters(self) -> set[str]:
        return {comment.by for added in self._comments.values() for comment in added}

    def _changed(
        self, before: Mapping[str, str], after: Mapping[str, str]
    ) -> dict[str, bytes | None]:
        """The files of the wanted texts that one step changed."""
        return {
            path: self._earlier.with_new(path, key, self._sections.bases[key], after[key])
            for key in self._bases
            if self._new[key] and after[key] != before[key]
            for path in (received(places.change(self._home.slug, key)),)
        }

    def _said(self) -> dict[str, bytes | None]:
        return {
            path: commented(self._file.desk, path, added)
            for key, added in self._comments.items()
            if added
            for path in (received(places.comments(self._home.slug, key)),)
        }


def _acted(file: ReturnedFile, got: Received) -> Acted:
    changes = sum(each.changes for each in got.sections)
    said = sum(each.comments for each in got.sections)
    subject = (
        f"Tog in {counted(changes, ('ändring', 'ändringar'))} och "
        f"{counted(said, ('kommentar', 'kommentarer'))} från {file.home.official_name} i Word"
    )
    trailers = {}
    if untracked := " ".join(each.key for each in got.sections if each.untracked):
        trailers["Remiss-Untracked"] = untracked
    if moved := " ".join(f"{each.source}>{each.target}" for each in got.moved):
        trailers["Remiss-Moved"] = moved
    return Acted(subject, trailers)
