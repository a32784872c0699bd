"""The properties by which a working copy is known again, and its lock.

Custom properties outlive what people and programs do to a file: Word, LibreOffice and Google Docs
keep them. Word shows no more than 255 characters of each, so every section has one of its own.
"""

from collections.abc import Mapping
from typing import Final

from workbench.word.comparing.pen import element
from workbench.word.markup import Element
from workbench.word.names import w
from workbench.word.package import Package

_VALUE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_AFTER_LOCK: Final = frozenset(
    w(name)
    for name in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts",
        "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
        "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter",
        "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle",
        "proofState", "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter",
        "stylePaneSortMethod", "documentType", "mailMerge", "revisionView", "trackRevisions",
        "doNotTrackMoves", "doNotTrackFormatting",
    )
)  # fmt: skip
"""What stands before the lock among the settings. ECMA-376 part 1, 17.15.1.78."""


def read_labels(package: Package) -> Mapping[str, str]:
    """The custom properties of a file, by name; empty when it has none."""
    for relation in package.relations():
        if relation.kind == "custom-properties" and package.has(relation.target):
            found = package.tree(relation.target).iter("{*}property")
            return {each.get("name", ""): _value(each) for each in found}
    return {}


def _value(label: Element) -> str:
    return "".join(e.text or "" for e in label if str(e.tag).startswith(_VALUE))


def relabel(package: Package, name: str, value: str) -> None:
    """Change what one of the custom properties says."""
    for relation in package.relations():
        if relation.kind == "custom-properties" and package.has(relation.target):
            for label in package.tree(relation.target).iter("{*}property"):
                if label.get("name") == name:
                    label[0].text = value
            package.touch(relation.target)


def lock_tracking(package: Package) -> None:
    """Let Word record every edit as a tracked change, until somebody lifts the protection.

    It asks for no password.
    """
    part = package.find("settings")
    if part is None:
        return
    settings = package.tree(part)
    protection = element(
        w("documentProtection"), {w("edit"): "trackedChanges", w("enforcement"): "1"}
    )
    at = max((n for n, e in enumerate(settings, 1) if e.tag in _AFTER_LOCK), default=0)
    settings.insert(at, protection)
    package.touch(part)


def stop_tracking(package: Package) -> None:
    """Let edits be made without being tracked."""
    part = package.find("settings")
    settings = () if part is None else package.tree(part).findall(w("trackRevisions"))
    for found in settings:
        found.getparent().remove(found)  # type: ignore[union-attr]  # it is a child of the root
    if part is not None:
        package.touch(part)


def last_saved_by(package: Package) -> str:
    """Return who saved the file last, as the program that did it says; empty when it does not."""
    for relation in package.relations():
        if relation.kind == "core-properties" and package.has(relation.target):
            found = package.tree(relation.target).iter("{*}lastModifiedBy")
            return next((e.text or "" for e in found), "")
    return ""
