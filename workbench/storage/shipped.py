"""What the program brings with it: the Word templates and the example response.

In a checkout they lie at its top, in an installed wheel inside the package.
"""

from pathlib import Path

from workbench.errors import StorageError

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """Return the folder `templates` or `responses`.

    Raises:
        StorageError: The installation is not complete.
    """
    for candidate in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise StorageError(
        f"mappen {name} saknas i installationen", hint="Installera om remiss-workbench."
    )


def files(name: str) -> dict[str, bytes]:
    """Return the files of a shipped response, by relative path.

    Args:
        name: The response's folder, such as `sou-2020-47`.
    """
    root = folder("responses") / name
    if not root.is_dir():
        raise StorageError(f"exemplet {name} saknas i installationen")
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
