"""The last look at what is to be sent: nothing hidden in it, and everybody can read it."""

from workbench.core.swedish import join_names
from workbench.errors import StageError
from workbench.word.comments import list_comments
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions, list_unknown

_HIDDEN_TAGS = (b"<w:vanish", b"<w:specVanish", b"w:rsid", b"<w:attachedTemplate")
_FOREIGN_PARTS = ("customxml/", "docprops/custom.xml", "word/people.xml", "docprops/thumbnail")


def refuse_unfit(name: str, content: bytes) -> None:
    """Refuse a file that must not be sent as it is.

    Raises:
        StageError: Says what was found; the file is the workbench's own, so this is its fault.
    """
    if name.endswith(".pdf"):
        found, what = barriers(content), "är inte tillgänglig för alla"
    else:
        found, what = hidden(open_package(content, name)), "bär på något som inte syns"
    if found:
        raise StageError(
            f"{name} {what} och skrevs därför inte: {join_names(found)}",
            hint="Det är ett fel i arbetsbänken eller i Wordmallen. Prova med standardmallen.",
        )


def barriers(pdf: bytes) -> tuple[str, ...]:
    """Tell what keeps a PDF from being read by everybody."""
    from workbench.pdf.accessibility import check_accessibility

    return tuple(finding.rstrip(".") for finding in check_accessibility(pdf))


def hidden(package: Package) -> tuple[str, ...]:
    """Tell what a Word file holds that a reader does not see; empty when there is nothing."""
    found = []
    if list_revisions(package) or list_unknown(package):
        found.append("spårade ändringar")
    if list_comments(package):
        found.append("kommentarer")
    if any(part.lower().startswith(_FOREIGN_PARTS) for part in package.parts):
        found.append("egna egenskaper eller dolda delar")
    if package.embedded:
        found.append("inbäddade filer")
    if any(relation.kind != "hyperlink" for relation in package.external):
        found.append("innehåll som hämtas utifrån")
    marked_up = (package.data(part) for part in package.marked_up)
    tags = {tag for data in marked_up for tag in _HIDDEN_TAGS if tag in data}
    if tags:
        found.append("dold text eller spår av redigering")
    return tuple(found)
