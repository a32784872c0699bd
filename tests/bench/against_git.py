"""The same merges by this engine and by `git merge-file`, for `bench_merge`."""

import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.disputes import Dispute, dispute, doubled
from tests.bench.replay import Replayed
from workbench.core.merging.merge import Side, merge


def git_merge_file(one: Replayed, *options: str) -> tuple[int, str]:
    """Return how many conflicts Git finds (it counts to 127), and what it writes."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (one.ours, one.base, one.theirs), strict=True):
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
        done = subprocess.run(
            ["git", "merge-file", "-p", *options, *(str(file) for file in files)],
            capture_output=True,
            check=False,
        )
    return done.returncode, done.stdout.decode("utf-8", "surrogateescape")


@dataclass
class _Tally:
    """What one of the two did."""

    conflicts: int = 0
    """Merges with a conflict."""
    places: int = 0
    """Conflicts in all."""
    to_the_byte: int = 0
    in_words: int = 0
    reordered: int = 0
    """Clean, with all the words that are right and no others, in another order."""
    wrong: int = 0
    """Clean, and neither of these."""
    near: Counter[Dispute] = field(default_factory=Counter)
    """How near the two sides came to each other in the merges with a conflict."""

    def count(self, conflicts: int, text: str, one: Replayed) -> None:
        truth = one.truth
        self.places += conflicts
        if conflicts:
            self.conflicts += 1
            self.near[dispute(one)] += 1
        elif truth is not None:
            self.to_the_byte += text == truth
            said, right = text.split(), truth.split()
            self.in_words += said == right
            self.reordered += said != right and sorted(said) == sorted(right)
            self.wrong += sorted(said) != sorted(right)


@dataclass
class Contest:
    """Merges replayed by both, counted."""

    name: str
    merges: int = 0
    known: int = 0
    ours: _Tally = field(default_factory=_Tally)
    git: _Tally = field(default_factory=_Tally)
    only_ours: int = 0
    """Merges in conflict here and clean with Git."""
    places_diff3: int = 0
    """Git's conflicts when it shows the base (`--diff3`)."""
    worse: list[str] = field(default_factory=list)
    """Merges that are clean and wrong here, in words, and clean and right with Git."""
    doubled: list[str] = field(default_factory=list)
    """Those of them where both put in the same lines, and Git says them twice."""
    layout: list[str] = field(default_factory=list)
    """Merges that are clean on both hands, right to the byte with Git, and only in words here."""

    def replay(self, merges: Iterable[Replayed]) -> "Contest":
        """Merge everything, both ways."""
        for one in merges:
            if one.ours != one.theirs and one.base not in (one.ours, one.theirs):
                self._count(one)
        return self

    def _count(self, one: Replayed) -> None:
        self.merges += 1
        self.known += one.truth is not None
        git_conflicts, git_text = git_merge_file(one)
        mine = merge(one.base, [Side("a", one.ours), Side("b", one.theirs)])
        self.ours.count(len(mine.conflicts), mine.text, one)
        self.git.count(git_conflicts, git_text, one)
        self.places_diff3 += git_merge_file(one, "--diff3")[0]
        self.only_ours += bool(mine.conflicts) and not git_conflicts
        if git_conflicts or mine.conflicts or one.truth is None:
            return
        if git_text.split() == one.truth.split() != mine.text.split():
            self.worse.append(one.name)
            if doubled(one, mine.text):
                self.doubled.append(one.name)
        elif git_text == one.truth != mine.text:
            self.layout.append(one.name)

    def print(self) -> None:
        """Print the shares, and the name of every merge that Git did better."""
        print(f"{self.name}: {self.merges} merges of a text that both sides changed")
        if not self.merges:
            return
        ours, git = self.ours.conflicts, self.git.conflicts
        print(
            f"  in conflict: {_share(ours, self.merges)}, git {_share(git, self.merges)}: "
            f"{_ratio(ours, git)} of git's; in conflict here alone: {self.only_ours}"
        )
        ours, git = self.ours.places, self.git.places
        print(
            f"  places in conflict: {ours}, git {git} (with --diff3 {self.places_diff3}): "
            f"{_ratio(ours, git)} of git's"
        )
        for who, tally in (("git", self.git), ("here", self.ours)):
            near = ", ".join(f"{kind.value}: {tally.near[kind]}" for kind in Dispute)
            print(f"  what both sides of the merges in conflict changed, {who}: {near}")
        if not self.known:
            return
        for who, tally in (("here", self.ours), ("git", self.git)):
            clean = self.merges - tally.conflicts
            print(
                f"  clean, {who}: {clean}; as meant in words: {_share(tally.in_words, clean)}, "
                f"to the byte: {_share(tally.to_the_byte, clean)}; "
                f"the words in another order: {tally.reordered}, wrong: {tally.wrong}"
            )
        print(
            f"  clean and wrong where git was clean and right, in words: {len(self.worse)}, of "
            f"which {len(self.doubled)} say once what both put in alike and git says twice"
        )
        print(f"  the same in white space only: {len(self.layout)}")
        for name in self.worse + self.layout:
            print(f"    {name}")


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})" if whole else "0"


def _ratio(ours: int, git: int) -> str:
    return f"{ours / git:.0%}" if git else "–"
