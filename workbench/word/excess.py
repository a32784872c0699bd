"""Tracked changes in numbers, or in one another, that no person makes: such a file is made to cost.

Every change is worked on with what stands inside it, so changes in changes in changes cost the
product of both. People come to three levels: a deletion in an insertion in a move.
"""

from typing import Final

from workbench.errors import InputError
from workbench.word.marks import CHANGES, WRAPPING
from workbench.word.markup import Element

MOST_REVISIONS: Final = 50_000
MOST_NESTED: Final = 16
"""Insertions, deletions and moves around one another."""


def refuse_excess(root: Element, part: str, file: str) -> None:
    """Look at how many tracked changes a part has and how deep they lie.

    Args:
        root: The part.
        part: Its name in the package.
        file: The file's name, for messages.

    Raises:
        InputError: There are too many, or too many around one another.
    """
    number = 0
    for element in root.iter(*CHANGES):
        number += 1
        if element.tag in WRAPPING:
            around = sum(1 for _ in element.iterancestors(*WRAPPING))
            if around >= MOST_NESTED:
                raise InputError(
                    f"delen {part} har spårade ändringar i varandra i fler än {MOST_NESTED} led",
                    file=file,
                    hint="Godkänn eller avslå några av dem i Word först.",
                )
    refuse_number(number, file)


def refuse_number(revisions: int, file: str) -> None:
    """Look at how many tracked changes a file has.

    Raises:
        InputError: There are too many.
    """
    if revisions > MOST_REVISIONS:
        raise InputError(
            f"filen har {revisions} spårade ändringar, fler än {MOST_REVISIONS}",
            file=file,
            hint="Godkänn formatändringarna i Word först, eller dela dokumentet.",
        )
