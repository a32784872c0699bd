"""Documents made up from a seed, in the language of `wml`: every kind of change, in every place."""

from random import Random
from typing import Final

_WORDS: Final = (
    "kommunen", "tillstyrker", "avstyrker", "förslaget", "socialtjänst", "äldre", "inte", "§ 4",
    "och", "barn", "stöd", "ansvar", "1 347", "a&b", "a<b",
)  # fmt: skip
_AUTHORS: Final = "FLM"


def made(seed: int, *, paragraphs: int = 6, as_word: bool = False) -> str:
    """A document's body.

    Args:
        seed: The same seed gives the same document.
        paragraphs: About how many.
        as_word: Only what Word itself writes: it never puts an insertion inside a deletion.
    """
    return Making(Random(seed), {"+": "-"} if as_word else {"+": "-", "-": "+"}).body(paragraphs)


class Making:
    """One document being made up."""

    def __init__(self, dice: Random, inside: dict[str, str]) -> None:
        self._dice = dice
        self._inside = inside

    def body(self, paragraphs: int) -> str:
        lines: list[str] = []
        while len(lines) < paragraphs:
            if self._dice.random() < 0.2:
                lines += self._table()
            lines.append(self._line())
        if self._dice.random() < 0.3:
            self._move(lines)
        return "\n".join(lines)

    def _move(self, lines: list[str]) -> None:
        """Put a paragraph in one place that was moved from another."""
        author, words = self._author(), self._choice(*_WORDS)
        places = [n for n, line in enumerate(lines) if "|" not in line]
        for sign in "<>":
            moved = f"{{{sign}{author} {words}}} ¶{sign}{author}"
            lines.insert(self._dice.choice(places), moved)

    def _table(self) -> list[str]:
        columns = self._dice.randint(1, 3)
        return [self._row(columns) for _ in range(self._dice.randint(1, 3))]

    def _row(self, columns: int) -> str:
        mark = self._choice("+", "-") + self._author() if self._dice.random() < 0.3 else ""
        cells = (
            " // ".join(self._line() for _ in range(self._dice.choice((1, 1, 1, 2))))
            for _ in range(columns)
        )
        return f"{mark}| {' | '.join(cells)} |"

    def _line(self) -> str:
        pieces = (self._piece() for _ in range(self._dice.randint(0, 4)))
        return f"{' '.join(pieces)}{self._mark()}"

    def _mark(self) -> str:
        roll = self._dice.random()
        if roll < 0.6:
            return " ¶"
        if roll < 0.95:
            return f" ¶{self._choice('+', '-')}{self._author()}"
        return f" ¶+{self._author()}-{self._author()}"

    def _piece(self, around: str = "") -> str:
        """Words, or a change; a deletion may stand in an insertion and the other way round."""
        roll = self._dice.random()
        sign = self._inside.get(around, "") if around else self._choice("+", "-")
        if not sign or roll < 0.4:
            return self._choice(*_WORDS)
        if roll < 0.5:
            return f"{{*{self._author()} {self._choice(*_WORDS)}}}"
        inner = (self._piece(around + sign) for _ in range(self._dice.randint(1, 2)))
        return f"{{{sign}{self._author()} {' '.join(inner)}}}"

    def _author(self) -> str:
        return self._dice.choice(_AUTHORS)

    def _choice(self, *values: str) -> str:
        return self._dice.choice(values)
