"""What happened between two rows of paragraphs, as one reading order of both.

A script is a list of stretches of text and of paragraph ends, each kept, deleted or inserted. The
earlier text is what is not inserted; the later is what is not deleted; nothing else is said. The
last end is always kept: what follows (a table, the end of the file or of a cell) cannot take up
text that loses its end.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.core.merging.alignment import Fate, Match
from workbench.core.merging.diff import Kind, diff_words
from workbench.word.comparing.inline import Paragraph, Piece, Sort
from workbench.word.comparing.side import By

_MARK: Final = "\n"
_WORTH_KEEPING: Final = 5
"""Words in a row that a rewritten paragraph keeps; fewer would only break up what is new."""


@dataclass(slots=True, eq=False)
class Stretch:
    """Text of one fate."""

    kind: Kind
    old: tuple[Piece, ...] = ()
    """As it was; empty when inserted."""
    new: tuple[Piece, ...] = ()
    """As it is; empty when deleted. Kept text is cut in the same places as `old`, save for places,
    which only the earlier file has."""
    move: str = ""
    """Name of the move that it is half of."""
    by: By = ()
    """Whose change it is; of kept text, whose look it has."""


@dataclass(slots=True, eq=False)
class End:
    """A paragraph's mark."""

    kind: Kind
    old: Paragraph | None = None
    new: Paragraph | None = None
    move: str = ""
    by: By = ()


@dataclass(slots=True, eq=False)
class Whole:
    """A paragraph that nothing happened to, with its mark."""

    old: Paragraph
    new: Paragraph


Item = Stretch | End | Whole


@dataclass(slots=True, eq=False)
class Segment:
    """Paragraphs that follow each other, with nothing but paragraphs between them."""

    olds: list[Paragraph]
    news: list[Paragraph]
    matches: tuple[Match, ...]


Moves = dict[Paragraph, str]
"""The name of the move that a paragraph of either file is half of."""


def script(segment: Segment, moves: Moves, by: By) -> list[Item]:
    """Say what happened to the paragraphs of a segment, and who did it."""
    items = [item for match in segment.matches for item in _matched(segment, match, moves)]
    if segment.olds and segment.news:
        _keep_last_end(items, segment.olds[-1], segment.news[-1])
    for item in items:
        if not isinstance(item, Whole):
            item.by = by
    return items


def _matched(segment: Segment, match: Match, moves: Moves) -> Iterator[Item]:
    olds = segment.olds[match.before.start : match.before.stop]
    news = segment.news[match.after.start : match.after.stop]
    if match.fate is Fate.REWRITTEN:
        yield from _rewritten(olds, news, moves)
    elif not news:
        yield from (item for old in olds for item in went(old, moves.get(old, "")))
    elif not olds:
        yield from (item for new in news for item in came(new, moves.get(new, "")))
    elif len(olds) == len(news) == 1 and olds[0].same_as(news[0]) and not _differ(olds, news):
        yield Whole(olds[0], news[0])
    else:
        yield from _edited(olds, news)


def went(old: Paragraph, move: str = "", by: By = ()) -> Iterator[Item]:
    """A paragraph that went, with its mark."""
    if old.pieces:
        yield Stretch(Kind.DELETED, old=tuple(old.pieces), move=move, by=by)
    yield End(Kind.DELETED, old=old, move=move, by=by)


def came(new: Paragraph, move: str = "", by: By = ()) -> Iterator[Item]:
    """A paragraph that came, with its mark."""
    if new.pieces:
        yield Stretch(Kind.INSERTED, new=tuple(new.pieces), move=move, by=by)
    yield End(Kind.INSERTED, new=new, move=move, by=by)


def _rewritten(olds: list[Paragraph], news: list[Paragraph], moves: Moves) -> Iterator[Item]:
    """Paragraphs with other words in the same place: ends are kept as far as there are some.

    So is a sentence that stands in both, which is not painted for the company it has got.
    """
    together = min(len(olds), len(news))
    for old, new in zip(olds[:together], news[:together], strict=True):
        if _share_words(old, new):
            yield from _edited([old], [new])
            continue
        if old.pieces:
            yield Stretch(Kind.DELETED, old=tuple(old.pieces))
        if new.pieces:
            yield Stretch(Kind.INSERTED, new=tuple(new.pieces))
        yield from _ends(old, new)
    yield from (item for old in olds[together:] for item in went(old, moves.get(old, "")))
    yield from (item for new in news[together:] for item in came(new, moves.get(new, "")))


def _share_words(old: Paragraph, new: Paragraph) -> bool:
    """Whether so many words in a row stand in both that they are worth keeping."""
    kept = (text for kind, text in diff_words(old.text, new.text) if kind is Kind.KEPT)
    return any(len(text.split()) >= _WORTH_KEEPING for text in kept)


def _edited(olds: list[Paragraph], news: list[Paragraph]) -> Iterator[Item]:
    """The same words for the most part: compared word by word, marks as characters among them."""
    before, after = (_MARK.join(p.text for p in paragraphs) for paragraphs in (olds, news))
    here, there = _Cursor(olds), _Cursor(news)
    for kind, text in diff_words(before, after):
        for number, line in enumerate(text.split(_MARK)):
            if number:
                yield from here.rest() if kind is not Kind.INSERTED else ()
                yield from _mark(kind, here, there)
            if line:
                yield from _line(kind, len(line), here, there)
    yield from here.rest()
    yield from _ends(olds[-1], news[-1])


