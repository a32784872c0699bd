"""One thing written several times over: a text box as a drawing, and as a picture for old programs.

`mc:AlternateContent` holds choices and a fallback, of which a program shows one. Here that is the
first that says anything; what stands in the others is there in full already, and follows it when
it is settled. A text box in a text box is written four times. ISO/IEC 29500 part 3.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import (
    ALTERNATE,
    AUTHOR,
    CHOICE,
    DELETED_TEXT,
    FALLBACK,
    ID,
    SYMBOL,
    SYMBOL_EX,
    TEXT,
    P,
    m,
)

_TELLING: Final = (P, TEXT, DELETED_TEXT, SYMBOL, SYMBOL_EX, m("t"))


def unseen(root: Element, *tags: str) -> set[Element]:
    """Elements of some kinds that stand in a branch that is not shown."""
    found: set[Element] = set()
    for alternate in root.iter(ALTERNATE):
        if alternate in found:
            continue  # in a branch that is not shown, with all that it holds
        shown = _shown(alternate)
        for branch in alternate.iterchildren(CHOICE, FALLBACK):
            if shown is not None and branch is not shown:
                found.update(branch.iter(ALTERNATE, *tags))
    return found


def twins(elements: Iterable[Element]) -> dict[Element, Element | None]:
    """Each of the elements that is not shown, and the one of them that is shown in its place.

    Args:
        elements: In document order. The same thing bears the same id in every branch, or, where a
            program counted on, has the same place among those of its kind and author.
    """
    shown: dict[tuple[object, ...], Element] = {}
    pairs: dict[Element, Element | None] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    copies: dict[Element, _Copy] = {}
    for element in elements:
        branch = next(element.iterancestors(CHOICE, FALLBACK), None)
        if branch is None:
            continue
        if branch not in copies:
            copies[branch] = _copy(branch)
        copy = copies[branch]
        kind = (copy.outermost, len(copy.others), element.tag)
        by_id = (*kind, ID, element.get(ID, ""))
        by_author = (*kind, AUTHOR, element.get(AUTHOR, ""))
        with_id, in_place = ((*key, seen[*key, copy.others]) for key in (by_id, by_author))
        seen.update([(*by_id, copy.others), (*by_author, copy.others)])
        if any(copy.others):
            pairs[element] = shown.get(with_id, shown.get(in_place))
        else:
            shown[with_id] = shown[in_place] = element
    return pairs


@dataclass(frozen=True, slots=True)
class _Copy:
    """Which of the copies of a thing a branch is."""

    outermost: Element | None
    """The alternate content around all of them."""
    others: tuple[bool, ...]
    """For the branch and each one around it, whether another is shown in its place."""


def _copy(branch: Element) -> _Copy:
    branches = (branch, *branch.iterancestors(CHOICE, FALLBACK))
    return _Copy(branches[-1].getparent(), tuple(_is_other(each) for each in branches))


def _is_other(branch: Element) -> bool:
    alternate = branch.getparent()
    shown = None if alternate is None else _shown(alternate)
    return shown is not None and branch is not shown


def _shown(alternate: Element) -> Element | None:
    """The branch that is shown; None when none says anything."""
    branches = alternate.iterchildren(CHOICE, FALLBACK)
    return next((b for b in branches if next(b.iter(*_TELLING), None) is not None), None)
