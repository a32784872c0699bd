"""Text boxes, compared inside: the shape is the same, what it says is another text.

Word writes a text box twice, as a drawing and as its fallback for old programs. The second copy
gets the marks of the first, with the same ids, so that they count as one; where the earlier file's
copies say different things the second has marks of its own, which nobody sees or counts.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from workbench.word.comparing.fingerprint import fingerprint
from workbench.word.comparing.pen import copy_of
from workbench.word.comparing.side import Desk, Versions
from workbench.word.markup import Element
from workbench.word.names import CHOICE, FALLBACK, TEXT_BOX

CompareStory = Callable[[Element, Versions, Desk], None]


def compare_boxes(
    old: Element, written: Sequence[Element], versions: Versions, desk: Desk, compare: CompareStory
) -> None:
    """Mark what changed in the text boxes of a thing that several files have.

    Args:
        old: The thing in the earlier file.
        written: Its copy, or what holds it, as it is to be written; changed in place.
        versions: The thing in later files, with as many text boxes.
        desk: Readers, pens and what comes along.
        compare: `story.compare_story`, which cannot be imported here.
    """
    originals = list(_boxes(old))
    theirs = [(side, list(_boxes(other))) for side, other in versions]
    drawn: dict[tuple[Element | None, int], tuple[Element, str]] = {}
    seen: Counter[Element | None] = Counter()
    for number, box in enumerate(box for each in written for box in list(_boxes(each))):
        told = fingerprint(originals[number], desk.old.resolve)
        branch = next(box.iterancestors(CHOICE, FALLBACK), None)
        place = (None if branch is None else branch.getparent(), seen[branch])
        seen[branch] += 1
        first = drawn.get(place)
        marks = desk.ink.marks
        if branch is None or branch.tag == CHOICE:
            drawn[place] = box, told
        elif first is not None and first[1] == told:
            _copy_story(first[0], box)
            continue
        compare(box, [(side, boxes[number]) for side, boxes in theirs], desk)
        if branch is not None and branch.tag == FALLBACK and first is not None:
            desk.ink.marks = marks  # nobody sees them


def _boxes(thing: Element) -> Iterator[Element]:
    """The outermost text boxes of a thing, those of fallbacks too."""
    for box in thing.iter(TEXT_BOX):
        outer = next(box.iterancestors(TEXT_BOX), None)
        if outer is None or thing not in outer.iterancestors():
            yield box


def _copy_story(source: Element, target: Element) -> None:
    for child in list(target):
        target.remove(child)
    target.extend(copy_of(child) for child in source)
