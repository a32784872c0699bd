"""The referral (remiss): what the ministry asks, by when, and where the answer goes."""

import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints

from workbench.core.intake.designation import normal
from workbench.core.stored import Line, Stored

Mail = Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+$")]


class Extension(Stored):
    """An agreed later day (anstånd)."""

    deadline: dt.date
    agreed_with: Line
    agreed_on: dt.date


class Referral(Stored):
    """The facts of the referral. Any of them may be unknown at the start and is then left out."""

    report: Line = ""
    """The report's designation, such as `SOU 2020:47`."""
    title: Line = ""
    """The report's exact title."""
    kind: Line = "betänkande"
    """What the report is: betänkande, promemoria …"""
    registration_number: Line = ""
    """The ministry's diarienummer, such as `S2020/06592`."""
    recipient: Line = ""
    """The ministry."""
    address: tuple[Line, ...] = Field(default=(), strict=False)
    emails: tuple[Mail, ...] = Field(default=(), strict=False)
    copies: tuple[Mail, ...] = Field(default=(), strict=False)
    published: dt.date | None = None
    received: dt.date | None = None
    deadline: dt.date | None = None
    extension: Extension | None = None
    page: Line = ""
    """Address of the remiss page."""

    @property
    def due(self) -> dt.date | None:
        """The day the answer must be in: the extension's when there is one."""
        return self.extension.deadline if self.extension else self.deadline

    @property
    def full_title(self) -> str:
        """Title and designation: `Hållbar socialtjänst – En ny socialtjänstlag (SOU 2020:47)`."""
        if self.title and self.report:
            return f"{self.title} ({self.report})"
        return self.title or self.report


def normal_registration_number(text: str) -> str:
    """Return the one spelling of a ministry's registration number: `S2023:02147` is `S2023/02147`.

    Returns:
        The number with a slash and without spaces; the text unchanged when it is no such number.
    """
    return normal(text)
