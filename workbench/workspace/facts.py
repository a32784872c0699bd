"""Acts on the facts and the outline: setting what is known, and choosing what is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from workbench.core import facts as by_key
from workbench.core import places
from workbench.core.language.swedish import join_names
from workbench.core.outline import STANDING, Outline, Section, TitleStatus, order_of
from workbench.core.response import Facts
from workbench.errors import InputError
from workbench.storage import toml
from workbench.workspace.desk import Change, Desk
from workbench.workspace.seat import Seat, find_municipality, require_coordinator

_NAMED = 4  # keys or sections in a subject; a longer list is counted


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be noted about sections of the outline."""

    answered: bool = True
    lead: str = ""
    """The municipality that prepares the text, by any of its names; empty leaves it."""
    title: str = ""
    """The heading; makes a section that the outline does not have."""


def set_facts(desk: Desk, seat: Seat, given: Sequence[tuple[str, str]]) -> str:
    """Set facts, all of them or none, in one act.

    Args:
        desk: The opened response.
        seat: Who acts.
        given: Key and words of each; empty words take a fact away.

    Returns:
        The version's identity.

    Raises:
        StageError: Somebody other than the coordinator tried.
        InputError: There is no such key, or the words cannot stand there.
    """
    require_coordinator(seat, "ändra uppgifterna")
    before = desk.response().facts
    raw = before.model_dump()
    keys = [by_key.find(before, key) for key, _ in given]
    if twice := next((key for key in keys if keys.count(key) > 1), ""):
        raise InputError(f"{twice} får två värden", hint="Ange ett värde för varje uppgift.")
    for key, (_, words) in zip(keys, given, strict=True):
        by_key.put(raw, key, words)
    try:
        after = Facts.model_validate(raw)
    except ValidationError as wrong:
        raise _refused(wrong, before) from wrong
    data = toml.updated(desk.files()[places.FACTS], after)
    subject = f"Ändrade uppgifter: {_listed(keys)}"
    return desk.record([Change(seat, {places.FACTS: data}, subject, {"Remiss-Act": "facts"})])[0]


def _refused(wrong: ValidationError, before: Facts) -> InputError:
    """Say what cannot stand where, in the words of a command and not of a file."""
    error = wrong.errors(include_url=False)[0]
    refused = toml.refusal(wrong, Facts)
    message, hint = str(refused), refused.hint
    match error["loc"]:
        case ("municipalities", int(number), *_):
            slug = before.municipalities[number].slug
            message = message.replace(f"municipalities nr {number + 1} ", f"{slug}.")
    if error["type"] == "missing":
        hint = "Ange alla uppgifter som hör ihop i samma kommando."
    elif error["type"] == "value_error":
        hint = "remiss facts visar vad som står nu."
    return InputError(message, hint=hint)


def choose(desk: Desk, seat: Seat, sections: Sequence[str], choice: Choice) -> str:
    """Mark sections as answered or not, in one act.

    Raises:
        StageError: Somebody other than the coordinator tried.
        InputError: A section is not in the outline, or is one of the standing parts.
    """
    require_coordinator(seat, "välja vilka avsnitt som besvaras")
    response = desk.response()
    lead = find_municipality(response, choice.lead).slug if choice.lead else None
    if choice.title and len(sections) != 1:
        raise InputError("en rubrik gäller ett avsnitt", hint="Ange ett avsnitt åt gången.")
    chosen = [_key(desk, words, choice) for words in sections]
    noted = {
        key: _noted(response.outline.by_number.get(key) or _new(key), choice, lead)
        for key in chosen
    }
    outline = Outline(sections=_with(response.outline.sections, noted))
    data = toml.updated(desk.files().get(places.OUTLINE), outline)
    verb = "Besvarar" if choice.answered else "Besvarar inte"
    subject = f"{verb} avsnitt {_listed(chosen)}"
    trailers = {"Remiss-Act": "facts"}
    if len(chosen) == 1:
        trailers["Remiss-Section"] = chosen[0]
    return desk.record([Change(seat, {places.OUTLINE: data}, subject, trailers)])[0]


def _key(desk: Desk, words: str, choice: Choice) -> str:
    outline = desk.response().outline
    plain = outline.plain(words)
    if plain in STANDING:
        raise InputError(f"{STANDING[plain]} finns alltid med i svaret")
    if plain in outline.by_number:
        return plain
    if choice.title:
        return plain
    near = outline.nearest(words)
    hint = f"Närmast är {outline.label(near)}. " if near else ""
    raise InputError(
        f"avsnitt ”{words}” finns inte i betänkandets disposition",
        hint=f"{hint}Lägg till det med remiss answer {words} --title RUBRIK.",
    )


def _new(number: str) -> Section:
    try:
        return Section(number=number, level=number.count(".") + 1)
    except ValidationError as wrong:
        raise InputError(
            f"”{number}” är inget nummer på ett avsnitt",
            hint="Numret skrivs med siffror och punkter, som 7.3.4.",
        ) from wrong


def _noted(section: Section, choice: Choice, lead: str | None) -> Section:
    update: dict[str, object] = {"answered": choice.answered}
    if lead or not choice.answered:
        update["lead"] = lead
    if choice.title:
        update |= {"title": " ".join(choice.title.split()), "title_status": TitleStatus.COMPLETE}
    return section.model_copy(update=update)


def _with(sections: tuple[Section, ...], noted: dict[str, Section]) -> tuple[Section, ...]:
    """Put sections in the place of those there were; new ones where the report has them."""
    found = [noted.pop(section.number, section) for section in sections]
    for section in noted.values():
        after = [at for at, other in enumerate(found, 1) if _comes_before(other, section)]
        found.insert(max(after, default=0), section)
    return tuple(found)


def _comes_before(one: Section, other: Section) -> bool:
    return order_of(one.number) < order_of(other.number)


def _listed(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} och {len(names) - _NAMED} till"
    return join_names(names)
