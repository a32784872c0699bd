"""The referral bodies (remissinstanser) that a page or missive lists.

Lists come numbered, with bullets, as plain lines, as cells of a table, over two columns, or as one
paragraph with semicolons. A body's name may hold commas and may go on over the next line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from workbench.core.intake.referral_body import LONGEST_NAME, Body, read_body

MAX_BODIES = 2_000
"""More than this is no list of referral bodies; the longest one seen has 142."""

_MAX_HEADINGS = 20


@dataclass(frozen=True, slots=True)
class BodyList:
    """The list as found in the lines of a page."""

    bodies: tuple[Body, ...] = ()
    first: int = 0
    """Index of its first line, the heading included."""
    end: int = 0
    """Index of the line after the last one that was read."""
    notes: tuple[str, ...] = ()


_MARKUP = re.compile(r"[*_#>|\\ ]+")
_HEADING = re.compile(
    r"(?:lista (?:över|på|med) |förteckning över |bilaga:? |samtliga )?"
    r"(?:remissinstans(?:er(?:na|s)?|lista|förteckning)?|sändlista(?: .{0,60})?|remisslista(?:n)?|"
    r"instanser|distributionslista|missivlista|remittenter)"
    r"(?: (?:för|till|som|i|över) .{0,90})?(?: ?\(\d{1,3}(?: st)?\))?",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:följande|nedanstående|dessa) .{0,60}?instanser\b.{0,120}:$|"
    r".{0,120}\b(?:remitteras|remitterats|skickas|skickats|sänds|sänts|remitterat)\b.{0,80}"
    r"(?:till|instanser|följande).{0,60}:$|"
    r".{0,80}\bremissinstanser(?:na)?(?: är| ombeds.{0,60})?:$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?:\*\*)?(?:remissinstanser|sändlista)(?:\*\*)? ?:(?:\*\*)? ?(?P<rest>\S.{20,})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r" *(?P<number>\d{1,3}) ?[.)](?!\d) *(?P<name>.*)")
_BARE_NUMBER = re.compile(r" *(?P<number>\d{1,3}) +(?P<name>[A-ZÅÄÖÉ].*)")
_GLUED_NUMBER = re.compile(r" *(?P<number>\d{1,3})(?P<name>[A-ZÅÄÖÉ][a-zåäö].*)")
_BULLET = re.compile(
    r"(?P<indent> *)(?:[-*+•·●▪◦‣–—]|o(?= [A-ZÅÄÖ]))(?: +|(?=[A-ZÅÄÖ]))(?P<name>.+)"
)
_COLUMNS = re.compile(r" {3,}|\t")
_NUMBERED_COLUMNS = re.compile(r"(?<=\S) {2,}(?=\d{1,3}[.)] ?[A-ZÅÄÖÉ])")
_PAGE_MARK = re.compile(
    r"(?:sida |sid\.? )?\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3})|- ?\d{1,3} ?-", re.I
)
_PROSE = re.compile(
    r"remissvar|svaren (?:ska|bör)|svar |i remissen ligger|myndigheter ?under|för andra remissinst|"
    r"regeringskansliet |regeringen (?:vill|öns)|råd om hur|remissinst|"
    r"frågor (?:om|under|med|kan)|"
    r"här kan du|sista dag|kontakt|betänkandet |promemorian |rapporten |"
    r"europeiska kommissionen har|"
    r"övriga yttranden|ladda (?:ner|ned)|dela på|relaterat|genväg|med vänlig|kopia (?:till|av)|"
    r"vid (?:rättsliga )?frågor|telefon|postadress|e-post|www\.|publicerad|uppdaterad|bilagor?\b|"
    r"synpunkter|information om|för ytterligare|enligt uppdrag|ange |vi ser gärna|observera|"
    r"\[?http",
    re.IGNORECASE,
)
_CATEGORY = re.compile(
    r"(?:(?:[\wåäö-]+ ){0,2}(?:kommuner|regioner|landsting|myndigheter|domstolar|organisationer|"
    r"länsstyrelser|universitet|högskolor|lärosäten|företag|övriga|intresseorganisationer|förbund|"
    r"föreningar|fackförbund|parter|branschorganisationer|skolor|huvudmän|trossamfund|kommittéer)"
    r"|övriga instanser)(?: (?:och|m\.fl\.|m\.m\.).{0,60})?:?",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"kommun|region|länsstyrels|myndighet|verket|förbund|universitet|högskol|domstol|\brätt|rätten|"
    r"institut|styrelse|nämnd|rådet|förening|inspektion|stiftelse|\bAB\b|ombuds|organisation|"
    r"kansler|landsting|näringsliv|central|sverige|svensk|akadem|museet|polis|facket|kåren|arna\b|"
    r"hovrätt|företag|riks",
    re.IGNORECASE,
)


def find(lines: Sequence[str]) -> BodyList:
    """Find the list of referral bodies.

    Args:
        lines: The page's lines as `decoding.plain_lines` gives them, Markdown included.
    """
    announced = 0
    for index, line in enumerate(lines):
        if announced == _MAX_HEADINGS:
            break
        inline = _INLINE.fullmatch(line.strip(" #"))
        if inline:
            found = _in_paragraph(lines, index, inline["rest"])
        elif _announces(line):
            found = _after(lines, index + 1)
        else:
            continue
        announced += 1
        if found.bodies:
            return replace(found, first=index)
    return _unannounced(lines)


def _announces(line: str) -> bool:
    text = line.strip("*_# ").rstrip(":").strip("*_ ")
    return bool(_HEADING.fullmatch(text)) or bool(_LEAD_IN.fullmatch(line.strip("*_# ")))


@dataclass(slots=True)
class _Entry:
    """An entry while its lines are gathered."""

    text: str
    number: int | None = None
    parts: list[str] = field(default_factory=list)


def _after(lines: Sequence[str], start: int) -> BodyList:
    """Read the list that begins at or after a line, in whichever form it has."""
    while start < len(lines) and not lines[start].strip("*_ "):
        start += 1
    if start == len(lines):
        return BodyList()
    first = lines[start]
    if first.lstrip().startswith("|"):
        return _table(lines, start)
    if _item(first, 1) or _BULLET.fullmatch(first):
        return _itemised(lines, start)
    following = _next_filled(lines, start + 1)
    if _is_category(first) and (_item(following, 1) or _BULLET.fullmatch(following)):
        return _itemised(lines, start)
    if first.count(";") >= 2 or first.count(",") >= 3:
        found = _in_paragraph(lines, start, first)
        if found.bodies:
            return found
    return _plain(lines, start)


def _next_filled(lines: Sequence[str], start: int) -> str:
    return next((line for line in lines[start : start + 3] if line.strip()), "")


def _item(line: str, expected: int) -> re.Match[str] | None:
    """Match a numbered entry; a number without a full stop only when it is the expected one."""
    found = _NUMBERED.fullmatch(line)
    if found:
        return found
    bare = _BARE_NUMBER.fullmatch(line) or _GLUED_NUMBER.fullmatch(line)
    return bare if bare and int(bare["number"]) == expected else None


def _itemised(lines: Sequence[str], start: int) -> BodyList:
    """Read entries with numbers or bullets."""
    entries: list[_Entry] = []
    blank = False
    index = start
    while index < len(lines) and len(entries) < MAX_BODIES:
        pieces = _NUMBERED_COLUMNS.split(lines[index])
        if not lines[index].strip():
            blank = True
        elif all(_take(piece, entries) for piece in pieces):
            blank = False
        elif not _passes_over(lines, index, entries):
            if blank or not entries or not _goes_on(entries[-1], lines[index]):
                break
            _continue_last(entries, lines[index])
        index += 1
    while index > start and not lines[index - 1].strip():
        index -= 1
    return _listed(entries, start, index)


def _take(line: str, entries: list[_Entry]) -> bool:
    """Add a line to the list when it begins an entry."""
    last = entries[-1] if entries else None
    expected = (last.number or 0) + 1 if last else 1
    if found := _item(line, expected):
        entries.append(_Entry(found["name"], int(found["number"])))
        return True
    if found := _BULLET.fullmatch(line):
        if last and last.number is not None:
            last.parts.append(found["name"].strip())
        else:
            entries.append(_Entry(found["name"]))
        return True
    return False


def _passes_over(lines: Sequence[str], index: int, entries: Sequence[_Entry]) -> bool:
    """Tell whether a line inside the list is a page mark or the heading of a group."""
    line = lines[index].strip()
    if _PAGE_MARK.fullmatch(line):
        return True
    following = _next_filled(lines, index + 1)
    goes_on = _item(following, (entries[-1].number or 0) + 1 if entries else 1)
    return _is_category(line) and bool(goes_on or _BULLET.fullmatch(following))


def _is_category(line: str) -> bool:
    return _CATEGORY.fullmatch(line.strip("*_# ")) is not None


def _goes_on(entry: _Entry, line: str) -> bool:
    """Tell whether a line without a mark can be the rest of the entry before it."""
    text = line.strip()
    return (
        len(entry.text) + len(text) <= LONGEST_NAME
        and not text.startswith("#")
        and not _is_prose(text)
    )


def _continue_last(entries: list[_Entry], line: str) -> None:
    last = entries[-1]
    if last.parts:
        last.parts[-1] += f" {line.strip()}"
    elif last.text.endswith("-") and line.strip()[:1].islower():
        keeps = line.strip().startswith(("och ", "eller "))
        last.text = f"{last.text} {line.strip()}" if keeps else last.text[:-1] + line.strip()
    else:
        last.text += f" {line.strip()}"


def _is_prose(text: str) -> bool:
    """Tell whether a line is running text rather than a name."""
    if _PROSE.match(text) and not _ORGANISATION.match(text.split(" ", 1)[0]):
        return True
    return len(text) > 160 or (text.endswith(".") and len(text.split()) > 8)


def _plain(lines: Sequence[str], start: int) -> BodyList:
    """Read entries that are just lines, possibly with a blank line between them."""
    entries: list[_Entry] = []
    index = start
    while index < len(lines) and len(entries) < MAX_BODIES:
        line = lines[index].strip()
        if _is_prose(line) or (line.startswith("#") and not _is_category(line)):
            break
        if line and not _PAGE_MARK.fullmatch(line) and not _is_category(line):
            for name in _COLUMNS.split(line):
                if entries and name[:1].islower() and len(entries[-1].text) < LONGEST_NAME:
                    _continue_last(entries, name)
                else:
                    entries.append(_Entry(name))
        index += 1
    likely = sum(1 for entry in entries if _is_name(entry.text))
    if not entries or likely < 0.6 * len(entries):
        return BodyList()
    return _listed(entries, start, index)


def _is_name(text: str) -> bool:
    return text[:1].isupper() and len(text) <= 120


def _in_paragraph(lines: Sequence[str], start: int, opening: str) -> BodyList:
    """Read a list written as one paragraph, between semicolons or commas."""
    paragraph = [opening]
    end = start + 1
    while end < len(lines) and lines[end].strip():
        paragraph.append(lines[end].strip())
        end += 1
    text = " ".join(paragraph).strip().rstrip(".")
    mark = ";" if text.count(";") >= 2 else ","
    pieces = [piece.strip().removeprefix("och ") for piece in _outside_brackets(text, mark)]
    if len(pieces) < 3 or len(pieces) > MAX_BODIES or not all(map(_is_name, pieces)):
        return BodyList()
    head, joined, last = pieces[-1].partition(" och ")
    names = [*pieces[:-1], *([head, last] if joined and mark == "," else [pieces[-1]])]
    found = _listed([_Entry(name) for name in names], start, end)
    if mark == ";":
        return found
    doubt = "Remissinstanserna står i löpande text och är delade vid kommatecken; kontrollera dem."
    return replace(found, notes=(*found.notes, doubt))


def _outside_brackets(text: str, mark: str) -> Iterator[str]:
    """Yield the pieces of a text between marks that stand outside brackets."""
    depth = 0
    start = 0
    for index, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == mark and depth <= 0:
            yield text[start:index]
            start = index + 1
    yield text[start:]


def _table(lines: Sequence[str], start: int) -> BodyList:
    """Read entries out of the cells of a Markdown table."""
    entries: list[_Entry] = []
    index = start
    while index < len(lines) and lines[index].lstrip().startswith("|"):
        if len(entries) > MAX_BODIES:
            break
        number: int | None = None
        for cell in lines[index].strip(" |").split("|", MAX_BODIES):
            text = cell.strip(" *")
            if re.fullmatch(r"\d{1,3}\.?", text):
                number = int(text.rstrip("."))
            elif re.search(r"\w", text) and not _is_table_head(text):
                item = _item(text, -1)
                number = int(item["number"]) if item else number
                entries.append(_Entry(item["name"] if item else text, number))
                number = None
        index += 1
    return _listed(entries, start, index)


def _is_table_head(cell: str) -> bool:
    return bool(
        re.fullmatch(r"(?:nr|namn|instans|remissinstans(?:er)?|löpnummer|mottagare)\.?", cell, re.I)
    )


def _unannounced(lines: Sequence[str]) -> BodyList:
    """Find a list that has no heading: a long run of entries that look like organisations."""
    index = 0
    while index < len(lines):
        opens = _NUMBERED.fullmatch(lines[index]) or _BULLET.fullmatch(lines[index])
        if not opens:
            index += 1
            continue
        found = _itemised(lines, index)
        names = [one.name for one in found.bodies]
        likely = sum(1 for name in names if _is_name(name) and _ORGANISATION.search(name))
        if len(names) >= 3 and likely >= 0.4 * len(names) and all(map(_is_name, names)):
            note = "Listan på remissinstanser saknar rubrik; den är igenkänd på namnen."
            return replace(found, notes=(*found.notes, note))
        index = max(found.end, index + 1)
    return BodyList(end=len(lines))


def _listed(entries: list[_Entry], start: int, end: int) -> BodyList:
    entries = [entry for entry in entries if re.search(r"[^\W\d_]", entry.text)]
    numbers = [entry.number for entry in entries if entry.number is not None]
    notes: list[str] = []
    if len(numbers) == len(entries):
        if len(set(numbers)) == len(numbers):
            entries = sorted(entries, key=lambda entry: entry.number or 0)
        notes.extend(_numbering(numbers))
    bodies = tuple(
        replace(read_body(entry.text), parts=tuple(read_body(part).name for part in entry.parts))
        for entry in entries
    )
    bodies = tuple(one for one in bodies if one.name)
    notes.extend(_doubts(bodies))
    return BodyList(bodies, start, end, tuple(notes))


def _numbering(numbers: Sequence[int]) -> Iterator[str]:
    if not numbers:
        return
    missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
    if missing:
        yield f"Numreringen av remissinstanserna hoppar över {_few(map(str, missing))}."
    twice = sorted(number for number, times in Counter(numbers).items() if times > 1)
    if twice:
        yield f"Numreringen av remissinstanserna har {_few(map(str, twice))} mer än en gång."


def _doubts(bodies: Sequence[Body]) -> Iterator[str]:
    times = Counter(one.name.casefold() for one in bodies)
    twice = dict.fromkeys(one.name for one in bodies if times[one.name.casefold()] > 1)
    if twice:
        yield f"Står två gånger bland remissinstanserna: {_few(twice)}."
    odd = [one.name for one in bodies if re.search(r"kommun \d{1,2}$", one.name)]
    if odd:
        yield f"En siffra står efter namnet: {_few(odd)}."


def _few(things: Iterable[str]) -> str:
    """List the first ten of some things."""
    listed = list(things)
    return ", ".join(listed[:10]) + (f" och {len(listed) - 10} till" if len(listed) > 10 else "")
