"""N-way merge: its cost, and how it fares against `git merge-file`.

Run with paths of git repositories as arguments of this module, or in the environment variable
`REMISS_REPLAY` separated by colons, to replay their own merges of text files:

    python -m tests.bench.bench_merge PATH…

Without any, a repository of prose made by a seeded generator is replayed. There the truth is
known, since the generator knows what each author meant; in a real one, it is what the people who
merged committed.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.prose import Writer, document
from workbench.core.merging.merge import Side, merge

_TEXT_SUFFIXES = {
    *(".md", ".markdown", ".txt", ".rst", ".adoc", ".asciidoc", ".tex", ".org", ".textile"),
    *(".mdown", ".mkd", ".rmd", ".qmd", ".mediawiki", ".html", ".typ", ""),
}
_LARGEST = 1_000_000  # bytes of a file that is replayed


def main() -> None:
    """Print the cost, then replay."""
    _cost()
    paths = [Path(path) for path in os.environ.get("REMISS_REPLAY", "").split(":") if path]
    if paths:
        for path in paths:
            _report(str(path), _merges(path))
    else:
        print("synthetic prose, the truth known:")
        for name, wrapped in (("one sentence a line", False), ("hard-wrapped", True)):
            _report(name, _synthetic(wrapped=wrapped))


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


# -- replay


@dataclass(frozen=True)
class _Merge:
    """One merge of one file, and what it became."""

    name: str
    base: bytes
    ours: bytes
    theirs: bytes
    truth: bytes


def _merges(repository: Path) -> Iterator[_Merge]:
    """Find the merges in which both sides changed a text file that the base had."""
    listed = _git(repository, "rev-list", "--merges", "--parents", "--all").decode().split("\n")
    for row in listed:
        commits = row.split()
        if len(commits) != 3:  # an octopus has no two sides
            continue
        merged, ours, theirs = commits
        bases = _git(repository, "merge-base", "--all", ours, theirs).split()
        if len(bases) != 1:
            continue
        base = bases[0].decode()
        changed = [_changed(repository, base, side) for side in (ours, theirs)]
        for path in sorted(changed[0] & changed[1]):
            texts = [_blob(repository, at, path) for at in (base, ours, theirs, merged)]
            if all(text is not None for text in texts):
                before, mine, yours, truth = (text or b"" for text in texts)
                yield _Merge(f"{merged[:12]} {path}", before, mine, yours, truth)


def _changed(repository: Path, base: str, side: str) -> set[str]:
    listed = _git(
        repository, "diff", "--name-only", "--no-renames", "--diff-filter=M", "-z", base, side
    )
    paths = (raw.decode("utf-8", "replace") for raw in listed.split(b"\0") if raw)
    return {path for path in paths if Path(path).suffix.lower() in _TEXT_SUFFIXES}


def _blob(repository: Path, commit: str, path: str) -> bytes | None:
    done = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "blob", f"{commit}:{path}"],
        capture_output=True,
        check=False,
    )
    text = done.stdout
    return text if done.returncode == 0 and b"\0" not in text and len(text) <= _LARGEST else None


def _git(repository: Path, *arguments: str) -> bytes:
    done = subprocess.run(
        ["git", "-C", str(repository), *arguments], capture_output=True, check=False
    )
    return done.stdout


def _report(name: str, merges: Iterator[_Merge]) -> None:
    """Replay, and print the shares and every merge where git was right and we were not."""
    told: Counter[str] = Counter()
    worse: list[str] = []
    for one in merges:
        if one.ours == one.theirs or one.base in (one.ours, one.theirs):
            continue
        told["merges"] += 1
        git_conflicts, git_text = _git_merge_file(one)
        merged = merge(_text(one.base), [Side("a", _text(one.ours)), Side("b", _text(one.theirs))])
        told["our conflicts"] += bool(merged.conflicts)
        told["git conflicts"] += git_conflicts
        right, git_right = _text(one.truth) == merged.text, one.truth == git_text
        told["ours clean"] += not merged.conflicts
        told["ours clean and right"] += not merged.conflicts and right
        same_words = _text(one.truth).split() == merged.text.split()
        told["ours clean and the same words"] += not merged.conflicts and same_words
        told["git clean"] += not git_conflicts
        told["git clean and right"] += not git_conflicts and git_right
        same_words = one.truth.split() == git_text.split()
        told["git clean and the same words"] += not git_conflicts and same_words
        told["git clean, ours in conflict"] += bool(merged.conflicts) and not git_conflicts
        if git_right and not git_conflicts and not merged.conflicts and not right:
            worse.append(one.name)
    _print(name, told, worse)


def _print(name: str, told: Counter[str], worse: list[str]) -> None:
    merges = told["merges"]
    print(f"{name}: {merges} merges of a text file that both sides changed")
    if not merges:
        return
    for who in ("our", "git"):
        print(f"  in conflict, {who}: {_share(told[f'{who} conflicts'], merges)}")
    for who in ("ours", "git"):
        clean, right = told[f"{who} clean"], told[f"{who} clean and right"]
        words = told[f"{who} clean and the same words"]
        print(
            f"  clean, {who}: {clean}; as people merged, to the byte: {_share(right, clean)}, "
            f"in words: {_share(words, clean)}"
        )
    print(f"  in conflict with us and clean with git: {told['git clean, ours in conflict']}")
    print(f"  clean and wrong where git was clean and right: {len(worse)}")
    for merge_name in worse:
        print(f"    {merge_name}")


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)" if whole else "0"


def _git_merge_file(one: _Merge) -> tuple[bool, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (one.ours, one.base, one.theirs), strict=True):
            file.write_bytes(text)
        done = subprocess.run(
            ["git", "merge-file", "-p", *(str(file) for file in files)],
            capture_output=True,
            check=False,
        )
    return done.returncode != 0, done.stdout


def _git_seconds(base: str, versions: list[str]) -> float:
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    ours, theirs = (text.encode() for text in versions)
    for _ in range(5):
        _git_merge_file(_Merge("", base.encode(), ours, theirs, b""))
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime) / 5


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


# -- synthetic prose


def _synthetic(*, wrapped: bool) -> Iterator[_Merge]:
    """Make merges whose truth is known: each author's edits are to sentences of their own.

    In a fifth of them both also edit one and the same sentence, so that nothing but a conflict
    is right; their truth is a text that no merge gives.
    """
    for seed in range(400):
        writer = Writer(seed)
        paragraphs = [writer.paragraph(writer.below(5) + 2) for _ in range(5)]
        edits: list[dict[tuple[int, int], list[str]]] = [{}, {}]
        for side in edits:
            for _ in range(writer.below(3) + 1):
                number = writer.below(5)
                place = number, writer.below(len(paragraphs[number]))
                if place not in edits[0]:
                    side[place] = _edited(writer, paragraphs[number][place[1]])
        both = writer.chance(0.2)
        if both:
            for side in edits:
                side[0, 0] = [writer.edited(paragraphs[0][0])]
        texts = [
            _written(paragraphs, applied, wrapped=wrapped)
            for applied in ({}, edits[0], edits[1], {**edits[0], **edits[1]})
        ]
        base, ours, theirs, truth = texts
        yield _Merge(str(seed), base, ours, theirs, b"no merge gives this" if both else truth)


def _edited(writer: Writer, sentence: str) -> list[str]:
    match writer.below(4):
        case 0:
            return [sentence, writer.sentence()]
        case 1:
            return []
        case _:
            return [writer.edited(sentence)]


def _written(
    paragraphs: list[list[str]], edits: dict[tuple[int, int], list[str]], *, wrapped: bool
) -> bytes:
    written: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        sentences = [
            kept
            for place, sentence in enumerate(paragraph)
            for kept in edits.get((number, place), [sentence])
        ]
        if sentences:
            written.append(_filled(sentences) if wrapped else "\n".join(sentences))
    return ("\n\n".join(written) + "\n").encode()


def _filled(sentences: list[str]) -> str:
    lines = [""]
    for word in " ".join(sentences).split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > 72:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return "\n".join(lines)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        _report(argument, _merges(Path(argument)))
