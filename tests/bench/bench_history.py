"""What an act, the union and the log cost, beside plain git on the same files in the same run.

Figures are CPU seconds of this process and its children together; the wall clock says more about
the disk. Plain git runs as it comes, that is without fsync, and once more with `core.fsync=all`.
"""

import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from workbench.history import Act, History, Person

ASA = Person("Åsa Öberg", "asa@falun.example")
START = datetime(2020, 10, 1, tzinfo=UTC)
TEXT = "Kommunerna tillstyrker förslaget i huvudsak.\n" * 40
ROUNDS = 9


def cpu() -> float:
    """Return the CPU seconds used so far by this process and the children it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def cost(work: Callable[[int], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median CPU and wall seconds of several runs, each given its number."""
    figures = []
    for number in range(rounds):
        began, wall = cpu(), time.perf_counter()
        work(number)
        figures.append((cpu() - began, time.perf_counter() - wall))
    return median(c for c, _ in figures), median(w for _, w in figures)


def show(what: str, ours: tuple[float, float], peers: dict[str, tuple[float, float]]) -> None:
    """Print one line for us and one a peer, the peers as ratios to us (above 1: we are faster)."""
    print(f"{what}: {ours[0] * 1000:.1f} ms CPU, {ours[1] * 1000:.1f} ms")
    for name, (used, wall) in peers.items():
        print(f"  × {used / ours[0]:.2f} CPU, × {wall / ours[1]:.2f} wall  {name}")


def git(folder: Path, *words: str, stdin: bytes = b"") -> bytes:
    """Run plain git."""
    author = ["-c", "user.name=A", "-c", "user.email=a@x", "-c", "gc.auto=0"]
    command = ["git", "-C", str(folder), *author, *words]
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


def acts(parties: Sequence[str], files: int) -> Iterator[Act]:
    """Give one act a file, dealt out over the parties."""
    for number in range(files):
        party = parties[number % len(parties)]
        top = "text" if party == "main" else f"municipalities/{party}/contributions"
        path = f"{top}/{number}.md"
        content = f"{number}\n{TEXT}".encode()
        yield Act(party, {path: content}, f"Skriver {number}", ASA, START + timedelta(hours=number))


@contextmanager
def response(parties: Sequence[str], files: int) -> Iterator[tuple[History, Path]]:
    """Give a response with so many files, written out and settled."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "svar"
        history = History.create(folder)
        written = list(acts(parties, files))
        one = [
            Act(
                p,
                {k: v for a in written if a.party == p for k, v in a.changes.items()},
                "x",
                ASA,
                START,
            )
            for p in parties
        ]
        history.record(one)
        for path, content in history.read().items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        history.settle()
        yield history, folder


def one_act(files: int) -> None:
    """An act on one file, as the workspace does it: recorded, written, settled."""
    parties = ["main", *(f"kommun{n}" for n in range(15))]
    path = "municipalities/kommun0/contributions/1.md"

    with response(parties, files) as (history, folder):

        def record(number: int) -> None:
            history.record([Act("kommun0", {path: f"a{number}".encode()}, "x", ASA, START)])

        def whole(number: int) -> None:
            history.record([Act("kommun0", {path: f"b{number}".encode()}, "x", ASA, START)])
            (folder / path).write_bytes(f"b{number}".encode())
            history.settle([path])

        recorded, settled = cost(record), cost(whole)
        git(folder, "checkout", "-q", "-B", "plain")

        def plain(*settings: str) -> Callable[[int], None]:
            def commit(number: int) -> None:
                (folder / path).write_bytes(f"{settings}{number}".encode())
                git(folder, *settings, "add", "--", path)
                git(folder, *settings, "commit", "-q", "-m", "x")

            return commit

        peers = {
            "git add + git commit": cost(plain()),
            "the same with core.fsync=all": cost(plain("-c", "core.fsync=all")),
        }
    show(f"one act recorded, {files} files", recorded, peers)
    show(f"one act recorded and settled, {files} files", settled, peers)


def many_acts() -> None:
    """400 acts over 16 branches at once."""
    parties = ["main", *(f"kommun{n}" for n in range(15))]
    with tempfile.TemporaryDirectory() as top:
        histories = [History.create(Path(top) / str(number)) for number in range(3)]
        ours = cost(lambda number: histories[number].record(list(acts(parties, 400))), 3)
        single = History.create(Path(top) / "single")
        tens = [list(acts(parties, 400))[n * 10 : n * 10 + 10] for n in range(3)]
        one = cost(lambda number: [single.record([act]) for act in tens[number]], 3)
        plain = Path(top) / "plain"
        git(Path(top), "init", "-q", str(plain))

        def commit(number: int) -> None:
            for act in tens[number]:
                for path, content in act.changes.items():
                    (plain / path).parent.mkdir(parents=True, exist_ok=True)
                    (plain / path).write_bytes(content or b"")
                git(plain, "add", ".")
                git(plain, "commit", "-q", "-m", "x")

        gits = cost(commit, 3)
    show(
        "400 acts over 16 branches at once",
        ours,
        {
            "one record an act (10 acts, times 40)": (one[0] * 40, one[1] * 40),
            "git add + git commit an act (10 acts, times 40)": (gits[0] * 40, gits[1] * 40),
        },
    )


def reading(parties: int, files: int) -> None:
    """The union and all texts of many branches, by one who has just opened the response."""
    names = ["main", *(f"kommun{n}" for n in range(parties - 1))]
    with response(names, parties * files) as (_, folder):
        union = cost(lambda _: History.open(folder).paths())
        texts = cost(lambda _: History.open(folder).read())
        heads = git(folder, "for-each-ref", "--format=%(refname)", "refs/heads").decode().split()
        known = list(History.open(folder).paths())
        peers = {
            "git ls-tree -r, one a branch": cost(
                lambda _: [git(folder, "ls-tree", "-r", "-z", head) for head in heads], 3
            ),
            "git ls-tree -r of the work copy, all of it": cost(
                lambda _: git(folder, "ls-tree", "-r", "-z", "HEAD")
            ),
        }
        show(f"the union of {parties} branches × {files} files", union, peers)
        show(
            "all its texts",
            texts,
            {"reading the files": cost(lambda _: [(folder / p).read_bytes() for p in known])},
        )
        clean = cost(lambda _: History.open(folder).changed_outside())
        show(
            "what was changed outside (nothing)",
            clean,
            {"git status": cost(lambda _: git(folder, "status", "--porcelain"))},
        )


def log() -> None:
    """The log of 5,000 acts."""
    parties = ["main", *(f"kommun{n}" for n in range(15))]
    with tempfile.TemporaryDirectory() as top:
        history = History.create(Path(top))
        history.record(list(acts(parties, 5000)))
        history.tidy()
        ours = cost(lambda _: history.log(), 3)
        peers = {
            "git log --all --name-only": cost(
                lambda _: git(Path(top), "log", "--branches", "--date-order", "--name-only"), 3
            )
        }
        show("log of 5,000 acts", ours, peers)
        path = "text/0.md"
        one = cost(lambda _: history.log(path=path), 3)
        show(
            "log of one file among them",
            one,
            {"git log -- FILE": cost(lambda _: git(Path(top), "log", "main", "--", path), 3)},
        )


def main() -> None:
    """Run all of them."""
    History.create(Path(tempfile.mkdtemp())).heads()  # GitPython is loaded before anything counts
    for files in (450, 5880):
        one_act(files)
    many_acts()
    reading(290, 20)
    reading(16, 30)
    log()
