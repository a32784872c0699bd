"""Taking in an answer form: its rows become the municipality's contributions, all or none.

A row that cannot stand as it was filled in stops the whole form, and every such row is named with
what is wrong; the coordinator then asks the sender, or says what was meant.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from workbench.core import document as doc
from workbench.core import places
from workbench.core.contribution import Contribution
from workbench.core.exchange import Exchange
from workbench.core.exchange.form import (
    ALREADY_SAID,
    CONDITION,
    NAME,
    PHONE,
    POSITION,
    PROMPTS,
    TEXT,
    Row,
    answered,
    questions,
)
from workbench.core.exchange.form_document import ABOUT, ABOUT_HEAD, HEADING, SECTION
from workbench.core.language.swedish import counted, join_names
from workbench.core.outline import STANDING, order_of
from workbench.core.reviewing.comments import Comment
from workbench.core.text import visible
from workbench.errors import InputError, StageError
from workbench.storage import texts
from workbench.word.package import Package
from workbench.word.returning.form_rows import (
    FormSought,
    Table,
    looks_like_form,
    read_form,
)
from workbench.word.returning.regions import Region
from workbench.word.settle import Decision, settle
from workbench.workspace.answer_forms import document_for
from workbench.workspace.commenting import comments
from workbench.workspace.contributing import check_contribution
from workbench.workspace.returning.account import Received, ReceivedSection
from workbench.workspace.returning.origin import ReturnedFile, mistaken_sender
from workbench.workspace.returning.people import People, people_of, saver
from workbench.workspace.returning.remarks import Remarks
from workbench.workspace.returning.saving import Acted, Part, commented, received, save
from workbench.workspace.returning.sections import told_left_out
from workbench.workspace.seat import Seat


def is_form(file: ReturnedFile) -> bool:
    """Tell whether a file is an answer form, by its properties or by how it looks."""
    return file.is_form or (not file.is_labelled and looks_like_form(file.package, _sought(file)))


def receive_form(file: ReturnedFile, seat: Seat, exchange: Exchange) -> Received:
    """Take in an answer form.

    Raises:
        InputError: A name in it is not known.
        StageError: A row cannot be taken in as it stands, or says otherwise than an earlier form.
    """
    return _Form(file, exchange).received(seat)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A row that can be taken in."""

    key: str
    contribution: Contribution
    remark: str


