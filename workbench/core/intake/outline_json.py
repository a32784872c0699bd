"""An outline in JSON: a list of entries, possibly with their subsections inside.

The keys are those of `toc.json` (`entries`, `number`, `title`, `title_status`, `topic_hint`,
`page`, `number_inferred`, `proposals`) and those that `remiss outline --json` itself prints.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from workbench.core.outline import Proposal, ProposalKind, Section, TitleStatus
from workbench.core.text import normalise
from workbench.errors import InputError

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}")
_LISTS = ("entries", "sections", "toc", "items", "avsnitt")
_INSIDE = ("children", "sections", "items", "subsections")
_STATUS = {
    "verified": TitleStatus.COMPLETE,
    "partial": TitleStatus.PARTIAL,
    "unseen": TitleStatus.UNSEEN,
} | {status.value: status for status in TitleStatus}
_REMARK = re.compile(r" ?\([^()]*(?:ej sed|ej sett|antage|avkortad|hänvisa|rubrik)[^()]*\).*")
_ASSESSMENTS = {"bedömning", "assessment"}
_MOST = 20_000
_HINT = "Filen ska ha en lista ”entries” där varje avsnitt har ”number” och ”title”."

Entry = Mapping[str, object]


def sections(text: str) -> tuple[list[Section], list[str]]:
    """Read the sections, and the names of entries that have no section number.

    Raises:
        InputError: It is not JSON, or an entry is not as expected.
    """
    try:
        value = json.loads(text)
    except RecursionError as deep:
        raise InputError("JSON-filen är nästlad för djupt", hint=_HINT) from deep
    except ValueError as broken:
        line = broken.lineno if isinstance(broken, json.JSONDecodeError) else None
        where = f" (rad {line})" if line else ""
        raise InputError(f"filen är inte giltig JSON{where}", hint=_HINT) from broken
    read: list[Section] = []
    left_out: list[str] = []
    for entry in _entries(_top(value)):
        number = _string(entry, "number", "nr").strip().rstrip(".")
        if _NUMBER.fullmatch(number):
            read.append(_section(".".join(str(int(part)) for part in number.split(".")), entry))
        else:
            left_out.append(_one_line(_string(entry, "title", "rubrik") or number)[:80] or "?")
        if len(read) > _MOST:
            raise InputError("filen har orimligt många avsnitt", hint=_HINT)
    return read, left_out


def _top(value: object) -> Sequence[object]:
    if isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
    if not isinstance(value, list):
        raise InputError("filen har ingen lista med avsnitt", hint=_HINT)
    return value


def _entries(top: Sequence[object]) -> Iterator[Entry]:
    """Yield the entries in reading order, those inside an entry after it."""
    waiting = list(reversed(top))
    while waiting:
        entry = waiting.pop()
        if not isinstance(entry, dict):
            raise InputError("ett avsnitt i listan är inte ett objekt", hint=_HINT)
        yield entry
        for key in _INSIDE:
            inside = entry.get(key)
            if isinstance(inside, list):
                waiting.extend(reversed(inside))


def _section(number: str, entry: Entry) -> Section:
    title = _one_line(_string(entry, "title", "rubrik"))
    status = _STATUS.get(_string(entry, "title_status"), _by_title(entry, title))
    if not title and status is TitleStatus.COMPLETE:
        status = TitleStatus.UNSEEN
    page = entry.get("page")
    fits = isinstance(page, int) and not isinstance(page, bool) and 0 < page <= _MOST
    return Section(
        number=number,
        title=title,
        title_status=status,
        topic=_topic(_one_line(_string(entry, "topic_hint", "topic"))),
        level=number.count(".") + 1,
        page=page if fits and isinstance(page, int) else None,
        number_inferred=entry.get("number_inferred") is True,
        proposals=tuple(_proposals(number, entry.get("proposals"))),
    )


def _topic(hint: str) -> str:
    """Return a hint without remarks on how it was found; "ej sett" says nothing of the topic."""
    topic = _REMARK.sub("", hint)
    return "" if topic.casefold().startswith(("ej sett", "okänd")) else topic


def _by_title(entry: Entry, title: str) -> TitleStatus:
    """Say how much of a title was seen where the entry does not."""
    if not title:
        return TitleStatus.UNSEEN
    cut = title.endswith(("…", "...")) or entry.get("verified") is False
    return TitleStatus.PARTIAL if cut else TitleStatus.COMPLETE


def _proposals(number: str, value: object) -> Iterator[Proposal]:
    if value is None:
        return
    if not isinstance(value, list):
        raise InputError(f"avsnitt {number}: ”proposals” är inte en lista", hint=_HINT)
    for one in value:
        told = {"text": one} if isinstance(one, str) else one
        if not isinstance(told, dict):
            raise InputError(f"avsnitt {number}: ett förslag är inte ett objekt", hint=_HINT)
        text = _one_line(_string(told, "text_own_words", "text"))
        assesses = _string(told, "kind").casefold() in _ASSESSMENTS
        if text:
            kind = ProposalKind.ASSESSMENT if assesses else ProposalKind.PROPOSAL
            yield Proposal(kind=kind, text=text)


def _string(entry: Entry, *keys: str) -> str:
    """Return the first of the keys that has a value; a whole number counts as text."""
    for key in keys:
        value = entry.get(key)
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)[:20]
        if value is not None:
            raise InputError(f"”{key}” ska vara text", hint=_HINT)
    return ""


def _one_line(text: str) -> str:
    return " ".join(normalise(text).split())
