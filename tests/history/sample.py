"""A small response to try things on, and plain git beside it."""

import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from workbench.history import Act, History, Person

ASA = Person("Åsa Öberg", "asa@falun.example")
BO = Person("Bo Ek", "bo@borlange.example")
NOON = datetime(2020, 10, 14, 12, 0, tzinfo=timezone(timedelta(hours=2)))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

TEXT = "text/7.3.md"
FALUNS = "municipalities/falun/contributions/7.3.md"
MORAS = "municipalities/mora/contributions/7.3.md"
RECEIVED = "municipalities/falun/received/7.3.md"


def act(
    party: str,
    changes: dict[str, str | None],
    subject: str = "Ändrar",
    at: datetime = NOON,
    **trailers: str,
) -> Act:
    """Return an act with texts instead of bytes."""
    author = BO if party == "main" else ASA
    content = {p: None if t is None else t.encode() for p, t in changes.items()}
    return Act(party, content, subject, author, at, trailers)


def git(folder: Path, *words: str, stdin: bytes = b"", status: int = 0) -> str:
    """Run plain git as someone beside the workbench would, and return what it wrote."""
    author = ["-c", "user.name=Någon", "-c", "user.email=nagon@example.org"]
    done = subprocess.run(
        ["git", "-C", str(folder), *author, *words], input=stdin, capture_output=True, check=False
    )
    assert done.returncode == status, done.stderr.decode()
    return done.stdout.decode("utf-8", "backslashreplace")


def write_out(history: History, folder: Path) -> None:
    """Do what the workspace does after an act: write the files that lag, then settle."""
    lagging = history.stale()
    for path, content in history.read(lagging).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for path, blob in lagging.items():
        if blob is None:
            (folder / path).unlink(missing_ok=True)
    history.settle(lagging)


def begin(folder: Path) -> History:
    """Return a response where the coordinator, Falun and Mora have written one file each."""
    history = History.create(folder)
    history.record(
        [
            act("main", {"response.toml": "format = 1\n", TEXT: "Kommunerna.\n"}, "Skapar svaret"),
            act("falun", {FALUNS: "Falun.\n"}, "Falun skriver"),
            act("mora", {MORAS: "Mora.\n"}, "Mora skriver"),
        ]
    )
    write_out(history, folder)
    return history


def head(folder: Path, ref: str) -> str:
    """Return where a ref stands."""
    return git(folder, "rev-parse", ref).strip()
