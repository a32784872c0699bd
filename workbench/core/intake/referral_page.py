"""What a remiss page or a missive says: what is referred, by when, to whom, and where to answer.

The texts differ from ministry to ministry and from year to year, so nothing is taken by its place
alone: a fact is taken where words say what it is. What is not found is None, never guessed, and
what is doubtful is told in a note.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.core.intake import addresses, answer_date, bodies, designation, prose
from workbench.core.intake.addresses import Contact
from workbench.core.intake.answer_date import AnswerDate, OtherDate
from workbench.core.intake.decoding import decoded, plain_lines
from workbench.core.intake.departments import department
from workbench.core.intake.designation import Designation, RegistrationNumber
from workbench.core.intake.referral_body import Body
from workbench.core.intake.title import Title, read_title
from workbench.core.intake.webpage import as_markdown, is_html
from workbench.core.referral import Referral
from workbench.errors import InputError

MAX_CHARACTERS = 500_000
"""Longest text that is read as a remiss page; a real one has at most some ten thousand."""

MAX_HTML = 5_000_000
"""Longest web page; most of a saved one is scripts and styles."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link on the page, mail addresses not counted."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """The facts of one remiss page or missive. None and empty mean: not found."""

    heading: str | None = None
    """The page's own heading, as it stands."""
    title: str | None = None
    """The report's title, without "Remiss av" and without its designation."""
    report: str | None = None
    """The report's designation, such as `SOU 2020:47`."""
    kind: str | None = None
    """What the report is: betänkande, promemoria …"""
    registration_number: str | None = None
    deadline: dt.date | None = None
    deadline_time: dt.time | None = None
    """The time of day, where one is given."""
    other_dates: tuple[OtherDate, ...] = ()
    department: str | None = None
    emails: tuple[str, ...] = ()
    """Where the answer is sent."""
    copies: tuple[str, ...] = ()
    """Where a copy of it is sent."""
    contacts: tuple[Contact, ...] = ()
    """Who answers questions."""
    bodies: tuple[Body, ...] = ()
    links: tuple[Link, ...] = ()
    extension_possible: bool | None = None
    """Whether a later day can be had; None when nothing is said about it."""
    file_names: str | None = None
    """The sentence that says how the answer's files are to be named."""
    instructions: tuple[str, ...] = ()
    """Sentences on the answer's form: formats, subject line, disposition."""
    notes: tuple[str, ...] = ()
    """Swedish sentences on what is doubtful."""

    def referral(self) -> Referral:
        """Return the facts that a response keeps; what was not found is left out."""
        return Referral(
            report=self.report or "",
            title=self.title or "",
            kind=self.kind or "betänkande",
            registration_number=self.registration_number or "",
            recipient=self.department or "",
            emails=self.emails,
            copies=self.copies,
            deadline=self.deadline,
        )

    def as_json(self) -> dict[str, object]:
        """Return what `remiss page --json` prints.

        `emails` holds every address that the answer goes to, those for a copy last; the latter
        stand in `copies` too.
        """
        return {
            "title": self.title,
            "report": self.report,
            "dnr": self.registration_number,
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "emails": [*self.emails, *self.copies],
            "bodies": [
                {"name": one.name, "restriction": one.restriction, "parts": list(one.parts)}
                for one in self.bodies
            ],
            "heading": self.heading,
            "kind": self.kind,
            "deadline_time": f"{self.deadline_time:%H:%M}" if self.deadline_time else None,
            "other_dates": [
                {"date": one.day.isoformat(), "purpose": one.purpose.value, "text": one.sentence}
                for one in self.other_dates
            ],
            "department": self.department,
            "copies": list(self.copies),
            "contacts": [
                {"name": one.name, "email": one.email, "phone": one.phone} for one in self.contacts
            ],
            "links": [{"text": one.text, "address": one.address} for one in self.links],
            "extension_possible": self.extension_possible,
            "file_names": self.file_names,
            "instructions": list(self.instructions),
            "notes": list(self.notes),
        }


_LINK = re.compile(
    r"\[(?P<text>[^\[\]]{0,400})\]\((?P<address>[^()\s]{1,2000})(?: {1,3}\"[^\"]{0,400}\")?\)"
)
_EXTENSION = re.compile(
    r"uppskov|anstånd|förlängning|förläng\w* (?:svars|remiss)tid|längre svarstid"
)
_REFUSED = re.compile(r"\b(?:inte|ej|inga|inget|ingen|omöjlig\w*)\b")
_GRANTED = re.compile(r"\b(?:kan|får)\b.{0,60}\b(?:medges|beviljas|begäras|ges|sökas)\b")
_FILE_NAMES = re.compile(
    r"filnamn|(?:namnet|namnen|namn) på (?:\w+ ){0,2}(?:dokument|fil)|döp |namnge", re.I
)
_FORM = re.compile(
    r"\b(?:word|pdf)|ämnesrad|disposition|bearbetningsbar|tillgänglighet|ange(?:s)? .{0,60}diarie|"
    r"uppge .{0,30}diarie|elektronisk",
    re.I,
)
_IS_REFERRED = re.compile(
    r"remitter|ta del av|på remiss|\bremissen\b|remissbehandl|remiss av|betänkandet|promemorian|"
    r"dokumentbeteckning",
    re.I,
)


def from_bytes(data: bytes, name: str) -> ReferralPage:
    """Read a file: Markdown, plain text or HTML, in whatever encoding.

    Args:
        data: The whole file.
        name: What the user calls it.

    Raises:
        InputError: It is no text, or far too long for a remiss page.
    """
    file = decoded(data, name)
    try:
        page = from_html(file.text) if is_html(file.text) else read(file.text)
    except InputError as refused:
        raise InputError(str(refused), file=name, hint=refused.hint) from refused
    return replace(page, notes=(*file.notes, *page.notes))


