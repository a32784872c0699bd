"""Merges of text files out of real git repositories, for `bench_merge`.

Four ways, because repositories with merges of prose are rare and what people merged is only there
the right answer:

- **merged**: a merge commit, its two parents and their base; right is what was committed.
- **commuted**: two consecutive edits of one file, `v0 → v1 → v2`, as if two people had made them at
  once: one has `v1`; the other has `v0` with those places of the second edit that do not touch a
  word that the first put in, or a word beside what it changed (what does would not have been
  written without the first). Right is both.
- **divided**: one edit of one file, `v0 → v1`, of which each place falls to one of two people by a
  seeded coin. Right is `v1`. Two people never in fact work so mixed up with each other: this is
  harder than life, for every merge engine alike.
- **branched**: the heads of two branches and their base, where nobody ever merged. Nothing is known
  to be right; only the conflicts are counted.

A place is what was changed without four unchanged words in between, since one who rewrites a
sentence does it in several words. Words are compared by `git diff` over files with one word a line,
so that nothing here depends on the engine that is measured.
"""

import random
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

_TEXT_SUFFIXES = {
    *(".md", ".markdown", ".txt", ".rst", ".adoc", ".asciidoc", ".tex", ".org", ".textile"),
    *(".mdown", ".mkd", ".rmd", ".qmd", ".mediawiki", ".html", ".typ", ""),
}
_LARGEST = 250_000  # bytes of a file that is replayed
_WORD = re.compile(r"\w+|[^\w\s]|\s")
_HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", re.M)
_ONE_PLACE = 4  # unchanged words between two changes that make them two


@dataclass(frozen=True)
class Replayed:
    """One merge of one file, and what is right."""

    name: str
    base: str
    ours: str
    theirs: str
    truth: str | None
    """`None` when nobody knows."""


def merged(repository: Path) -> Iterator[Replayed]:
    """Find the merge commits in which both sides changed a text file that the base had."""
    listed = _git(repository, "rev-list", "--merges", "--parents", "--all").split("\n")
    for row in listed:
        commits = row.split()
        if len(commits) == 3:  # an octopus has no two sides
            truth, ours, theirs = commits
            for base in _only_base(repository, ours, theirs):
                yield from _of_both(repository, base, ours, theirs, truth)


def branched(repository: Path) -> Iterator[Replayed]:
    """Pair the heads of all branches of which neither holds the other."""
    heads = _git(repository, "for-each-ref", "--format=%(objectname)", "refs/heads").split()
    for ours, theirs in combinations(sorted(set(heads)), 2):
        for base in _only_base(repository, ours, theirs):
            if base not in {ours, theirs}:
                yield from _of_both(repository, base, ours, theirs, None)


def commuted(repository: Path) -> Iterator[Replayed]:
    """Put two consecutive edits of a file beside each other."""
    for first, second, third in _runs(repository, 3):
        for path in sorted(
            _changed(repository, first, second) & _changed(repository, second, third)
        ):
            before, between, after = (_text(repository, at, path) for at in (first, second, third))
            if before is None or between is None or after is None:
                continue
            start, one = _words(before), _edits(before, between)
            other = list(_rebased(_places(_edits(between, after), _words(between)), one))
            truth = _applied(start, sorted([*one, *other]))
            yield Replayed(f"{second[:10]} {path}", before, between, _applied(start, other), truth)


def divided(repository: Path) -> Iterator[Replayed]:
    """Divide each edit of a file between two people."""
    for first, second in _runs(repository, 2):
        for path in sorted(_changed(repository, first, second)):
            before, after = _text(repository, first, path), _text(repository, second, path)
            if before is None or after is None:
                continue
            start = _words(before)
            coin = random.Random(path)
            shares: tuple[list[_Edit], list[_Edit]] = ([], [])
            for place in _places(_edits(before, after), start):
                shares[coin.randrange(2)].extend(place)
            ours, theirs = (_applied(start, share) for share in shares)
            yield Replayed(f"{second[:10]} {path}", before, ours, theirs, after)


# -- words


