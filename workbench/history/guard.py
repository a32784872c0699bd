"""Is this `.git` safe to work in? Someone else's can run programs at the first `git status`.

Of 26 ways to hide a program or a redirection in a `.git` folder, 22 work by default and a hardened
command line still leaves some (git takes the *first* of several values). So whatever is not known
is refused, by name, before git is started. The configuration is read here, in the plain form that
git itself writes; anything that could be read in two ways is refused too.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import HistoryError

EXCLUDED = "/export/\n"
"""What git is to pass over in the folder: documents that were made of the response."""

ATTRIBUTES = (
    "* -text -filter -ident -working-tree-encoding diff merge=text -export-subst -export-ignore\n"
)
"""`info/attributes`: wins over every `.gitattributes`, so no branch decides how files are read."""

CONFIG = """\
[core]
	repositoryformatversion = 0
	filemode = true
	bare = false
	logallrefupdates = true
	symlinks = false
	autocrlf = false
[gc]
	auto = 0
[transfer]
	fsckobjects = true
[advice]
	detachedhead = false
"""
"""The configuration of a new response, for whoever runs git in the folder by hand."""

_LARGEST_CONFIG = 64_000  # bytes

_SECTION = re.compile(r'\[([A-Za-z][A-Za-z0-9-]*)(?: "([A-Za-z0-9_./-]+)")?\][ \t]*')
_SETTING = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]*=[ \t]*([^\x00-\x1f\x7f\"\\#;]*)")
_COMMENT = re.compile(r"[ \t]*(?:[#;][^\x00-\x08\x0a-\x1f\x7f]*)?")

_BOOLEAN = r"true|false"
_TEXT = r".*"
_HOST = r"[A-Za-z0-9][A-Za-z0-9.-]*"
_FOLDER = r"[A-Za-z0-9_./~+%åäöÅÄÖ -]*"
_URL = "|".join(
    (
        rf"https://(?:[A-Za-z0-9._-]+@)?{_HOST}(?::\d+)?/{_FOLDER}",
        rf"ssh://(?:[A-Za-z0-9._][A-Za-z0-9._-]*@)?{_HOST}(?::\d+)?/{_FOLDER}",
        rf"(?:[A-Za-z0-9._][A-Za-z0-9._-]*@)?{_HOST}:(?!:|//){_FOLDER}",
        rf"(?:file://)?/{_FOLDER}",
    )
)
_REF = r"refs/[A-Za-z0-9_./-]+"

_ALLOWED = {
    re.compile(name): re.compile(value)
    for name, value in {
        r"core\.repositoryformatversion": r"0",
        r"core\.bare": r"false",
        r"core\.logallrefupdates": r"true|false|always",
        r"core\.(?:filemode|symlinks|ignorecase|precomposeunicode)": _BOOLEAN,
        r"core\.autocrlf": r"true|false|input",
        r"user\.(?:name|email)": _TEXT,
        r"gc\.auto": r"\d+",
        r"(?:transfer|fetch|receive)\.fsckobjects": _BOOLEAN,
        r"advice\.[a-z]+": _BOOLEAN,
        r"remote\.[^.]+\.url": _URL,
        r"remote\.[^.]+\.fetch": r"\+?refs/[A-Za-z0-9_./*-]+:refs/[A-Za-z0-9_./*-]+",
        r"branch\..+\.remote": r"[A-Za-z0-9_][A-Za-z0-9_-]*",
        r"branch\..+\.merge": _REF,
        r"branch\..+\.rebase": _BOOLEAN,
        r"branch\..+\.vscode-merge-base": r"[A-Za-z0-9_./-]+",
    }.items()
}

_FOREIGN_PARTS = {
    "commondir": "hänvisar till en annan mapp",
    "config.worktree": "är en andra uppsättning inställningar",
    "gitdir": "hänvisar till en annan mapp",
    "modules": "innehåller främmande arkiv",
    "shallow": "betyder att historiken är avkortad",
    "worktrees": "hänvisar till andra mappar",
    "info/grafts": "skriver om historiken",
    "info/sparse-checkout": "döljer filer",
    "objects/info/alternates": "hänvisar till en annan mapp",
    "objects/info/http-alternates": "hänvisar till en annan plats",
    "refs/replace": "skriver om historiken",
}


def inspect(root: Path) -> None:
    """Refuse a folder whose `.git` is missing, hostile, or not made by the workbench or plain git.

    Nothing in it is run, and git is not started.

    Raises:
        HistoryError: The first thing found, by name.
    """
    git_folder = root / ".git"
    try:
        for finding in _findings(root, git_folder):
            raise HistoryError(
                f"{root}: {finding}",
                hint="Öppna bara mappar som du litar på. Hämta svaret på nytt från samordnaren.",
            )
    except OSError as error:
        raise HistoryError(
            f"{error.filename or git_folder}: går inte att läsa: {error.strerror}",
            hint="Kontrollera att mappen finns och att du får läsa den.",
        ) from error


def is_repository(folder: Path) -> bool:
    """Tell whether there is anything called `.git` in `folder`, safe or not."""
    return os.path.lexists(folder / ".git")


def parse_config(text: str) -> tuple[tuple[str, str], ...]:
    """Read a configuration in the plain form that git writes.

    Returns:
        Name and value in order; section and key in lower case, as `remote.origin.url`.

    Raises:
        ValueError: A line is not in that form; it is the argument.
    """
    settings = []
    section = ""
    for line in text.split("\n"):
        if match := _SECTION.fullmatch(line):
            name, sub = match.groups()
            section = f"{name.lower()}.{sub}." if sub else f"{name.lower()}."
        elif section and (match := _SETTING.fullmatch(line)):
            settings.append((section + match[1].lower(), match[2].rstrip(" ")))
        elif not _COMMENT.fullmatch(line):
            raise ValueError(line)
    return tuple(settings)


def _findings(root: Path, git_folder: Path) -> Iterator[str]:
    if not is_repository(root):
        yield "här finns inget remissvar"
    yield from _nature(git_folder)
    yield from _owner(root, git_folder)
    for name, reason in _FOREIGN_PARTS.items():
        if os.path.lexists(git_folder / name):
            yield f".git/{name} {reason}"
    yield from _names(git_folder)
    yield from _hooks(git_folder / "hooks")
    yield from _settings(git_folder / "config")
    attributes = git_folder / "info" / "attributes"
    if os.path.lexists(attributes) and _text(attributes) != ATTRIBUTES:
        yield ".git/info/attributes ändrar hur filer läses"


def _nature(git_folder: Path) -> Iterator[str]:
    mode = git_folder.lstat().st_mode
    if stat.S_ISLNK(mode):
        yield ".git är en länk till en annan mapp"
    elif not stat.S_ISDIR(mode):
        yield ".git är en fil som hänvisar till en annan mapp"


def _owner(root: Path, git_folder: Path) -> Iterator[str]:
    # git itself refuses this, but not when it is told where the folder is, as the runner does.
    if {root.stat().st_uid, git_folder.lstat().st_uid} != {os.geteuid()}:
        yield "mappen ägs av någon annan på datorn"


def _names(git_folder: Path) -> Iterator[str]:
    """Look for links and special files where git keeps its own."""
    for folder in ("", "info", "objects", "objects/info", "objects/pack", "remiss"):
        if (git_folder / folder).is_dir():
            with os.scandir(git_folder / folder) as entries:
                yield from _links(entries, git_folder)
    for top, folders, files in os.walk(git_folder / "refs"):
        for name in (*folders, *files):
            if Path(top, name).is_symlink():
                yield f"{Path(top, name).relative_to(git_folder.parent)} är en länk"


def _links(entries: Iterator["os.DirEntry[str]"], git_folder: Path) -> Iterator[str]:
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
            yield f"{Path(entry.path).relative_to(git_folder.parent)} är ingen vanlig fil"


def _hooks(hooks: Path) -> Iterator[str]:
    if os.path.lexists(hooks):
        for hook in sorted(hooks.iterdir()):
            if hook.suffix != ".sample" or not hook.is_file() or hook.is_symlink():
                yield f".git/hooks/{hook.name} är ett program"


def _settings(config: Path) -> Iterator[str]:
    try:
        settings = parse_config(_text(config))
    except ValueError as error:
        yield f".git/config har en rad som inte går att lita på: {str(error)[:80]!r}"
        return
    for name, value in settings:
        allowed = [values for names, values in _ALLOWED.items() if names.fullmatch(name)]
        if not allowed:
            yield f".git/config har inställningen {name}, som inte är tillåten"
        elif not allowed[0].fullmatch(value):
            yield f".git/config har ett värde på {name} som inte är tillåtet: {value[:80]!r}"


def _text(file: Path) -> str:
    with file.open("rb") as stream:
        raw = stream.read(_LARGEST_CONFIG + 1)
    if len(raw) > _LARGEST_CONFIG:
        return "för stor"
    return raw.decode("utf-8", "backslashreplace")