def _mark(kind: Kind, here: "_Cursor", there: "_Cursor") -> Iterator[Item]:
    if kind is Kind.DELETED:
        yield End(Kind.DELETED, old=here.next_paragraph())
    elif kind is Kind.INSERTED:
        yield End(Kind.INSERTED, new=there.next_paragraph())
    else:
        yield from _ends(here.next_paragraph(), there.next_paragraph())


def _ends(old: Paragraph, new: Paragraph) -> Iterator[Item]:
    """Two marks in the same place: one mark, unless only one of them breaks a section."""
    if old.ends_section == new.ends_section:
        yield End(Kind.KEPT, old, new)
    else:
        yield End(Kind.DELETED, old=old)
        yield End(Kind.INSERTED, new=new)


def _line(kind: Kind, length: int, here: "_Cursor", there: "_Cursor") -> Iterator[Item]:
    if kind is Kind.DELETED:
        yield Stretch(kind, old=here.take(length))
    elif kind is Kind.INSERTED:
        yield Stretch(kind, new=there.take(length))
    else:
        yield from _kept(here.take(length), there.take(length))


def _kept(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> Iterator[Item]:
    """Cut kept text in the same places, and take apart what only looked the same as text."""
    same: tuple[list[Piece], list[Piece]] = ([], [])
    for one, other in _in_step(old, new):
        if other is None:
            same[0].append(one)
        elif one.identity == other.identity:
            same[0].append(one)
            same[1].append(other)
        else:
            if same[0]:
                yield Stretch(Kind.KEPT, tuple(same[0]), tuple(same[1]))
                same = [], []
            yield Stretch(Kind.DELETED, old=(one,))
            yield Stretch(Kind.INSERTED, new=(other,))
    if same[0]:
        yield Stretch(Kind.KEPT, tuple(same[0]), tuple(same[1]))


def _in_step(old: Iterable[Piece], new: Iterable[Piece]) -> Iterator[tuple[Piece, Piece | None]]:
    """Pair pieces of the same text, cut where either is cut; a place stands alone."""
    others = iter(new)
    other, used = next(others, None), 0
    for piece in old:
        if piece.sort is Sort.PLACE:
            yield piece, None
            continue
        done = 0
        while done < len(piece.text) and other is not None:
            length = min(len(piece.text) - done, len(other.text) - used)
            yield piece.part(done, done + length), other.part(used, used + length)
            done, used = done + length, used + length
            if used == len(other.text):
                other, used = next(others, None), 0


def _differ(olds: Sequence[Paragraph], news: Sequence[Paragraph]) -> bool:
    return olds[0].ends_section != news[0].ends_section


def _keep_last_end(items: list[Item], old: Paragraph, new: Paragraph) -> None:
    """Let the last marks of both rows be one that is kept, at the very end.

    A mark that was kept further up and is the last of one row only, becomes a deleted or inserted
    one; what stands after it belongs to the other row alone.
    """
    _expand(items, lambda whole: (whole.old is old) != (whole.new is new))
    last = items[-1]
    if isinstance(last, Whole) or (isinstance(last, End) and last.old is old and last.new is new):
        return
    kept: list[Item] = []
    for item in items:
        if isinstance(item, End) and (item.old is old or item.new is new):
            if item.old is old and item.new is not None:
                kept.append(End(Kind.INSERTED, new=item.new))
            elif item.new is new and item.old is not None:
                kept.append(End(Kind.DELETED, old=item.old))
        else:
            kept.append(item)
    items[:] = [*kept, End(Kind.KEPT, old, new)]


def _expand(items: list[Item], chosen: Callable[[Whole], bool]) -> None:
    """Say of some unchanged paragraphs that their text and their mark were kept."""
    expanded: list[Item] = []
    for item in items:
        if isinstance(item, Whole) and chosen(item):
            if item.old.pieces:
                shown = tuple(p for p in item.new.pieces if p.sort is not Sort.PLACE)
                expanded += _kept(tuple(item.old.pieces), shown)
            expanded.append(End(Kind.KEPT, item.old, item.new))
        else:
            expanded.append(item)
    items[:] = expanded


class _Cursor:
    """Reads the pieces of paragraphs in a row."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._at = 0
        self._pieces = list(paragraphs[0].pieces) if paragraphs else []

    def take(self, length: int) -> tuple[Piece, ...]:
        """The next characters, with the places that stand before them."""
        taken: list[Piece] = []
        while length:
            piece = self._pieces.pop(0)
            if len(piece.text) > length:
                self._pieces.insert(0, piece.part(length, len(piece.text)))
                piece = piece.part(0, length)
            taken.append(piece)
            length -= len(piece.text)
        return tuple(taken)

    def rest(self) -> Iterator[Stretch]:
        """Places that are left in the paragraph."""
        if self._pieces:
            yield Stretch(Kind.KEPT, tuple(self._pieces))
            self._pieces = []

    def next_paragraph(self) -> Paragraph:
        """The paragraph that ends here; goes on to the next."""
        ended = self._paragraphs[self._at]
        self._at += 1
        self._pieces = list(self._paragraphs[self._at].pieces)
        return ended
