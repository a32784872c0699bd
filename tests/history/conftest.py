"""A folder, and a small response in it."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.history.sample import begin
from workbench.history import History
from workbench.history.runner import Answer, Command, Runner


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A response where the coordinator, Falun and Mora have written one file each; to be copied."""
    folder = tmp_path_factory.mktemp("clean") / "svar"
    begin(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the response of `history` lies, or a new one is to lie."""
    return tmp_path / "svar"


@pytest.fixture
def history(clean: Path, folder: Path) -> History:
    """A copy of the small response."""
    return History.open(Path(shutil.copytree(clean, folder)))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[Command]:
    """How many times git has been asked for what."""
    counts: Counter[Command] = Counter()
    ask = Runner.ask

    def counting(
        runner: Runner, command: Command, stdin: bytes = b"", *, limit: int | None = None
    ) -> Answer:
        counts[command] += 1
        return ask(runner, command, stdin, limit=limit)

    monkeypatch.setattr(Runner, "ask", counting)
    return counts
