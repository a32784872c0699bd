"""The last look at what is to be sent: nothing hidden in it, and everybody can read it."""

from workbench.core.language.swedish import join_names
from workbench.errors import StageError


def refuse_unfit(name: str, content: bytes) -> None:
    """Refuse a file that must not be sent as it is.

    Raises:
        StageError: Says what was found; the file is the workbench's own, so this is its fault, or
            that of a county's template.
    """
    if name.endswith(".pdf"):
        found, what = barriers(content), "är inte tillgänglig för alla"
    else:
        found, what = hidden(content), "bär på något som inte syns"
    if found:
        raise StageError(
            f"{name} {what} och skrevs därför inte: {join_names(found)}",
            hint="Prova med standardmallen: ta bort template ur response.toml.",
        )


def barriers(pdf: bytes) -> tuple[str, ...]:
    """Tell what keeps a PDF from being read by everybody."""
    from workbench.pdf.accessibility import check_accessibility

    return tuple(finding.rstrip(".") for finding in check_accessibility(pdf))


def hidden(word_file: bytes) -> tuple[str, ...]:
    """Tell what a Word file holds that a reader does not see; empty when there is nothing."""
    from workbench.word.inspector import inspect_hidden

    return inspect_hidden(word_file)
