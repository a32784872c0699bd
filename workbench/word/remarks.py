"""What a reader of a Word file ought to know of the file itself, before acting on its text."""

from collections.abc import Iterator
from typing import Final

from workbench.core.language.swedish import join_names
from workbench.core.text import visible
from workbench.word.names import VAL, w
from workbench.word.package import Package

SIGNATURE_LOST: Final = (
    "Filens digitala signatur gäller inte den nya filen. Spara originalet, och be den som "
    "signerade att signera på nytt."
)
_SIGNED: Final = (
    "Filen är digitalt signerad. Signaturen gäller bara filen som den är: spara originalet innan "
    "något ändras."
)
_ANONYMOUS: Final = (
    "Filen är inställd så att Word tar bort namn när den sparas. Slå av det i Word (Arkiv, Info, "
    "Kontrollera dokument) innan någon ändrar i den."
)
_FETCHED: Final = {
    "attachedTemplate": "en mall",
    "image": "en bild",
    "oleObject": "ett objekt",
    "frame": "en ram",
    "subDocument": "ett deldokument",
    "aFChunk": "ett textavsnitt",
}
"""What Word fetches when the file is opened, by relationship kind; a link waits to be followed."""
_FEW: Final = 5
_LONGEST: Final = 100
"""Characters of an address that are told."""


def list_remarks(package: Package) -> tuple[str, ...]:
    """Tell what is remarkable of a file, a Swedish sentence or two each; most often nothing."""
    return tuple(_remarks(package))


def _remarks(package: Package) -> Iterator[str]:
    if package.signed:
        yield _SIGNED
    if _is_set(package, "removePersonalInformation"):
        yield _ANONYMOUS
    fetched = [r for r in package.external if r.kind in _FETCHED]
    if fetched:
        told = _few(f"{_FETCHED[r.kind]} från {r.target[:_LONGEST]}" for r in fetched)
        yield f"Filen hämtar något utifrån när den öppnas i Word: {told}. Inget hämtades nu."
    if package.chunks:
        told = _few(iter(package.chunks))
        yield (
            f"I texten ligger dokument i egna filer ({told}). Öppna filen i Word och spara den, så "
            "blir de vanlig text."
        )
    if package.embedded:
        told = _few(iter(package.embedded))
        yield f"Filen bär på inbäddade filer eller program, som inte läses: {told}."


def _few(names: Iterator[str]) -> str:
    told = [visible(name) for name in dict.fromkeys(names)]
    more = [f"{len(told) - _FEW} till"] if len(told) > _FEW else []
    return join_names([*told[:_FEW], *more])


def _is_set(package: Package, setting: str) -> bool:
    part = package.find("settings")
    found = None if part is None else package.tree(part).find(w(setting))
    return found is not None and found.get(VAL, "1") not in ("0", "false", "off")
