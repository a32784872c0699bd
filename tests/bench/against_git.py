"""The same merges by this engine and by `git merge-file`, for `bench_merge`."""

import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.replay import Replayed
from workbench.core.merging.merge import Side, merge


def git_merge_file(one: Replayed) -> tuple[bool, str]:
    """Tell whether Git finds a conflict, and what it writes."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (one.ours, one.base, one.theirs), strict=True):
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
        done = subprocess.run(
            ["git", "merge-file", "-p", *(str(file) for file in files)],
            capture_output=True,
            check=False,
        )
    return done.returncode != 0, done.stdout.decode("utf-8", "surrogateescape")


@dataclass
class _Tally:
    """What one of the two did."""

    conflicts: int = 0
    to_the_byte: int = 0
    in_words: int = 0
    wrong: int = 0

    def count(self, *, conflict: bool, text: str, truth: str | None) -> None:
        if conflict:
            self.conflicts += 1
        elif truth is not None:
            self.to_the_byte += text == truth
            self.in_words += text.split() == truth.split()
            self.wrong += text.split() != truth.split()


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
    worse: list[str] = field(default_factory=list)
    """Merges that are clean and wrong here, in words, and clean and right with Git."""
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
        git_conflict, git_text = git_merge_file(one)
        mine = merge(one.base, [Side("a", one.ours), Side("b", one.theirs)])
        conflict = bool(mine.conflicts)
        self.ours.count(conflict=conflict, text=mine.text, truth=one.truth)
        self.git.count(conflict=git_conflict, text=git_text, truth=one.truth)
        self.only_ours += conflict and not git_conflict
        if git_conflict or conflict or one.truth is None:
            return
        if git_text.split() == one.truth.split() != mine.text.split():
            self.worse.append(one.name)
        elif git_text == one.truth != mine.text:
            self.layout.append(one.name)

    def print(self) -> None:
        """Print the shares, and the name of every merge that Git did better."""
        print(f"{self.name}: {self.merges} merges of a text that both sides changed")
        if not self.merges:
            return
        ratio = f"{self.ours.conflicts / self.git.conflicts:.0%}" if self.git.conflicts else "–"
        print(
            f"  in conflict: {_share(self.ours.conflicts, self.merges)}, "
            f"git {_share(self.git.conflicts, self.merges)}: {ratio} of git's; "
            f"in conflict here alone: {self.only_ours}"
        )
        if not self.known:
            return
        for who, tally in (("here", self.ours), ("git", self.git)):
            clean = self.merges - tally.conflicts
            print(
                f"  clean, {who}: {clean}; as meant in words: {_share(tally.in_words, clean)}, "
                f"to the byte: {_share(tally.to_the_byte, clean)}; wrong: {tally.wrong}"
            )
        print(f"  clean and wrong where git was clean and right, in words: {len(self.worse)}")
        print(f"  the same in white space only: {len(self.layout)}")
        for name in self.worse + self.layout:
            print(f"    {name}")


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})" if whole else "0"