class _Form:
    """A form on its way in."""

    def __init__(self, file: ReturnedFile, exchange: Exchange) -> None:
        self._file, self._exchange = file, exchange
        self._people = people_of(file, exchange)
        package = file.again()
        if settle(package, Decision.ACCEPT).broken:
            raise StageError(
                f"{file.name}: en spårad ändring är trasig",
                hint="Inget är taget in. Öppna filen i Word, spara den på nytt, försök igen.",
            )
        self._read = read_form(package, _sought(file))
        self._about = next((t.filled for t in self._read.tables if t.key == ABOUT), {})
        self._tables = {table.key: table for table in self._read.tables if table.key != ABOUT}
        if not self._tables:
            raise StageError(
                f"{file.name}: hittar inga svarsfält i blanketten",
                hint="Inget är taget in. Be avsändaren skicka filen med tabellerna kvar.",
            )
        self._refuse_foreign()
        self._taken = self._answers()
        self._comments = self._remarks_of(file.package, self._people)

    def _refuse_foreign(self) -> None:
        foreign = {key: table.foreign for key, table in self._tables.items() if table.foreign}
        if foreign and not self._file.options.without_pictures:
            raise StageError(
                f"{self._file.name}: svaret innehåller sådant som inte kan tas in: "
                f"{'; '.join(told_left_out(foreign))}",
                hint="Inget är taget in. Be avsändaren beskriva det i ord, eller lägg till "
                "--without-pictures för att ta in resten.",
            )

    def _answers(self) -> tuple[_Taken, ...]:
        """Return the rows that say something; refuse when one of them cannot be taken in."""
        taken: list[_Taken] = []
        troubles: list[str] = []
        for key in sorted(self._tables, key=order_of):
            row, stated = _row(self._tables[key]), self._file.options.positions.get(key)
            if row.is_empty and not stated:
                continue
            found = answered(row, stated)
            trouble = found.trouble or self._misfit(key, found.contribution)
            if trouble:
                troubles.append(f"{_named(key)}: {trouble}")
            else:
                taken.append(_Taken(key, found.contribution, found.remark))
        self._refuse_unknown_keys()
        if troubles:
            raise StageError(
                f"{self._file.name}: {'. '.join(troubles)}",
                hint="Inget är taget in. Fråga avsändaren vad som menas, och säg det med "
                '--position "AVSNITT=ställningstagande", eller med "AVSNITT=" för inget.',
            )
        return tuple(taken)

    def _misfit(self, key: str, contribution: Contribution) -> str:
        """Why a contribution cannot stand in its section; empty when it can."""
        try:
            check_contribution(self._file.desk.response(), key, contribution)
        except InputError as wrong:
            return str(wrong)
        return ""

    def _refuse_unknown_keys(self) -> None:
        for key in self._file.options.positions:
            if key not in self._tables:
                raise InputError(
                    f"blanketten har inget avsnitt ”{key}” att ange ställningstagande för",
                    hint=f"Den har {join_names(map(_named, self._tables))}.",
                )

    def _remarks_of(self, package: Package, people: People) -> dict[str, tuple[Comment, ...]]:
        marked = read_form(package, _sought(self._file))
        regions = {t.key: Region(t.key, t.paragraphs, "tabell") for t in marked.tables}
        threads = {key: comments(self._file.desk, key) for key in self._tables}
        remarks = Remarks(package, regions, dict.fromkeys(threads, ""), people, threads)
        found = {key: tuple(remarks.of(key)) for key in threads}
        return {key: said for key, said in found.items() if said}

    # -- the account ----------------------------------------------------------------------

    def received(self, seat: Seat) -> Received:
        """Save it, and give the account."""
        who = self._who()
        changed = self._changed()
        got = Received(
            municipality=self._file.home.name,
            version="",
            sections=tuple(self._told(changed)),
            remarks=tuple(self._told_besides()),
            people=(who,),
            preview=self._file.options.preview,
        )
        if got.preview:
            return got
        content = {**changed, **self._said()}
        exchange = self._people.remembered_by(self._exchange)
        told = counted(len(changed), ("svar", "svar"))
        acted = Acted(f"Tog in {told} i svarsblankett från {self._file.home.official_name}", {})
        return replace(got, version=save(self._file, seat, exchange, [Part(who, content)], acted))

    def _who(self) -> str:
        """Who has filled it in: as the form says, else who saved it."""
        named = visible(" ".join(self._about.get(NAME, "").split()))
        if named:
            return f"{named}, {self._file.home.official_name}"
        return next(iter(self._people.by_person), "") or saver(self._file, self._exchange)

    def _changed(self) -> dict[str, bytes | None]:
        """The files of the contributions that are new or say otherwise than before."""
        found: dict[str, bytes | None] = {}
        files = self._file.desk.files()
        for each in self._taken:
            path = received(places.contribution(self._file.home.slug, each.key))
            before = files.get(path)
            new = texts.write(before, each.contribution)
            if new == before:
                continue
            if before is not None and not self._file.options.replace:
                raise StageError(
                    f"{self._file.name} svarar annat i {_named(each.key)} än det som redan är "
                    f"intaget från {self._file.home.official_name}",
                    hint="Inget är taget in. Lägg till --replace om den nya gäller i stället.",
                )
            found[path] = new
        return found

    def _said(self) -> dict[str, bytes | None]:
        slug = self._file.home.slug
        return {
            path: commented(self._file.desk, path, added)
            for key, added in self._comments.items()
            for path in (received(places.comments(slug, key)),)
        }

    def _told(self, changed: Mapping[str, bytes | None]) -> Iterator[ReceivedSection]:
        slug = self._file.home.slug
        taken = {each.key: each.contribution for each in self._taken}
        for key in sorted(taken.keys() | self._comments.keys(), key=order_of):
            isnew = received(places.contribution(slug, key)) in changed
            yield ReceivedSection(
                key,
                "tabell",
                changes=int(isnew),
                untracked=0,
                comments=len(self._comments.get(key, ())),
                older=False,
                contribution=_in_short(taken[key]) if key in taken else "",
            )

    def _told_besides(self) -> Iterator[str]:
        """What the coordinator must know besides the answers."""
        file, response = self._file, self._file.desk.response()
        if mistaken := mistaken_sender(file):
            yield mistaken
        for each in self._taken:
            if each.remark:
                yield f"{_named(each.key)}: {each.remark}."
            if places.contribution(file.home.slug, each.key) in file.desk.files():
                yield (
                    f"{_named(each.key)}: {file.home.name} har ett eget bidrag i arbetsbänken, och "
                    "det gäller. Svaret i blanketten sparades vid sidan av."
                )
        if not self._taken:
            yield "Inget svar är ifyllt i blanketten."
        asked = self._asked()
        if missing := [key for key in asked if key not in self._tables]:
            yield f"Blanketten saknar {join_names(map(_named, missing))}, som den skickades med."
        foreign = {key: table.foreign for key, table in self._tables.items() if table.foreign}
        for left in told_left_out(foreign):
            yield f"Togs inte in: {left}."
        for text in self._read.others:
            yield f"Står utanför fälten och togs inte in: ”{visible(text)}”"
        if contact := self._about.get(PHONE, ""):
            about = visible(" ".join(contact.split()))
            yield f"Frågor om svaret från {response.municipalities[file.home.slug].name}: {about}"

    def _asked(self) -> tuple[str, ...]:
        """The sections of the form that went out last to this municipality."""
        sent = [
            each
            for each in self._exchange.sent
            if each.form and each.municipality == self._file.home.slug
        ]
        return sent[-1].sections if sent else ()


def _row(table: Table) -> Row:
    filled = table.filled
    return Row(
        table.key,
        " ".join(filled.get(POSITION, "").split()),
        " ".join(filled.get(CONDITION, "").split()),
        filled.get(TEXT, ""),
    )


def _in_short(contribution: Contribution) -> str:
    words = [contribution.position.value] if contribution.position else []
    words += ["text"] if contribution.text.strip() else []
    return " och ".join(words)


def _named(key: str) -> str:
    return STANDING.get(key) or f"avsnitt {key}"


def _sought(file: ReturnedFile) -> FormSought:
    """What the form is known by, as it would be made now."""
    outline = file.desk.response().outline
    keys = tuple(outline.keys())
    asked = questions(file.desk.response(), file.home.slug, keys)
    document = document_for(file.desk, file.home, asked)
    heads = {key: STANDING.get(key) or f"{SECTION} {key}" for key in keys}
    said = {" ".join(text.split()) for text in doc.texts(document.body)}
    return FormSought(
        {**heads, ABOUT: ABOUT_HEAD}, HEADING, PROMPTS, (ALREADY_SAID,), frozenset(said)
    )
