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

Text is prose by the name of its file: documents, manual pages, and what a project tells its readers
without a suffix (`README`, `NEWS`, `changelog`). Code, settings and translations are left out. What
changed is said by `wordwise`, so that nothing here depends on the engine that is measured.
"""

import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path, PurePosixPath

from tests.bench.wordwise import Edit, applied, edits, places, rebased, words

_SUFFIXES = {
    *(".md", ".markdown", ".txt", ".rst", ".adoc", ".asciidoc", ".tex", ".org", ".textile"),
    *(".mdown", ".mkd", ".rmd", ".qmd", ".mediawiki", ".html", ".typ", ".texi", ".texinfo", ".pod"),
    *(".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".man"),
}
_NAMES = {
    *("readme", "news", "changes", "changelog", "history", "todo", "authors", "credits", "thanks"),
    *("contributors", "contributing", "maintainers", "copying", "copyright", "license", "licence"),
    *("install", "hacking", "bugs", "faq", "notes"),
}
_NO_PROSE = {"cmakelists.txt", "requirements.txt", "robots.txt"}
_LARGEST = 250_000  # bytes of a file that is replayed


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
            start, one = words(before), edits(before, between)
            other = list(rebased(places(edits(between, after), words(between)), one))
            truth = applied(start, sorted([*one, *other]))
            yield Replayed(f"{second[:10]} {path}", before, between, applied(start, other), truth)


def divided(repository: Path) -> Iterator[Replayed]:
    """Divide each edit of a file between two people."""
    for first, second in _runs(repository, 2):
        for path in sorted(_changed(repository, first, second)):
            before, after = _text(repository, first, path), _text(repository, second, path)
            if before is None or after is None:
                continue
            start = words(before)
            coin = random.Random(path)
            shares: tuple[list[Edit], list[Edit]] = ([], [])
            for place in places(edits(before, after), start):
                shares[coin.randrange(2)].extend(place)
            ours, theirs = (applied(start, share) for share in shares)
            yield Replayed(f"{second[:10]} {path}", before, ours, theirs, after)


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
    return {path for path in listed.split("\0") if _is_prose(PurePosixPath(path.lower()))}


def _is_prose(path: PurePosixPath) -> bool:
    """Tell by its name, in lower case, whether a file is written for people."""
    named = path.name in _NAMES or path.stem == "readme"
    return path.name not in _NO_PROSE and (named or path.suffix in _SUFFIXES)


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
    done = subprocess.run(
        ["git", "-C", str(repository), *arguments], capture_output=True, check=False
    )
    return done.stdout.decode("utf-8", "surrogateescape")
