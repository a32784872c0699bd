"""A full disk: nothing that was saved is lost, and what is wrong is said."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.history.sample import FALUNS, act
from workbench.errors import HistoryError
from workbench.history import History


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("bara root kan göra en liten disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("här går det inte att göra en liten disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))


def test_a_full_disk_is_named_and_nothing_is_lost(clean: Path, small_disk: Path) -> None:
    history = History.open(Path(shutil.copytree(clean, small_disk / "svar")))
    before = history.heads()
    filler = small_disk / "fyllnad"
    with pytest.raises(OSError, match="space"):
        fill(filler)
    with pytest.raises(HistoryError) as refused:
        history.record([act("falun", {FALUNS: os.urandom(30_000).hex()})])
    assert "isken är full" in f"{refused.value} {refused.value.hint}"
    assert history.heads() == before
    assert history.read([FALUNS]) == {FALUNS: b"Falun.\n"}
    filler.unlink()
    history.record([act("falun", {FALUNS: "Ny.\n"})])
    assert history.read([FALUNS]) == {FALUNS: b"Ny.\n"}
    assert history.verify() == []
