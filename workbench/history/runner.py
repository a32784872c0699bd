"""Running git: the only module that imports GitPython, and every command line there is.

A command line is a constant of `Command`; nothing that a person wrote is ever on one. Ids, paths
and texts go in on standard input, in formats where each has its place. The child gets an
environment that is written here, whole, so that nothing in the caller's (`GIT_DIR`, `GIT_TRACE`, a
global configuration) reaches it, and a configuration that lets no repository run a program.
GitPython's object and index layers are not used: they do not fsync, do not sign and are not
thread-safe.
"""

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from subprocess import PIPE, TimeoutExpired
from typing import TYPE_CHECKING, BinaryIO, cast

from workbench.errors import HistoryError

if TYPE_CHECKING:
    from git.cmd import Git

SETTLED = "refs/remiss/settled"
"""The ref of what the work tree was last known to hold; see `workbench.history.outside`."""

OLDEST_GIT = (2, 36)
"""The first git that knows `core.fsync`; an older one ignores it in silence."""

_USUAL_WAIT = 60.0  # seconds; an act takes some hundredths, so this means that something hangs
_LONG_WAIT = 900.0

_TRIES = 20
_BETWEEN_TRIES = 0.05  # seconds
_LOCKED = b".lock': File exists"


class Command(Enum):
    """Every git command line that this program can make."""

    VERSION = ("version",)
    INIT = ("init", "--quiet", "--initial-branch=main", "--template=", ".")
    HEADS = (
        "for-each-ref",
        "--format=%(refname) %(objecttype) %(objectname) %(committerdate:raw)",
        "refs/heads/main",
        "refs/heads/kommun",
        SETTLED,
    )
    TAGS = (
        "for-each-ref",
        "--format=%(refname:lstrip=2)%00%(*objectname)%00%(taggerdate:raw)%00%(contents:subject)",
        "refs/tags",
    )
    OBJECTS = ("cat-file", "--batch", "--buffer")
    IMPORT = ("fast-import", "--quiet", "--done")
    MOVE_REFS = ("update-ref", "--stdin")
    MAKE_TAG = ("mktag",)
    STAGE = ("update-index", "--add", "--remove", "--replace", "-z", "--stdin")
    REFRESH = ("update-index", "-q", "--refresh")
    READ_INDEX = ("read-tree", SETTLED)
    CHANGED = (
        "diff-index",
        "-z",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=all",
        SETTLED,
    )
    UNKNOWN = ("ls-files", "-z", "--others")
    STAGED = ("ls-files", "--stage")
    LOG = (
        "log",
        "-z",
        "--date-order",
        "--name-only",
        "--full-diff",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-mailmap",
        "--date=raw",
        "--no-decorate",
        "--format=%x00%H%x00%P%x00%an%x00%ae%x00%ad%x00%B",
        "--stdin",
    )
    GRAPH = ("rev-list", "--topo-order", "--parents", "--stdin")
    CHECK = ("fsck", "--full", "--strict", "--no-dangling", "--no-progress")
    BUNDLE = ("bundle", "create", "--quiet", "-", "--branches", "--tags")
    REPACK = ("repack", "-A", "-d", "-q")
    COMMIT_GRAPH = ("commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")


_PATIENCE = {
    Command.CHECK: _LONG_WAIT,
    Command.BUNDLE: _LONG_WAIT,
    Command.REPACK: _LONG_WAIT,
    Command.COMMIT_GRAPH: _LONG_WAIT,
}

# What no repository may decide for itself. `workbench.history.guard` refuses one that tries; this
# is the second lock on the same door.
_HARDENED = {
    "core.attributesFile": "/dev/null",
    "core.autocrlf": "false",
    "core.excludesFile": "/dev/null",
    "core.fsmonitor": "false",
    "core.fsync": "all",
    "core.fsyncMethod": "fsync",
    "core.hooksPath": "/dev/null",
    "core.pager": "cat",
    "core.quotePath": "false",
    "core.symlinks": "false",
    "core.untrackedCache": "false",
    "fetch.fsckObjects": "true",
    "gc.auto": "0",
    "i18n.commitEncoding": "utf-8",
    "i18n.logOutputEncoding": "utf-8",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "receive.fsckObjects": "true",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
    "transfer.fsckObjects": "true",
}

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # nothing here talks to anybody
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}

