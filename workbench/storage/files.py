"""Files on the disk: written whole or not at all, and on the disk when the call returns."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.errors import InputError, StorageError

_MANY = 8
"""From so many files on, one request to write everything out beats one a file."""


_FULL = "disken är full, inget ändrades", "Frigör utrymme och försök igen."
_NO_RIGHT = "du saknar rättighet", "Kontrollera vem som äger mappen."
_IN_THE_WAY = "en fil ligger där en mapp behövs", "Flytta filen."
_REFUSALS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.EROFS: ("disken är skrivskyddad", ""),
    errno.ENOENT: ("där går inget att skapa", "Välj en annan mapp."),
    errno.ENAMETOOLONG: ("namnet är för långt", "Välj ett kortare."),
    errno.ELOOP: ("länkarna leder runt i en ring", "Ta bort en av dem."),
}
"""What the operating system refuses with: in Swedish, and what to do about it."""


def write(path: Path, data: bytes, *, at_once: bool = True) -> None:
    """Put data in a file: it holds the old content or the new, also after a power cut.

    Args:
        path: The file; folders on the way are made.
        data: Its new content.
        at_once: On the disk when this returns; otherwise the caller sees to it.

    Raises:
        StorageError: The disk refused; the old content is still there.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.ny")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, flags, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if at_once:
                os.fsync(file.fileno())
        temporary.replace(path)
        if at_once:
            sync_folder(path.parent)
    except OSError as refused:
        with suppress(OSError):
            temporary.unlink()
        raise refusal(refused, path) from refused


@contextmanager
def begun(folder: Path) -> Iterator[None]:
    """Make something in a folder that is empty or not there; nothing is left if it fails.

    Raises:
        InputError: The folder has something in it, or is no folder.
        StorageError: It cannot be looked at.
    """
    was_there = reached(folder).exists()
    if was_there and not folder.is_dir():
        raise InputError("det är en fil, ingen mapp", file=str(folder), hint="Ange en ny mapp.")
    if was_there and _has_something(folder):
        raise InputError("mappen är inte tom", file=str(folder), hint="Ange en ny mapp.")
    try:
        yield
    except BaseException:
        for left in folder.iterdir() if folder.is_dir() else ():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise


def _has_something(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError as refused:
        raise refusal(refused, folder) from refused


def reached(path: Path) -> Path:
    """Return a path that a user named, without links; what lies there can be looked at, if any.

    Raises:
        StorageError: A folder on the way may not be entered, a name is too long, or links lead
            round in a ring.
    """
    try:
        whole = path.resolve()
        (whole / ".").exists()
    except OSError as refused:
        raise refusal(refused, path) from refused
    except RuntimeError as ring:  # what Python before 3.13 says of links
        raise refusal(OSError(errno.ELOOP, "loop"), path) from ring
    return whole


def keep_apart(out: Path, *originals: Path) -> None:
    """Refuse to write over a file that something is made of.

    Raises:
        InputError: The one is the other, under whatever name.
        StorageError: One of them cannot be looked at.
    """
    if reached(out) in {reached(original) for original in originals}:
        raise InputError(
            "resultatet kan inte ha samma namn som en fil som det görs av",
            file=str(out),
            hint="Ange ett annat.",
        )


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_into(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Bring files of a response folder up to date.

    Args:
        folder: The response folder.
        files: New content by relative path; None removes the file.

    Raises:
        StorageError: The disk refused, or a path leads out of the folder through a link.
    """
    few = len(files) < _MANY
    for name, data in files.items():
        path = inside(folder, name)
        if data is None:
            try:
                path.unlink(missing_ok=True)
            except OSError as refused:
                raise refusal(refused, path) from refused
        elif not _holds(path, data):
            write(path, data, at_once=few)
    if not few:
        os.sync()


def inside(folder: Path, name: str) -> Path:
    """Return the path of a file of the folder.

    Raises:
        StorageError: Some folder on the way is a link, or the name leads out.
    """
    path = folder
    for part in name.split("/"):
        if part in {"", ".", ".."}:
            raise StorageError(f"{name}: sökvägen är inte tillåten")
        path = path / part
        if path.is_symlink():
            raise StorageError(
                f"{name}: {path.name} är en länk och inte en fil eller mapp",
                hint="Ta bort länken; ett remissvar består bara av vanliga filer.",
            )
    return path


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def read(path: Path, *, limit: int = 50_000_000) -> bytes:
    """Read a file that a user named.

    Raises:
        InputError: There is no such file, it is no ordinary file, or it is far too large.
        StorageError: The disk refused.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("det är en mapp, inte en fil", file=str(path))
        if not stat.S_ISREG(found.st_mode):
            raise InputError("det är ingen vanlig fil", file=str(path))
        if found.st_size > limit:
            raise InputError(
                f"filen är för stor: den får vara högst {limit / 1_000_000:g} MB", file=str(path)
            )
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise InputError(
            "filen finns inte", file=str(path), hint="Kontrollera namnet och mappen."
        ) from missing
    except OSError as refused:
        raise refusal(refused, path) from refused


def refusal(refused: OSError, path: Path) -> StorageError:
    """Put an operating system's refusal into words."""
    unknown = (f"disken vägrade ({refused.strerror or 'okänt fel'})", "")
    words, hint = _REFUSALS.get(refused.errno or 0, unknown)
    return StorageError(f"{path}: {words}", hint=hint)
