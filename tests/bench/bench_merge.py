"""N-way merge: its cost, and how it fares against `git merge-file`.

Run with paths of git repositories as arguments of this module, or in the environment variable
`REMISS_REPLAY` separated by colons, to replay what people wrote there (`replay` says how, in four
ways; name one to have that one only):

    python -m tests.bench.bench_merge [merged | commuted | divided | branched] PATH…

Prose made by a seeded generator is always merged: there the truth is known, since the generator
knows what each author meant.
"""

import os
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.bench import replay
from tests.bench.against_git import Contest, git_merge_file
from tests.bench.prose import Writer, document
from tests.bench.replay import Replayed
from workbench.core.merging.merge import Side, merge


def main() -> None:
    """Print the cost, then merge what was made up and what is replayed."""
    _cost()
    for name, wrapped in (("one sentence a line", False), ("hard-wrapped", True)):
        Contest(f"made-up prose, {name}").replay(_made_up(wrapped=wrapped)).print()
    for path in os.environ.get("REMISS_REPLAY", "").split(":"):
        if path:
            _replayed(Path(path))


_WAYS = {
    way.__name__: way for way in (replay.merged, replay.commuted, replay.divided, replay.branched)
}


def _replayed(repository: Path, ways: Iterable[str] = _WAYS) -> None:
    for way in ways:
        Contest(f"{repository.name}, {way}").replay(_WAYS[way](repository)).print()


# -- cost


def _cost() -> None:
    sections = [document(220, seed) for seed in range(300)]
    fifteen = [[_version(text, side) for side in range(15)] for text in sections]
    started = time.process_time()
    open_conflicts = sum(
        len(merge(base, _sides(sides)).conflicts)
        for base, sides in zip(sections, fifteen, strict=True)
    )
    taken = time.process_time() - started
    print(f"300 sections × 15 sides: {taken:.2f} s CPU, {open_conflicts} conflicts")
    base = document(800, 7)
    for number in (29, 145, 290):
        versions = [_version(base, side) for side in range(number)]
        started = time.process_time()
        merge(base, _sides(versions))
        taken = time.process_time() - started
        print(
            f"1 section of 800 words × {number} sides: {taken:.3f} s, "
            f"{taken / number * 1000:.2f} ms a side"
        )
    whole = document(100_000, 3)
    versions = [_version(whole, side, share=0.05) for side in range(2)]
    started = time.process_time()
    merge(whole, _sides(versions))
    taken = time.process_time() - started
    peer = _git_seconds(whole, versions)
    print(
        f"100,000 words × 2 sides, 10 % of the sentences changed: {taken:.2f} s "
        f"= {taken / peer:.0f} × git merge-file"
    )


def _version(base: str, side: int, share: float = 0.03) -> str:
    writer = Writer(1_000 + side)
    lines: list[str] = []
    for line in base.split("\n"):
        if line and writer.chance(share):
            match writer.below(4):
                case 0:
                    continue
                case 1:
                    lines += [line, writer.sentence()]
                case _:
                    lines.append(writer.edited(line))
        else:
            lines.append(line)
    return "\n".join(lines)


def _sides(texts: list[str]) -> list[Side]:
    return [Side(f"kommun {number}", text) for number, text in enumerate(texts)]


def _git_seconds(base: str, versions: list[str]) -> float:
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    ours, theirs = versions
    for _ in range(5):
        git_merge_file(Replayed("", base, ours, theirs, None))
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime) / 5


# -- made-up prose

_NO_MERGE = "nothing but a conflict is right"


def _made_up(*, wrapped: bool) -> Iterator[Replayed]:
    """Let two authors edit a text of about twenty sentences who know nothing of each other.

    Each changes one to three sentences, any with the same chance: a word of it in two cases of
    four, a new sentence after it in one, and it goes in one. So they meet as often as chance will
    have it, and in about every sixth text they edit one and the same sentence.
    """
    for seed in range(800):
        writer = Writer(seed)
        text = [writer.paragraph(writer.below(5) + 2) for _ in range(5)]
        every = [(n, m) for n, paragraph in enumerate(text) for m in range(len(paragraph))]
        edits: list[_Edits] = [{}, {}]
        for side in edits:
            for _ in range(writer.below(3) + 1):
                number, place = every[writer.below(len(every))]
                side[number, place] = _edited(writer, text[number][place])
        ours, theirs = edits
        both = {place: _both(text, ours, theirs, place) for place in {**ours, **theirs}}
        known = {place: said for place, said in both.items() if said is not None}
        base, mine, yours, truth = (
            _written(text, applied, wrapped=wrapped) for applied in ({}, ours, theirs, known)
        )
        yield Replayed(str(seed), base, mine, yours, truth if known == both else _NO_MERGE)


_Edits = dict[tuple[int, int], list[str]]
"""What stands instead of a sentence, by paragraph and place in it."""


def _both(
    text: list[list[str]], ours: _Edits, theirs: _Edits, place: tuple[int, int]
) -> list[str] | None:
    """Return what stands when both are heard; `None` when they cannot be."""
    sentence = [text[place[0]][place[1]]]
    mine, yours = ours.get(place, sentence), theirs.get(place, sentence)
    if len(mine) == len(yours) == 2:  # two new sentences in one place, in the order of their texts
        return sentence + sorted(mine[1:] + yours[1:])
    if mine[:1] == yours[:1]:
        return max(mine, yours, key=len)
    if sentence in (mine[:1], yours[:1]):
        changed, other = (yours, mine) if mine[:1] == sentence else (mine, yours)
        return changed + other[1:]
    return None


def _edited(writer: Writer, sentence: str) -> list[str]:
    match writer.below(4):
        case 0:
            return [sentence, writer.sentence()]
        case 1:
            return []
        case _:
            return [writer.edited(sentence)]


def _written(paragraphs: list[list[str]], edits: _Edits, *, wrapped: bool) -> str:
    written: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        sentences = [
            kept
            for place, sentence in enumerate(paragraph)
            for kept in edits.get((number, place), [sentence])
        ]
        if sentences:
            written.append(_filled(sentences) if wrapped else "\n".join(sentences))
    return "\n\n".join(written) + "\n"


def _filled(sentences: list[str]) -> str:
    lines = [""]
    for word in " ".join(sentences).split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > 72:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return "\n".join(lines)


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if argument in _WAYS]
    for argument in sys.argv[1:]:
        if argument not in _WAYS:
            _replayed(Path(argument), named or _WAYS)
