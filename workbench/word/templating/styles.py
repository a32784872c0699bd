"""The styles that a template has: which are needed, and what each is called in Swedish Word.

Word keeps the English name of its own styles in the file and shows another. Some programs write the
shown name instead; then the style is there, under a name by which Word does not know it.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from workbench.errors import InputError
from workbench.word.package import Package, open_package
from workbench.word.writer import standard_template
from workbench.word.writer.markup import parse
from workbench.word.writer.style_names import IN_SWEDISH_WORD
from workbench.word.writer.styles import Style, StyleSheet

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_OPTIONAL: Final = frozenset(
    {
        *("TOC Heading", "HTML Preformatted", "HTML Code"),
        *("annotation text", "annotation reference"),
        *("Avdelare", "Vapen", "Avsändare", "Kommuner"),
        *(f"Rubrik {level} utanför innehåll" for level in range(1, 7)),
    }
)
"""Styles that the writer does without, each in its own way."""


@dataclass(frozen=True, slots=True)
class Needed:
    """One style that the standard template has."""

    name: str
    """As it stands in a file."""
    kind: str
    """`paragraph`, `character` or `table`."""

    @property
    def shown(self) -> str:
        """As Swedish Word shows it."""
        return IN_SWEDISH_WORD.get(self.name, self.name)

    @property
    def required(self) -> bool:
        """Whether no document can be made without it."""
        return self.name not in _OPTIONAL

    @property
    def own_of_word(self) -> bool:
        """Whether it is one of Word's own, and not one that this program has thought out."""
        return self.name in IN_SWEDISH_WORD

    def find(self, sheet: StyleSheet) -> Style | None:
        """Return the style of a file that a document would take for this one."""
        return sheet.find(self.name, self.kind)

    def find_shown(self, sheet: StyleSheet) -> Style | None:
        """Return the style that is this one under its Swedish name, when it is nowhere else."""
        if not self.own_of_word or self.find(sheet) is not None:
            return None
        return sheet.find(self.shown, self.kind)


@cache
def standard_styles() -> tuple[Needed, ...]:
    """Return every style of the standard template but the defaults, in its order."""
    sheet = sheet_of(open_package(standard_template.build(), "standard.docx"))
    kinds = ("paragraph", "character", "table")
    styles = (child.attributes for child in sheet.root.elements() if child.tag == "w:style")
    ids = (about.get("w:styleId", "") for about in styles if "w:default" not in about)
    found = (style for style in map(sheet.get, ids) if style is not None)
    return tuple(Needed(style.name, style.kind) for style in found if style.kind in kinds)


def sheet_of(package: Package) -> StyleSheet:
    """Return the styles of a file, with the families that its theme names.

    Raises:
        InputError: It has none.
    """
    part = package.find("styles")
    if part is None:
        raise InputError(
            "filen har inga format (styles.xml saknas)",
            file=package.name,
            hint="Öppna den i Word och spara den som .docx eller .dotx.",
        )
    return StyleSheet(parse(package.data(part), f"{package.name}, {part}"), _theme(package))


def _theme(package: Package) -> dict[str, str]:
    part = package.find("theme")
    fonts: dict[str, str] = {}
    for which in ("major", "minor") if part else ():
        for latin in package.tree(part or "").iterfind(f".//{_A}{which}Font/{_A}latin"):
            family = latin.get("typeface", "")
            fonts |= {f"{which}HAnsi": family, f"{which}Ascii": family}
    return fonts
