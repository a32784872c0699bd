"""Damaged files, compared with each other: refused, or a redline that can be settled.

Some hundreds of pairs in the suite; 6,000 where `REMISS_LONG` is set.
"""

import os
from collections.abc import Callable
from random import Random
from typing import Final

import pytest

from tests.word import test_hostile as hostile
from tests.word.comparing.pairs import pair
from tests.word.comparing.rich import rich_pair
from tests.word.wml import Writer, document, docx, entries, zipped
from workbench.errors import WorkbenchError
from workbench.word.comparing.comparison import Version, compare_all
from workbench.word.package import open_package
from workbench.word.settle import Decision, settle

PAIRS: Final = 6_000 if os.environ.get("REMISS_LONG") else 200


def damaged_source(dice: Random) -> bytes:
    """Elements of a plain document dropped, doubled, or become others."""
    text = document(Writer().body(pair(dice.randrange(1_000))[0]))
    pieces = text.split("<")
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(2, len(pieces) - 2)
        if dice.random() < 0.5:
            pieces[at] = pieces[at].replace("w:r>", "w:smartTag>").replace("w:tc>", "w:p>")
        else:
            pieces[at : at + 1] = [pieces[at]] * dice.choice((0, 2))
    return zipped(entries() | {"word/document.xml": "<".join(pieces)})


def sound(dice: Random) -> bytes:
    """A file with nothing wrong in it."""
    seed = dice.randrange(1_000)
    return dice.choice((docx(pair(seed)[0]), rich_pair(seed)[1]))


HARM: Final = (
    hostile.exchange_names, hostile.shuffle_elements, hostile.damage_markup, damaged_source, sound,
)  # fmt: skip


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_no_pair_does_harm(harm: Callable[[Random], bytes]) -> None:
    hints: set[str] = set()
    for seed in range(PAIRS // len(HARM)):
        dice = Random(seed)
        files = [harm(dice), dice.choice(HARM)(dice), dice.choice(HARM)(dice)]
        dice.shuffle(files)
        try:
            _compare(files)
        except WorkbenchError as refusal:
            hints.add(refusal.hint)
        except Exception as bug:
            bug.add_note(f"{harm.__name__}, seed {seed}")
            raise
    assert "" not in hints, "a refusal says what to do"


def _compare(files: list[bytes]) -> None:
    base, *news = (open_package(data, "svar.docx") for data in files)
    compare_all(base, [Version(new, f"Kommun {n}") for n, new in enumerate(news)], None)
    redline = base.to_bytes()
    for decision in Decision:
        package = open_package(redline, "ut.docx")
        settle(package, decision)
        open_package(package.to_bytes(), "ut.docx")
