"""Text boxes, compared inside: the shape is the same, what it says is another text.

Word writes a text box twice, as a drawing and as its fallback for old programs. The second copy
gets the marks of the first, with the same ids, so that they count as one.
"""

from collections.abc import Callable, Iterator, Sequence

from workbench.word.comparing.fingerprint import fingerprint
from workbench.word.comparing.pen import copy_of
from workbench.word.comparing.side import Desk, Versions
from workbench.word.markup import Element
from workbench.word.names import FALLBACK, TEXT_BOX

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
    done: dict[str, Element] = {}
    for number, box in enumerate(box for each in written for box in list(_boxes(each))):
        told = [fingerprint(originals[number], desk.old.resolve)]
        told += [fingerprint(boxes[number], side.reader.resolve) for side, boxes in theirs]
        key = "\n".join(told)
        if key in done and next(box.iterancestors(FALLBACK), None) is not None:
            _copy_story(done[key], box)
            continue
        compare(box, [(side, boxes[number]) for side, boxes in theirs], desk)
        done[key] = box


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