def from_html(text: str) -> ReferralPage:
    """Read a saved web page.

    Raises:
        InputError: It is far too long.
    """
    if len(text) > MAX_HTML:
        raise _too_long()
    return read(as_markdown(text))


def read(text: str) -> ReferralPage:
    """Read a remiss page or missive written as Markdown or plain text.

    Raises:
        InputError: It is far too long.
    """
    if len(text) > MAX_CHARACTERS:
        raise _too_long()
    lines = plain_lines(text)
    listed = bodies.find(lines)
    running = [*lines[: listed.first], "", *lines[listed.end :]] if listed.bodies else lines
    links = tuple(_links(lines))
    text_lines = [_LINK.sub(_spelled_out, line) for line in running]
    heading, said = prose.heading(text_lines), prose.sentences(text_lines)
    title = read_title(heading, said)
    report, report_notes = _report(title, said)
    number, number_notes = _registration_number(heading, said, report)
    answer = answer_date.find(said)
    mail = addresses.find(said)
    form = tuple(one for one in said if _FORM.search(one) or _FILE_NAMES.search(one))
    names = " ".join(one for one in form if _FILE_NAMES.search(one))
    return ReferralPage(
        heading=heading or None,
        title=title.text or None,
        report=report.text if report else None,
        kind=title.kind or (report.kind if report else None),
        registration_number=number,
        deadline=answer.day,
        deadline_time=answer.time,
        other_dates=answer.others,
        department=department(answer.sentence, heading, said),
        emails=mail.emails,
        copies=mail.copies,
        contacts=mail.contacts,
        bodies=listed.bodies,
        links=links,
        extension_possible=_extension(said),
        file_names=names or None,
        instructions=form,
        notes=(
            *title.notes,
            *report_notes,
            *number_notes,
            *answer.notes,
            *_too_early(answer, number, report),
            *mail.notes,
            *listed.notes,
        ),
    )


def _too_long() -> InputError:
    return InputError(
        "texten är för lång för att vara en remissida eller ett missiv",
        hint="Ange själva remissidan eller missivet; betänkandet läses med remiss outline.",
    )


def _links(lines: Iterable[str]) -> Iterable[Link]:
    seen = set()
    for line in lines:
        for found in _LINK.finditer(line):
            link = Link(" ".join(found["text"].split()), found["address"])
            if not link.address.lower().startswith("mailto:") and link not in seen:
                seen.add(link)
                yield link


def _spelled_out(link: re.Match[str]) -> str:
    """Write a link as text: `Anna Ek <anna.ek@…>` for a mail address, else just its words."""
    address = link["address"]
    if not address.lower().startswith("mailto:"):
        return link["text"]
    mail = address[len("mailto:") :].partition("?")[0]
    return mail if "@" in link["text"] else f"{link['text']} <{mail}>"


def _report(title: Title, said: Sequence[str]) -> tuple[Designation | None, list[str]]:
    """Choose the report's designation: the heading's, else that of a sentence that refers it."""
    found = list(title.designations)
    if not found:
        introduction = [one for one in said[:12] if _IS_REFERRED.search(one)]
        found = [
            one
            for sentence in introduction
            for one in designation.designations(sentence)
            if one.kind != "förslag" or "beteckning" in sentence
        ]
    if not found:
        return None, []
    notes = []
    others = dict.fromkeys(one.text for one in title.designations if one.text != found[0].text)
    if others:
        notes.append(f"Rubriken nämner också {', '.join(others)}.")
    if found[0].odd:
        notes.append(f"Betänkandets nummer är skrivet på ett ovanligt sätt; läst {found[0].text}.")
    return found[0], notes


def _registration_number(
    heading: str, said: Sequence[str], report: Designation | None
) -> tuple[str | None, list[str]]:
    """Choose the ministry's number: the one called so, else the first, else the memorandum's."""
    labelled: list[RegistrationNumber] = []
    others: list[RegistrationNumber] = []
    for sentence in (heading, *said):
        found = designation.registration_numbers(sentence)
        named = re.search(r"diarie|\bdnr\b|d\.?nr", sentence, re.I)
        (labelled if named else others).extend(found)
    if report and report.text.startswith("PM "):
        own = report.text.removeprefix("PM ")
        others = [one for one in others if one.text != designation.normal(own)] or others
    candidates = [*labelled, *others]
    if not candidates:
        return None, []
    first = candidates[0]
    same = [one for one in candidates if one.stem == first.stem]
    chosen = max(same[:6], key=lambda one: len(one.text))
    rest = dict.fromkeys(one.text for one in candidates if one.stem != first.stem)
    notes = [f"Fler diarienummer nämns: {', '.join([*rest][:5])}."] if rest else []
    return chosen.text, notes


def _extension(said: Iterable[str]) -> bool | None:
    for sentence in said:
        folded = sentence.casefold()
        if found := _EXTENSION.search(folded):
            near = folded[max(0, found.start() - 80) : found.end() + 100]
            if _REFUSED.search(near):
                return False
            if _GRANTED.search(near):
                return True
    return None


def _too_early(answer: AnswerDate, number: str | None, report: Designation | None) -> Iterable[str]:
    """Note an answer's day in a year before the matter itself began."""
    for text in (number, report.text if report else None):
        year = re.search(r"(?:19|20)\d\d", text or "")
        if year and answer.day and answer.day.year < int(year.group()):
            yield f"Svarsdagen {answer.day.isoformat()} ligger före {text}; kontrollera årtalet."
