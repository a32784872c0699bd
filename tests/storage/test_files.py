"""`workbench.storage.files`: whole or not at all."""

import os
from pathlib import Path

import pytest

from workbench.errors import InputError, StorageError
from workbench.storage import files


def test_writes_and_replaces(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.md"
    files.write(file, b"ett\n")
    files.write(file, b"tv\xc3\xa5\n")
    assert file.read_bytes() == b"tv\xc3\xa5\n"
    assert [p.name for p in file.parent.iterdir()] == ["b.md"]


def test_a_refused_write_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "b.md"
    files.write(file, b"ett\n")
    with pytest.raises(StorageError, match="en fil ligger där"):
        files.write(file / "under.md", b"x")
    assert file.read_bytes() == b"ett\n"


def test_never_follows_a_link_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "utanför"
    outside.mkdir()
    folder = tmp_path / "svar"
    folder.mkdir()
    (folder / "text").symlink_to(outside)
    with pytest.raises(StorageError, match="länk"):
        files.write_into(folder, {"text/5.md": b"x"})
    assert not list(outside.iterdir())


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/x", "a//x", "."])
def test_never_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError):
        files.write_into(tmp_path, {name: b"x"})


def test_removes_what_is_to_be_gone(tmp_path: Path) -> None:
    files.write_into(tmp_path, {"a.md": b"1", "b.md": b"2"})
    files.write_into(tmp_path, {"a.md": None, "c.md": None})
    assert [p.name for p in tmp_path.iterdir()] == ["b.md"]


def test_many_at_once(tmp_path: Path) -> None:
    wanted = {f"d/{n}.md": str(n).encode() for n in range(20)}
    files.write_into(tmp_path, wanted)
    assert {f"d/{p.name}": p.read_bytes() for p in (tmp_path / "d").iterdir()} == wanted


def test_reads_only_ordinary_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="finns inte"):
        files.read(tmp_path / "x")
    with pytest.raises(InputError, match="mapp"):
        files.read(tmp_path)
    os.mkfifo(tmp_path / "rör")
    with pytest.raises(InputError, match="vanlig fil"):
        files.read(tmp_path / "rör")
    (tmp_path / "stor").write_bytes(b"x" * 11)
    with pytest.raises(InputError, match="för stor"):
        files.read(tmp_path / "stor", limit=10)


def test_a_path_that_cannot_be_looked_at_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to("ring")
    for name, words in (("ring", "runt i en ring"), ("a" * 300, "för långt")):
        with pytest.raises(StorageError, match=words):
            files.reached(tmp_path / name)
        with pytest.raises(StorageError, match=words), files.begun(tmp_path / name):
            pass
    (tmp_path / "länk").symlink_to(tmp_path)
    assert files.reached(tmp_path / "länk" / "ny") == tmp_path.resolve() / "ny"


def test_what_something_is_made_of_is_not_written_over(tmp_path: Path) -> None:
    old, link = tmp_path / "a.docx", tmp_path / "b.docx"
    old.write_bytes(b"x")
    link.symlink_to(old)
    for out in (old, link, tmp_path / "x" / ".." / "a.docx"):
        with pytest.raises(InputError, match="samma namn"):
            files.keep_apart(out, tmp_path / "c.docx", old)
    files.keep_apart(tmp_path / "ny.docx", old, link)
