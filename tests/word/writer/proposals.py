"""Agreed texts with everything that Markdown allows in them, and what municipalities propose."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from random import Random

from workbench.core import document as doc
from workbench.core.answer.embedding import Embedding, Footnotes
from workbench.core.answer.proof import Proposed, tracked
from workbench.core.markdown import canonical
from workbench.core.reviewing.edits import Edit, applied, edits

_SENTENCES = (
    "Kommunerna tillstyrker förslaget.",
    "Det behövs *resurser* för arbetet.",
    "Enligt **lagen** gäller 2 kap. 5 §.",
    "Se avsnitt 7.3 om detta.",
    "Tiden är kort.[^a]",
    "Stödet bör vara långsiktigt.[^b]",
    "Läs [mer här](https://exempel.se/a) om det.",
    "Kostnaden är `500` kronor.",
)
_NOTES = {
    "a": ("Se 2 kap. 2 § lagen.", "Se 3 kap. 2 § lagen.", "Jämför *prop.* 2020/21:1."),
    "b": ("En not.", "En annan not här."),
}
_SIGN = re.compile(r"\s*(?:- |\d+\. |> )?")

Blocks = list[list[str]]


def agreed(random: Random) -> tuple[Blocks, dict[str, str]]:
    """Return the blocks of a text, line by line, and its notes."""
    blocks = [_block(random) for _ in range(random.randint(1, 4))]
    return blocks, {label: wordings[0] for label, wordings in _NOTES.items()}


def text_of(blocks: Blocks, notes: dict[str, str]) -> str:
    """Return a text in its stored form, with the notes that it refers to."""
    told = "\n\n".join("\n".join(block) for block in blocks)
    used = [f"[^{label}]: {note}" for label, note in notes.items() if f"[^{label}]" in told]
    return canonical("\n\n".join([told, *used]))


def proposal(random: Random, text: str, blocks: Blocks, notes: dict[str, str]) -> list[Edit]:
    """Return the changes of a text that somebody proposes."""
    changed, noted = [list(block) for block in blocks], dict(notes)
    for _ in range(random.randint(1, 3)):
        if changed:
            random.choice(_CHANGES)(random, changed, noted)
            changed = [block for block in changed if block]
    return list(edits(text, text_of(changed, noted)))


def paragraphs_of_their_own(random: Random, parties: int) -> tuple[str, list[str]]:
    """Return a text, and what each of some municipalities makes of it in paragraphs of its own."""
    said = [
        [f"Mening {number} i stycke {place}." for number in range(random.randint(1, 4))]
        for place in range(parties * 2)
    ]
    wanted = [
        [
            _reworded(random, sentences) if place % parties == party else sentences
            for place, sentences in enumerate(said)
        ]
        for party in range(parties)
    ]
    return text_of(said, {}), [text_of(one, {}) for one in wanted]


def _reworded(random: Random, sentences: list[str]) -> list[str]:
    """Return a paragraph in which sentences are put in, struck and changed; one always stays."""
    changed = [random.choice((one, one.replace("i", "ur", 1), "")) for one in sentences]
    changed[random.randrange(len(changed))] = sentences[0].replace("Mening", "En annan mening")
    changed.insert(random.randint(0, len(changed)), random.choice(("", "Den är ny.")))
    return [one for one in changed if one]


def tracked_blocks(
    text: str,
    proposed: Sequence[Sequence[Edit]],
    scope: str,
    notes: Footnotes,
    at: dt.datetime | None = None,
) -> tuple[doc.Block, ...]:
    """Return what a working copy shows of a text; the authors are `K0`, `K1` and so on."""
    changes = [
        Proposed(f"K{number}", at, applied(text, [edit]), edit)
        for number, made in enumerate(proposed)
        for edit in made
    ]
    return Embedding(notes, frozenset()).put(tracked(text, changes), scope, 3)


def _sentence(random: Random) -> str:
    return random.choice(_SENTENCES)


def _block(random: Random) -> list[str]:
    kind, count = random.randint(0, 9), random.randint(1, 3)
    said = [_sentence(random) for _ in range(count)]
    rows = [f"| {one} | {random.randint(1, 9)} |" for one in said]
    nested = [f"{sign}{one}" for sign, one in zip(("- ", "  - ", "- "), said, strict=False)]
    kinds = [
        [f"- {one}" for one in said],
        [f"{number}. {one}" for number, one in enumerate(said, 1)],
        nested,
        ["| A | B |", "| --- | --- |", *rows],
        [f"> {one}" for one in said],
        [random.choice(("# Rubrik ett", "## Rubrik två", "# Annan rubrik"))],
    ]
    return kinds[kind] if kind < len(kinds) else said


def _put_in(random: Random, blocks: Blocks, _: dict[str, str]) -> None:
    blocks.insert(random.randrange(len(blocks) + 1), _block(random))


def _strike(random: Random, blocks: Blocks, _: dict[str, str]) -> None:
    del blocks[random.randrange(len(blocks))]


def _move(random: Random, blocks: Blocks, _: dict[str, str]) -> None:
    block = blocks.pop(random.randrange(len(blocks)))
    blocks.insert(random.randrange(len(blocks) + 1), block)


def _reword(random: Random, blocks: Blocks, _: dict[str, str]) -> None:
    block = random.choice(blocks)
    at = random.randrange(len(block))
    if not block[at].startswith("| -"):
        words = block[at].replace("är", "vore").replace("förslaget", "det nya förslaget")
        block[at] = words.replace("| ", "| Just ", 1)


def _strike_line(random: Random, blocks: Blocks, _: dict[str, str]) -> None:
    block = random.choice(blocks)
    first = 2 if block[0].startswith("|") else 0
    if len(block) > first + 1:
        del block[random.randrange(first, len(block))]


def _put_in_line(random: Random, blocks: Blocks, _: dict[str, str]) -> None:
    block = random.choice(blocks)
    at = random.randrange(len(block))
    if not block[at].startswith(("|", "#")):
        sign = _SIGN.match(block[at])
        block.insert(at, f"{sign[0] if sign else ''}{_sentence(random)}")


def _reword_note(random: Random, _: Blocks, notes: dict[str, str]) -> None:
    label = random.choice(list(notes))
    notes[label] = random.choice(_NOTES[label])


def _make_items(random: Random, blocks: Blocks, _: dict[str, str]) -> None:
    block = random.choice(blocks)
    if all(line[0].isalpha() for line in block):
        block[:] = [f"- {line}" for line in block]


def _refer(random: Random, blocks: Blocks, _: dict[str, str]) -> None:
    block = random.choice(blocks)
    at = random.randrange(len(block))
    if "[^a]" in block[at]:
        block[at] = block[at].replace("[^a]", "")
    elif not block[at].startswith(("|", "#")):
        block[at] += "[^a]"


_CHANGES: tuple[Callable[[Random, Blocks, dict[str, str]], None], ...] = (
    _put_in, _strike, _move, _reword, _strike_line, _put_in_line, _reword_note, _make_items, _refer,
)  # fmt: skip
