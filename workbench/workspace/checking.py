"""Checking: gathers what the rules have to be told beside the response, and asks them."""

import datetime as dt
from collections import defaultdict

from workbench import speller
from workbench.core import places
from workbench.core.answer.dissents import dissents
from workbench.core.answer.senders import senders
from workbench.core.check import Context, Finding, Misspelling, Unrevised
from workbench.core.check import check as check_response
from workbench.core.check.names import names_of
from workbench.core.check.spelling import Word, names_to_skip, words_to_spell
from workbench.core.outline import order_of
from workbench.core.response import Form, Response
from workbench.errors import InputError
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.merging import new_contributions
from workbench.workspace.proofs import conflicts_and_changes
from workbench.workspace.record import last_answer, made_documents
from workbench.workspace.templates import template_file
from workbench.workspace.versions import agreed_texts

_LASTING = frozenset({"svar", "beslutsunderlag"})
"""Documents that somebody goes on using; drafts are made again anyway."""


def check(
    desk: Desk, *, spelling: bool = True, dated: dt.date | None = None
) -> tuple[Finding, ...]:
    """Look for everything that must be right before the answer is sent.

    Args:
        desk: The opened response.
        spelling: Ask the speller, where there is one.
        dated: The day that is to stand on the answer, where one is chosen.
    """
    response = desk.response()
    conflicts, changes = conflicts_and_changes(desk)
    sent = last_answer(desk)
    now = clock.wall(clock.now())
    context = Context(
        now=now,
        open_conflicts=conflicts,
        pending_changes=changes,
        adopted_differs=adopted_differs(desk),
        misspelt=misspelt(response) if spelling else {},
        attachments=attachments(desk),
        annexes=annexes(response),
        unmerged=unmerged(desk),
        unrevised=unrevised(desk, now),
        other_template=other_template(desk),
        dated=dated,
        sent=sent.at.date() if sent else None,
    )
    return check_response(response, context)


def can_spell() -> bool:
    """Tell whether there is a Swedish speller on the machine."""
    return speller.find() is not None


def misspelt(response: Response) -> dict[str, tuple[Misspelling, ...]]:
    """Ask the speller about all agreed texts at once; by section key."""
    known = names_to_skip(names_of(response.facts.municipalities))
    words: dict[str, tuple[Word, ...]] = {
        key: tuple(words_to_spell(agreed.text, known)) for key, agreed in response.agreed.items()
    }
    unknown = speller.misspelt(word.text for found in words.values() for word in found)
    misspellings: dict[str, list[Misspelling]] = defaultdict(list)
    for key, found in words.items():
        for word in found:
            if unknown and word.text in unknown:
                misspellings[key].append(Misspelling(word.line, word.text))
    return {key: tuple(found) for key, found in misspellings.items()}


def adopted_differs(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Find the sections whose agreed text is no longer what a municipality adopted, by slug.

    A decision on a version that the history does not know is left to the rules about decisions.
    """
    now = agreed_texts(desk, "")
    texts_of: dict[str, dict[str, str]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for slug, adoption in desk.response().adoptions.items():
        name = adoption.decision.version if adoption.decision else ""
        if not name:
            continue
        if name not in texts_of:
            try:
                texts_of[name] = dict(agreed_texts(desk, name))
            except InputError:
                continue
        then = texts_of[name]
        differing = [key for key in set(now) | set(then) if now.get(key) != then.get(key)]
        if differing:
            found[slug] = tuple(sorted(differing, key=order_of))
    return found


def attachments(desk: Desk) -> tuple[str, ...]:
    """Name the files that go along with the answer."""
    found = ((path, places.place(path)) for path in desk.files())
    return tuple(
        path.rpartition("/")[2]
        for path, place in found
        if place is not None and place.kind is places.Kind.ATTACHMENT
    )


def annexes(response: Response) -> tuple[str, ...]:
    """Name the annexes that the answer makes of what is recorded."""
    if response.facts.response.form is not Form.COORDINATED:
        return ("Bilaga: Särskilda yttranden",) if dissents(response) else ()
    names = response.official_names(senders(response))
    return tuple(f"Bilaga {number}: Yttrande från {name}" for number, name in enumerate(names, 1))


def unmerged(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Find by section who has said something new since its text was saved, and it does not say."""
    return {
        key: tuple(dict.fromkeys(new.slug for new in found))
        for wanted in sorted(_with_later_contributions(desk))
        for key, found in new_contributions(desk, wanted).items()
    }


def _with_later_contributions(desk: Desk) -> set[str]:
    """Return the sections with a contribution that was saved after the text: mostly few."""
    newest: dict[str, int] = {}
    for order, version in enumerate(desk.history.log()):
        for path in version.paths:
            newest.setdefault(path, order)
    found = ((places.place(path), order) for path, order in newest.items())
    return {
        place.key
        for place, order in found
        if place is not None
        and place.kind is places.Kind.CONTRIBUTION
        and order < newest.get(places.text(place.key), 0)
    }


def unrevised(desk: Desk, now: dt.datetime) -> dict[str, Unrevised]:
    """Find by slug the few texts that stand since a step closed, when most were revised."""
    closed = [step for step in desk.response().facts.rounds if step.closes <= now]
    saved = _last_saved(desk)
    found: dict[str, Unrevised] = {}
    for slug, times in saved.items():
        for step in reversed(closed):
            later = [key for key, at in times.items() if at > step.closes]
            earlier = sorted(times.keys() - set(later), key=order_of)
            if earlier and len(later) >= len(earlier):
                found[slug] = Unrevised(step.name, len(later), tuple(earlier))
                break
    return found


def _last_saved(desk: Desk) -> dict[str, dict[str, dt.datetime]]:
    """Return when each contribution that there is was last saved, by slug and section."""
    there = desk.response().contributions
    found: dict[str, dict[str, dt.datetime]] = defaultdict(dict)
    for version in desk.history.log():
        for path in version.paths:
            place = places.place(path)
            if place is None or place.kind is not places.Kind.CONTRIBUTION:
                continue
            if (place.key, place.slug) in there:
                found[place.slug].setdefault(place.key, clock.wall(version.at))
    return found


def other_template(desk: Desk) -> tuple[str, ...]:
    """Name the answers and decision bases that were made with another template than today's."""
    rows = [row for row in made_documents(desk).latest().values() if row.kind in _LASTING]
    if not any(row.template for row in rows):
        return ()
    now = template_file(desk).sha256
    return tuple(row.name for row in rows if row.template not in {None, now})
