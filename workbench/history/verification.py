"""Is the history whole? What git's own check says, and what only the workbench can tell."""

from collections.abc import Iterator, Mapping

from workbench.history.objects import Objects
from workbench.history.ownership import COORDINATOR
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
    """Give the versions of the whole that are not what their parents' branches said.

    A version must be the union of what the parties had written, word for word: otherwise someone
    has put words in a municipality's mouth.

    Args:
        objects: Where to read the commits.
        union: What the branches say.
        parties: Whose each version is, by id.
    """
    coordinators = [version for version, party in parties.items() if party == COORDINATOR]
    for version, (_, _, content) in objects.read(coordinators).items():
        parents = _parents(content)
        heads = {parties[parent]: parent for parent in parents if parent in parties}
        if len(parents) < 2 or len(heads) != len(parents):
            continue  # no version of the whole, but an act, or the coordinator's own merge
        if union.paths(heads) != dict(union.whole(version).files):
            yield f"Versionen {version[:10]} stämmer inte med det som kommunerna skrev."


def _parents(commit: bytes) -> list[str]:
    header = commit.partition(b"\n\n")[0].decode("utf-8", "replace")
    return [line.split(" ")[1] for line in header.split("\n") if line.startswith("parent ")]
