"""Reading what a response starts from: a remiss page or missive, and a report's outline."""

from pathlib import Path

from workbench.core.intake import referral_page, report_outline
from workbench.core.intake.referral_page import ReferralPage
from workbench.core.intake.report_outline import ReadOutline
from workbench.storage import files

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_PDF_HEADER_WITHIN = 1024
"""A PDF's header may come after some other bytes, but not after more than these."""


def _is_pdf(data: bytes) -> bool:
    return _PDF in data[:_PDF_HEADER_WITHIN]


def read_page(file: Path) -> ReferralPage:
    """Read a remiss page or missive: Markdown, plain text, HTML, PDF or Word.

    Raises:
        InputError: It cannot be read as it stands.
    """
    data = files.read(file)
    if _is_pdf(data):
        from workbench.pdf import report

        return referral_page.read(report.text(data, file.name))
    if data.startswith(_ZIP):
        from workbench.word.package import open_package
        from workbench.word.text import body_text

        return referral_page.read("\n\n".join(body_text(open_package(data, file.name))))
    return referral_page.from_bytes(data, file.name)


def read_outline(file: Path) -> ReadOutline:
    """Read a report's outline: its PDF, or its table of contents as text or JSON.

    Raises:
        InputError: It cannot be read as it stands.
    """
    data = files.read(file, limit=300_000_000)
    if _is_pdf(data):
        from workbench.pdf import report

        return report.read_outline(data, file.name, proposals=True)
    return report_outline.from_bytes(data, file.name)