class _Edit(NamedTuple):
    start: int
    stop: int
    words: tuple[str, ...]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _edits(before: str, after: str) -> list[_Edit]:
    """Compare words; every character of white space is a word by itself."""
    old, new = _words(before), _words(after)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "old", Path(folder) / "new"]
        for file, words in zip(files, (old, new), strict=True):
            file.write_text("".join(f"{word!r}\n" for word in words), encoding="utf-8")
        told = _run(
            ["git", "diff", "--no-index", "--no-color", "--patience", "-U0", *map(str, files)]
        )
    edits: list[_Edit] = []
    for found in _HUNK.finditer(told):
        start, length, other, other_length = (int(n) if n else 1 for n in found.groups())
        start, other = start - (length > 0), other - (other_length > 0)
        edits.append(_Edit(start, start + length, tuple(new[other : other + other_length])))
    return edits


def _places(edits: Iterable[_Edit], words: list[str]) -> Iterator[list[_Edit]]:
    place: list[_Edit] = []
    for edit in edits:
        if place:
            kept = sum(not word.isspace() for word in words[place[-1].stop : edit.start])
            if kept >= _ONE_PLACE:
                yield place
                place = []
        place.append(edit)
    if place:
        yield place


def _rebased(places: Iterable[list[_Edit]], earlier: Iterable[_Edit]) -> Iterator[_Edit]:
    """Say what later edits do in the words before the earlier ones; leave out what touches them."""
    spans: list[tuple[int, int, int]] = []  # in the text between, and how far what follows moved
    moved = 0
    for edit in earlier:
        start = edit.start + moved
        moved += len(edit.words) - (edit.stop - edit.start)
        spans.append((start, start + len(edit.words), moved))
    for place in places:
        if all(place[-1].stop < start - 1 or stop + 1 < place[0].start for start, stop, _ in spans):
            shift = max((s for s in spans if s[1] < place[0].start), default=(0, 0, 0))[2]
            yield from (_Edit(start - shift, stop - shift, new) for start, stop, new in place)


def _applied(words: list[str], edits: Iterable[_Edit]) -> str:
    parts: list[str] = []
    edge = 0
    for start, stop, new in edits:
        parts += words[edge:start]
        parts += new
        edge = stop
    return "".join(parts + words[edge:])


# -- git


def _only_base(repository: Path, ours: str, theirs: str) -> list[str]:
    bases = _git(repository, "merge-base", "--all", ours, theirs).split()
    return bases if len(bases) == 1 else []


def _of_both(
    repository: Path, base: str, ours: str, theirs: str, truth: str | None
) -> Iterator[Replayed]:
    changed = [_changed(repository, base, side) for side in (ours, theirs)]
    for path in sorted(changed[0] & changed[1]):
        before, mine, yours = (_text(repository, at, path) for at in (base, ours, theirs))
        right = _text(repository, truth, path) if truth else None
        if before is None or mine is None or yours is None or (truth and right is None):
            continue
        yield Replayed(f"{ours[:10]} {theirs[:10]} {path}", before, mine, yours, right)


def _runs(repository: Path, length: int) -> Iterator[tuple[str, ...]]:
    """Find chains of commits with one parent each, the earliest first."""
    listed = _git(repository, "rev-list", "--parents", "--all").split("\n")
    parents = {row.split()[0]: row.split()[1:] for row in listed if row}
    for commit in parents:
        chain = [commit]
        while len(chain) < length and len(parents.get(chain[-1], ())) == 1:
            chain.append(parents[chain[-1]][0])
        if len(chain) == length:
            yield tuple(reversed(chain))


def _changed(repository: Path, base: str, side: str) -> set[str]:
    listed = _git(
        repository, "diff", "--name-only", "--no-renames", "--diff-filter=M", "-z", base, side
    )
    return {path for path in listed.split("\0") if Path(path).suffix.lower() in _TEXT_SUFFIXES}


def _text(repository: Path, commit: str, path: str) -> str | None:
    done = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "blob", f"{commit}:{path}"],
        capture_output=True,
        check=False,
    )
    raw = done.stdout
    if done.returncode or b"\0" in raw or len(raw) > _LARGEST:
        return None
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None


def _git(repository: Path, *arguments: str) -> str:
    return _run(["git", "-C", str(repository), *arguments])


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "surrogateescape")
