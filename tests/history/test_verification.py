"""Damage and lies in the history are found."""

import random
import shutil
from pathlib import Path

import pytest

from tests.history.sample import BO, FALUNS, MORAS, NOON, TEXT, act, git
from workbench.errors import HistoryError
from workbench.history import History


def test_a_sound_history_has_no_findings(history: History) -> None:
    history.record_version("Utkast 1", BO, NOON, milestone="utkast-1")
    history.tidy()
    history.record([act("falun", {FALUNS: "Ny.\n"})])
    history.record_version("Utkast 2", BO, NOON)
    assert history.verify() == []


@pytest.mark.parametrize("packed", [False, True])
def test_finds_one_byte_gone_wrong_in_any_object(
    history: History, folder: Path, packed: bool
) -> None:
    history.record_version("Utkast 1", BO, NOON, milestone="utkast-1")
    history.settle(())
    if packed:
        history.tidy()
    rng = random.Random(7)
    patterns = ("pack/*.pack",) if packed else ("[0-9a-f][0-9a-f]/*",)
    files = sorted(f for p in patterns for f in (folder / ".git/objects").glob(p))
    for file in [rng.choice(files) for _ in range(12)]:
        sound = file.read_bytes()
        at = rng.randrange(len(sound))
        file.chmod(0o644)
        wrong = sound[at] ^ (1 << rng.randrange(8))
        file.write_bytes(sound[:at] + bytes([wrong]) + sound[at + 1 :])
        assert History.open(folder).verify(), f"{file.name} at {at}"
        file.write_bytes(sound)
    assert history.verify() == []


@pytest.mark.parametrize("parents", [("main",), ("main", "falun", "mora"), ("falun", "main")])
def test_finds_words_put_in_a_municipalitys_mouth(
    history: History, folder: Path, parents: tuple[str, ...]
) -> None:
    version = history.record_version("Utkast 1", BO, NOON)
    git(folder, "read-tree", version)
    forged = git(folder, "hash-object", "-w", "--stdin", stdin=b"Falun tillstyrker.\n").strip()
    git(folder, "update-index", "--cacheinfo", f"100644,{forged},{FALUNS}")
    heads = history.heads()
    after = [word for party in parents for word in ("-p", heads[party])]
    tree = git(folder, "write-tree").strip()
    lie = git(folder, "commit-tree", tree, "-m", "Utkast 2", *after).strip()
    git(folder, "update-ref", "refs/heads/main", lie)
    assert f"Versionen {lie[:10]} stämmer inte med det som kommunerna skrev." in history.verify()


def test_a_bundle_is_the_whole_history(history: History, tmp_path: Path) -> None:
    version = history.record_version("Utkast 1", BO, NOON, milestone="utkast-1")
    history.bundle(tmp_path / "arkiv.bundle")
    git(tmp_path, "clone", "-q", "--mirror", "arkiv.bundle", "åter.git")
    refs = git(tmp_path / "åter.git", "for-each-ref", "--format=%(refname)").split()
    assert refs == [f"refs/heads/{b}" for b in ("kommun/falun", "kommun/mora", "main")] + [
        "refs/tags/utkast-1"
    ]
    assert git(tmp_path / "åter.git", "rev-parse", "utkast-1^{commit}").strip() == version


def test_says_where_a_bundle_cannot_be_written(history: History, tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="saknas"):
        history.bundle(tmp_path / "saknas" / "b")


def test_tidying_keeps_everything(history: History, folder: Path) -> None:
    history.record([act("main", {TEXT: f"{n}\n"}) for n in range(5)])
    before = (history.log(), history.read())
    history.tidy()
    assert (history.log(), history.read()) == before
    assert not list((folder / ".git/objects").glob("[0-9a-f][0-9a-f]/*")) or history.verify() == []


@pytest.mark.parametrize("part", ["", "municipalities", "municipalities/falun", FALUNS[:-7]])
def test_a_missing_folder_is_never_taken_for_an_empty_one(
    history: History, folder: Path, part: str
) -> None:
    assert history.stale() == {}
    tree = git(folder, "rev-parse", f"kommun/falun:{part}").strip()
    shutil.move(folder / ".git/objects" / tree[:2] / tree[2:], folder.parent / "gone")
    again = History.open(folder)
    with pytest.raises(HistoryError, match="skadad"):
        again.stale()
    assert again.verify()


def test_a_missing_text_is_said_and_not_passed_over(history: History, folder: Path) -> None:
    blob = history.paths()[MORAS]
    shutil.move(folder / ".git/objects" / blob[:2] / blob[2:], folder.parent / "gone")
    with pytest.raises(HistoryError, match=MORAS):
        history.read()
