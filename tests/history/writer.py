"""A writer in a process of its own, to be killed or to compete.

Each act is told of as soon as it is acknowledged, and never before.
"""

from collections.abc import Callable
from pathlib import Path

from tests.history.sample import act, write_out
from workbench.history import History


def main(folder: Path, name: str, count: int, tell: Callable[[str], object]) -> None:
    """Record `count` acts, each a new file of this writer's own, and settle each."""
    history = History.open(folder)
    for number in range(count):
        with history.lock():
            party = ("main", "falun", "mora")[number % 3]
            top = "text" if party == "main" else f"municipalities/{party}"
            (version,) = history.record([act(party, {f"{top}/{name}-{number}.md": f"{number}\n"})])
            tell(version)
            write_out(history, folder)
