"""Is the history whole? What git's own check says, and what only the workbench can tell."""

from collections.abc import Iterator, Mapping

from workbench.history.objects import Objects
from workbench.history.ownership import COORDINATOR, FOLDERS, owner
from workbench.history.runner import Command, Runner
from workbench.history.union import Union

_CHATTER = ("notice:", "dangling ", "Checking ", "Verifying ")
_FEW = 50  # findings; a disk that is gone has thousands, all alike


def damage(git: Runner) -> list[str]:
    """Return what git finds wrong with its objects, refs and index, one Swedish line each.

    `git status` and `git log` are content with a damaged object, so every object is read here.
    """
    answer = git.ask(Command.CHECK)
    lines = (answer.out + answer.err).decode("utf-8", "replace").splitlines()
    telling = [line.strip() for line in lines if line and not line.startswith(_CHATTER)]
    if answer.status and not telling:
        telling = [f"git fsck avbröts ({answer.status})"]
    return [f"Historiken är skadad: {line}" for line in telling[:_FEW]]


def untrue_versions(objects: Objects, union: Union, parties: Mapping[str, str]) -> Iterator[str]:
    """Give the coordinator's versions that put words in a municipality's mouth.

    A version of the whole holds what its parents' branches said, word for word; any other act on
    `main` leaves the municipalities as the version before it froze them.

    Args:
        objects: Where to read the commits.
        union: What the branches say.
        parties: Whose each version is, by id.
    """
    mains = [version for version, party in parties.items() if party == COORDINATOR]
    commits = {version: _parents(raw) for version, (_, _, raw) in objects.read(mains).items()}
    folders = objects.read(f"{version}:{FOLDERS}" for version in mains)
    frozen = {request.partition(":")[0]: tree for request, (tree, _, _) in folders.items()}
    for version, parents in commits.items():
        if len(parents) == 1 and frozen.get(version) == frozen.get(parents[0]):
            continue  # the usual act, told without looking into any folder
        said = _words(union.whole(version).files)
        if not _is_true(said, parents, union, parties):
            yield f"Versionen {version[:10]} stämmer inte med det som kommunerna skrev."


def _is_true(
    said: Mapping[str, str], parents: list[str], union: Union, parties: Mapping[str, str]
) -> bool:
    heads = {parties.get(parent, ""): parent for parent in parents}
    if len(parents) > 1 and len(heads) == len(parents):  # one of each party: a version of the whole
        return said == _words(union.paths(heads))
    before = [_words(union.whole(parent).files) for parent in parents] or [{}]
    if len(before) == 1:
        return said == before[0]
    return all(any(words.get(path) == blob for words in before) for path, blob in said.items())


def _words(files: Mapping[str, str]) -> dict[str, str]:
    """Return the files that are a municipality's own."""
    return {path: blob for path, blob in files.items() if owner(path) not in (COORDINATOR, None)}


def _parents(commit: bytes) -> list[str]:
    header = commit.partition(b"\n\n")[0].decode("utf-8", "replace")
    return [line.split(" ")[1] for line in header.split("\n") if line.startswith("parent ")]
