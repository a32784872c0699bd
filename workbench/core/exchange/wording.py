"""What a returned file says, written as the text that it was made from is written.

Word keeps what a text says and not how it is written down: hard spaces come in, footnotes lose
their names. Whatever nobody edited is therefore written with the base's own characters, so that
only edits are seen. Footnotes that are new get a name after what they say: the same note from two
municipalities is one note.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.core.markdown import canonical
from workbench.core.merging.alignment import Fate, align
from workbench.core.merging.diff import Kind, diff_words
from workbench.core.merging.merge import Side, merge

_REFERENCE: Final = re.compile(r"\[\^([^\]]+)\](?!:)")
_DEFINITION: Final = re.compile(r"\[\^([^\]]+)\]:")


@dataclass(frozen=True, slots=True)
class Reading:
    """A section as it reads in Word."""

    text: str
    """Markdown in its stored form; the footnotes are `[^1]`, `[^2]` and so on, one a reference."""
    notes: tuple[str, ...] = ()
    """What the footnote of each reference says, in Markdown on one line, in order."""


def restored(base: str, sent: Reading, read: Reading) -> str:
    """Return what was read with the base's own lines wherever they say the same.

    Args:
        base: The text that went out, in its stored form.
        sent: How it reads when it has been in Word and nobody has edited it.
        read: How it reads now.

    Returns:
        A text in its stored form; the base itself when nothing was edited.
    """
    if _bare(read) == _bare(sent):
        return base
    told, definitions = _parted(base)
    labels = _REFERENCE.findall(told)[: len(sent.notes)]
    names, new = _names(sent.notes, read.notes, labels, definitions)
    before = _renamed(sent.text, labels)
    after = _renamed(read.text, names)
    silent = {name for name, note in zip(names, read.notes, strict=True) if not note.strip()}
    kept = {
        label: new.get(label, definition)
        for label, definition in definitions.items()
        if (label in names or label not in labels) and label not in silent
    }
    said = _in_words_of(told, before, after)
    ending = "\n\n".join((kept | new).values())
    return _as_laid_out(base, canonical(f"{said.rstrip()}\n\n{ending}\n"), told, definitions)


def _bare(reading: Reading) -> Reading:
    """A reading without hard spaces, which Word's runs get or not after where they are divided."""
    return Reading(
        reading.text.replace("\u00a0", " "),
        tuple(note.replace("\u00a0", " ") for note in reading.notes),
    )


def _as_laid_out(base: str, text: str, told: str, definitions: Mapping[str, str]) -> str:
    """Put the notes back where the base has them, when that is not at its end."""
    gathered = canonical("\n\n".join([told.rstrip(), *definitions.values()]))
    if gathered == base:
        return text
    merged = merge(gathered, [Side("bas", base), Side("ny", text)])
    return text if merged.conflicts else canonical(merged.text)


def _parted(base: str) -> tuple[str, dict[str, str]]:
    """Part a text into what it tells and the definitions of its notes, by label."""
    told: list[str] = []
    definitions: dict[str, str] = {}
    label = ""
    for stanza in base.rstrip("\n").split("\n\n"):
        if found := _DEFINITION.match(stanza):
            for line in stanza.split("\n"):
                if start := _DEFINITION.match(line):
                    label = start[1]
                    definitions[label] = line
                else:
                    definitions[label] += f"\n{line}"
        elif label and stanza.startswith("    ") and found is None and definitions:
            definitions[label] += f"\n\n{stanza}"  # a further paragraph of the note
        else:
            label = ""
            told.append(stanza)
    return "\n\n".join(told) + "\n", definitions


def _names(
    sent: Sequence[str],
    read: Sequence[str],
    labels: Sequence[str],
    taken: Mapping[str, str],
) -> tuple[list[str], dict[str, str]]:
    """Name the notes that were read as the base does.

    Returns:
        A label for each reference, and the definitions of the notes that are new or edited.
    """
    known = dict(zip(sent, labels, strict=False))
    edited = {
        place: labels[match.before[number]]
        for match in align(sent, read).matches
        if match.fate in {Fate.EDITED, Fate.REWRITTEN} and len(match.before) == len(match.after)
        for number, place in enumerate(match.after)
        if match.before[number] < len(labels) and sent[match.before[number]] not in read
    }
    names: list[str] = []
    new: dict[str, str] = {}
    was = dict(zip(labels, sent, strict=False))
    for place, note in enumerate(read):
        label = known.get(note) or edited.get(place) or _fresh(note, taken)
        names.append(label)
        if note.strip() and note not in known:  # an empty one has no definition any more
            body = taken.get(label, "").partition("]: ")[2]
            new[label] = f"[^{label}]: {retyped(body, was.get(label, ''), note)}"
    return names, new


def _fresh(note: str, taken: Mapping[str, str]) -> str:
    """Name a new note after what it says; a longer name where that is another note's."""
    digest = hashlib.sha256(note.encode()).hexdigest()
    return next(
        label for length in range(4, 64) if (label := f"not-{digest[:length]}") not in taken
    )


def _renamed(text: str, labels: Sequence[str]) -> str:
    """Give references their labels, which stand in the order that the reader numbered them."""

    def label(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        return f"[^{labels[place]}]" if place < len(labels) else found[0]

    return re.sub(r"\[\^(\d+)\](?!:)", label, text)


def _in_words_of(told: str, sent: str, read: str) -> str:
    mine, theirs, lines = told.split("\n"), sent.split("\n"), read.split("\n")
    same = dict(_same_lines(mine, theirs))
    for match in align(theirs, lines).matches:
        if match.fate is Fate.EDITED and len(match.before) == len(match.after) == 1:
            before, after = theirs[match.before.start], lines[match.after.start]
            same.setdefault(after, retyped(same.get(before, before), before, after))
    return "\n".join(same.get(line, line) for line in lines)


def _same_lines(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair the lines as Word gives them back with the base's own."""
    if len(mine) == len(theirs):
        yield from zip(theirs, mine, strict=True)
        return
    for match in align(theirs, mine).matches:
        if len(match.before) == 1 and len(match.after):  # Word joins the lines of a quote
            yield theirs[match.before.start], "\n".join(mine[match.after.start : match.after.stop])


def retyped(base: str, sent: str, read: str) -> str:
    """Write an edited line with the base's own characters where nothing was edited.

    A line that went to Word got hard spaces, one for each space, and comes back with them.

    Args:
        base: The line as it is written.
        sent: The line as it reads in Word.
        read: The same after somebody edited it.
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
