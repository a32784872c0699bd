"""Pairs of documents made up from a seed: one document, and what somebody made of it."""

from random import Random

from tests.word.made import made

_ENDINGS = ("Slut.", "Slut här.", "Helt annan text.")


def pair(seed: int) -> tuple[str, str]:
    """Two bodies in the language of `wml`; the same seed gives the same pair."""
    dice = Random(seed)
    before = made(seed, paragraphs=dice.randint(1, 12))
    strange = dice.random() < 0.3
    after = made(seed + 100_000, paragraphs=6) if strange else edited(before, dice)
    return f"{before}\nSlut.", f"{after}\n{dice.choice(_ENDINGS)}"


def edited(source: str, dice: Random) -> str:
    """What somebody made of a document: words, splits, joins, and a move."""
    lines: list[str] = []
    for line in source.split("\n"):
        roll = dice.random()
        plain = "|" not in line and "{" not in line
        words = line.split(" ¶")[0]
        if roll < 0.1:
            continue
        if roll < 0.2 and plain and lines and "|" not in lines[-1]:
            lines[-1] = f"{lines[-1].split(' ¶')[0]} {line}"
        elif roll < 0.3 and plain and " " in words:
            first, _, second = line.partition(" ")
            lines += [first, second]
        else:
            changed = roll < 0.5
            lines.append(line.replace("kommunen", "staden").replace("inte", "aldrig") if changed
                         else line)  # fmt: skip
        if roll > 0.9:
            lines.append("Ett helt nytt stycke om saken i fråga.")
    if dice.random() < 0.4 and len(lines) > 2:
        moved = lines.pop(dice.randrange(len(lines)))
        lines.insert(dice.randrange(len(lines) + 1), moved)
    return "\n".join(lines)
