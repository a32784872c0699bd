"""Composing, review and provenance: how the cost grows, and against the least that must be done.

There is no peer that composes; the least that any program must do with contributions is to bring
their text into its stored form, and that is what composing is measured against.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from tests.bench.prose import Writer
from workbench.config import Settings
from workbench.core.composing import compose_contributions
from workbench.core.contribution import Contribution
from workbench.core.markdown import canonical
from workbench.core.party import Municipality
from workbench.core.position import Position
from workbench.core.reviewing.decisions import Decisions
from workbench.core.reviewing.pending import Wanted, review
from workbench.workspace.demo import make


def main() -> None:
    """Print the figures."""
    least = min(_seconds(partial(_stored, _contributions(15, seed))) for seed in (1, 2, 3))
    one = min(_seconds(partial(_composed, _contributions(15, seed))) for seed in (4, 5, 6))
    print(f"compose 15 contributions: {one:.3f} s CPU, {one / least:.1f}x putting them in order")
    whole = _seconds(partial(_composed, _contributions(290, 7)))
    print(f"compose 290: {whole:.3f} s, {whole / one:.1f}x for {290 / 15:.1f}x as many")
    sections = [_contributions(15, seed) for seed in range(10, 110)]
    total = _seconds(lambda: [_composed(section) for section in sections])
    print(f"compose 100 sections x 15: {total:.2f} s, {total / one / 100:.2f}x a hundred of one")
    sections = [_contributions(15, seed) for seed in range(200, 500)]
    least = _seconds(lambda: [_stored(section) for section in sections])
    total = _seconds(lambda: [_composed(section) for section in sections])
    print(f"compose 300 sections x 15: {total:.2f} s, {total / least:.1f}x putting them in order")
    few, many = (_seconds(partial(_composed, _long(number))) for number in (2_000, 20_000))
    print(f"one contribution of 20,000 sentences: {many:.2f} s, {many / few:.1f}x one of 2,000")
    few, many = (_seconds(partial(_composed, _agreeing(number))) for number in (29, 290))
    print(f"290 that say nearly the same: {many:.2f} s, {many / few:.1f}x 29 of them")
    for sides in (15, 60, 290):
        wanted = _wanted(sides)
        took = _seconds(partial(review, wanted[0].base, wanted, Decisions()))
        print(f"review of {sides} municipalities' changes: {took:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        workspace = make(Path(folder) / "dalarna", Settings())
        reading = _seconds(lambda: workspace.desk.history.read(None))
        for key in ("5", "7.3.4", "10.3.5"):
            took = _seconds(partial(workspace.blame, key))
            print(f"blame {key}: {took:.3f} s, {took / reading:.1f}x reading the whole response")


def _seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of some work, done once; programs that it starts are included."""

    def spent() -> float:
        usages = getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    before = spent()
    work()
    return spent() - before


def _contributions(number: int, seed: int) -> dict[str, Contribution]:
    """Write contributions of four paragraphs, in which every tenth sentence is another's."""
    writer = Writer(seed)
    common = writer.paragraph(8)
    found = {}
    for place in range(number):
        paragraphs = [
            "\n".join(
                common[writer.below(8)] if writer.chance(0.1) else sentence
                for sentence in writer.paragraph(4)
            )
            for _ in range(4)
        ]
        position = Position.REJECT if writer.chance(0.1) else Position.SUPPORT
        found[f"k{place}"] = Contribution(position=position, text="\n\n".join(paragraphs))
    return found


def _long(sentences: int) -> dict[str, Contribution]:
    """Let one municipality write very much and another a paragraph."""
    writer = Writer(5)
    text = "\n\n".join("\n".join(writer.paragraph(5)) for _ in range(sentences // 5))
    short = Contribution(text="\n".join(writer.paragraph(5)))
    return {"k0": Contribution(text=text), "k1": short}


def _agreeing(number: int) -> dict[str, Contribution]:
    """Let everyone change one word of every sentence of one text of fifty."""
    writer = Writer(6)
    common = [writer.paragraph(5) for _ in range(10)]
    return {
        f"k{place}": Contribution(
            text="\n\n".join("\n".join(map(writer.edited, lines)) for lines in common)
        )
        for place in range(number)
    }


def _stored(given: dict[str, Contribution]) -> list[str]:
    return [canonical(contribution.text) for contribution in given.values()]


def _composed(given: dict[str, Contribution]) -> object:
    people = {
        slug: Municipality(slug=slug, name=f"Ort{slug}", official_name=f"Ort{slug} kommun")
        for slug in given
    }
    return compose_contributions({slug: (one,) for slug, one in given.items()}, people, None)


def _wanted(sides: int) -> list[Wanted]:
    """Let every municipality change two sentences of one text of forty."""
    writer = Writer(3)
    lines = canonical("\n\n".join("\n".join(writer.paragraph(4)) for _ in range(10))).split("\n")
    base = "\n".join(lines)
    found = []
    for place in range(sides):
        own = list(lines)
        for _ in range(2):
            at = writer.below(len(own) - 1)
            own[at] = writer.edited(own[at]) if own[at] else own[at]
        found.append(Wanted(f"k{place}", base, canonical("\n".join(own))))
    return found