# What git says when the outside refused: in Swedish, and what a person can do about it.
_FREE = "Frigör utrymme och försök igen; inget sparat är förlorat."
_REFUSALS = {
    b"Out of diskspace": ("disken är full", _FREE),
    b"No space left": ("disken är full", _FREE),
    b"Disk quota exceeded": ("utrymmet är slut", _FREE),
    b"Read-only file system": (
        "mappen går inte att skriva i",
        "Flytta den till en disk som går att skriva på.",
    ),
    b"Permission denied": (
        "du saknar rätt att skriva i mappen",
        "Be den som äger den om hjälp.",
    ),
    _LOCKED: ("ett annat git-program arbetar i mappen", "Avsluta det och försök igen."),
    b"but expected": ("någon annan sparade samtidigt", "Försök igen."),
    b"reference already exists": ("någon annan sparade samtidigt", "Försök igen."),
}
_UNKNOWN = "Försök igen; går det inte nu heller, be den som sköter datorn att köra git fsck."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command that ran to its end left."""

    status: int
    out: bytes
    err: bytes


class Runner:
    """Runs git in one repository, one child a call, nothing left when the call returns.

    Safe to share between threads.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held = threading.local()

    @contextmanager
    def children_hold(self, handle: int) -> Iterator[None]:
        """Let the children of this thread hold an open file too, for a while.

        A lock on it then lasts until the last child is gone, even when this program is killed.
        """
        before = getattr(self._held, "handles", ())
        self._held.handles = (handle,)
        try:
            yield
        finally:
            self._held.handles = before

    def run(self, command: Command, stdin: bytes = b"", *, limit: int | None = None) -> bytes:
        """Run one command to its end.

        Args:
            command: What to run.
            stdin: What it is told, whole.
            limit: The most commits to list, for a command that lists commits.

        Returns:
            What it wrote to standard output.

        Raises:
            HistoryError: git is missing, refused, or did not answer in time. Its own words are in
                `__cause__`.
        """
        answer = self.ask(command, stdin, limit=limit)
        if answer.status != 0:
            raise _refusal(command, answer)
        return answer.out

    def ask(self, command: Command, stdin: bytes = b"", *, limit: int | None = None) -> Answer:
        """Run one command as `run` does, and leave it to the caller what its refusal means."""
        argv = [*self._prefix(), *command.value]
        if limit is not None:
            argv.append(f"--max-count={limit:d}")
        for _ in range(_TRIES):
            answer = self._child(argv, stdin, _PATIENCE.get(command, _USUAL_WAIT))
            if answer.status == 0 or _LOCKED not in answer.err:
                break
            time.sleep(_BETWEEN_TRIES)  # someone's `git status` holds the index for a moment
        return answer

    def _prefix(self) -> list[str]:
        # `env -i` because GitPython always hands a child the whole environment of its parent.
        variables = [f"{name}={value}" for name, value in _ENVIRONMENT.items()]
        settings = [part for name, value in _HARDENED.items() for part in ("-c", f"{name}={value}")]
        git = _program("git")
        path = f"PATH={Path(git).parent}{os.pathsep}{os.defpath}"
        place = [f"--git-dir={self._root / '.git'}", f"--work-tree={self._root}"]
        return [_program("env"), "-i", path, *variables, git, *settings, *place]

    def _child(self, argv: Sequence[str], stdin: bytes, patience: float) -> Answer:
        child = _starter(self._root).execute(
            argv,
            as_process=True,
            istream=cast("BinaryIO", PIPE),  # goes to Popen as it stands
            shell=False,
            start_new_session=True,  # so that Ctrl+C in the terminal does not cut an act in two
            pass_fds=getattr(self._held, "handles", ()),
        )
        try:
            out, err = child.communicate(stdin, timeout=patience)
        except TimeoutExpired as error:
            raise HistoryError(
                f"git svarade inte inom {patience:.0f} sekunder",
                hint="Kontrollera att disken svarar och försök igen.",
            ) from error
        finally:
            if child.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.communicate()
        return Answer(child.returncode, out, err)


def require_recent_git() -> None:
    """Refuse a git that cannot keep the promise that what is saved survives a power cut.

    Raises:
        HistoryError: git is missing or older than `OLDEST_GIT`.
    """
    words = _version().split()
    numbers = tuple(int(n) for n in words[2].split(".")[:2] if n.isdigit())
    if numbers < OLDEST_GIT:
        oldest = ".".join(map(str, OLDEST_GIT))
        raise HistoryError(
            f"git {words[2]} är för gammalt", hint=f"Installera git {oldest} eller senare."
        )


@cache
def _version() -> str:
    return Runner(Path("/")).run(Command.VERSION).decode("ascii", "replace")


@cache
def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise HistoryError(
            f"programmet {name} finns inte på den här datorn",
            hint="Installera git, till exempel med 'sudo apt install git'.",
        )
    return found


def _starter(folder: Path) -> "Git":
    """Return GitPython's starter of children, loaded when it is first needed.

    Loading it costs ten times what git's own work in an act does, and fails without git.
    """
    _program("git")
    from git.cmd import Git

    return Git(str(folder))


def _refusal(command: Command, answer: Answer) -> HistoryError:
    from git.exc import GitCommandError

    words = answer.err + answer.out
    known = (told for sign, told in _REFUSALS.items() if sign in words)
    why, hint = next(known, (f"git {command.value[0]} misslyckades", _UNKNOWN))
    error = HistoryError(why, hint=hint)
    error.__cause__ = GitCommandError(["git", *command.value], answer.status, words)
    return error
