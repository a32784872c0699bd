"""Checking: gathers what the rules have to be told beside the response, and asks them."""

from collections import defaultdict

from workbench import speller
from workbench.core.check import Context, Finding, Misspelling
from workbench.core.check import check as check_response
from workbench.core.check.names import names_of
from workbench.core.check.spelling import Word, names_to_skip, words_to_spell
from workbench.core.outline import order_of
from workbench.core.response import Response
from workbench.errors import InputError
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.proofs import conflicts_and_changes
from workbench.workspace.record import last_answer
from workbench.workspace.versions import agreed_texts


def check(desk: Desk, *, spelling: bool = True) -> tuple[Finding, ...]:
    """Look for everything that must be right before the answer is sent.

    Args:
        desk: The opened response.
        spelling: Ask the speller, where there is one.
    """
    response = desk.response()
    conflicts, changes = conflicts_and_changes(desk)
    sent = last_answer(desk)
    context = Context(
        now=clock.wall(clock.now()),
        open_conflicts=conflicts,
        pending_changes=changes,
        adopted_differs=adopted_differs(desk),
        misspelt=misspelt(response) if spelling else {},
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
