"""What leaves the response and comes back to it: documents, the package, letters, copies in Word.

The part of `Workspace` that is about others than those at the workbench; one method for each thing
a user does.
"""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.config import Settings
from workbench.core.response import Response
from workbench.workspace.desk import Desk
from workbench.workspace.seat import Seat, seat

if TYPE_CHECKING:  # what these acts need is large, and most starts do not
    from workbench.core.check import Finding
    from workbench.core.sending import Sending
    from workbench.workspace.archiving import Archived
    from workbench.workspace.exchange import SendOptions, SentCopy
    from workbench.workspace.exporting import Exported, ExportOptions
    from workbench.workspace.packaging import LetterWanted, Packaged, PackageOptions
    from workbench.workspace.returning import Received, ReceiveOptions
    from workbench.workspace.returning.originals import Original
    from workbench.workspace.verifying import Verdict


class Outgoing:
    """The acts of one response that make something to be read outside it, or take it in.

    Args:
        desk: The opened response.
        settings: The user's own.
    """

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self.desk = desk
        self.settings = settings

    @property
    def response(self) -> Response:
        """The response as it is saved now."""
        return self.desk.response()

    def seat(self, party: str = "", officer: str = "") -> Seat:
        """Find out who acts when a party and perhaps an officer are named."""
        return seat(self.response, self.settings, party=party, officer=officer)

    def check(self) -> tuple["Finding", ...]:
        """Look for everything that must be right before the answer is sent."""
        from workbench.workspace import checking

        return checking.check(self.desk)

    def export(
        self, options: "ExportOptions | None" = None, *, despite: str = "", party: str = ""
    ) -> "Exported":
        """Make the documents of what is saved now; errors stop an answer without a reason."""
        from workbench.workspace import exporting

        chosen = options or exporting.ExportOptions()
        return exporting.export(self.desk, self.seat(party), chosen, despite=despite)

    def verify(self, file: Path) -> "Verdict":
        """Tell which version a document shows, who adopted it, and what differs."""
        from workbench.workspace import verifying

        return verifying.verify(self.desk, file)

    def package(
        self, options: "PackageOptions | None" = None, *, despite: str = "", party: str = ""
    ) -> "Packaged":
        """Make everything that is needed to send the answer."""
        from workbench.workspace import packaging

        chosen = options or packaging.PackageOptions()
        return packaging.package(self.desk, self.seat(party), chosen, despite=despite)

    def record_package(
        self,
        options: "PackageOptions | None" = None,
        at: dt.datetime | None = None,
        *,
        party: str = "",
    ) -> "Sending":
        """Record that the package has been sent, at a Swedish time; None is now."""
        from workbench.workspace import packaging

        chosen = options or packaging.PackageOptions()
        return packaging.record_package(self.desk, self.seat(party), chosen, at)

    def letter(
        self, wanted: "LetterWanted", options: "PackageOptions | None" = None, *, party: str = ""
    ) -> "Packaged":
        """Make a letter that adds to, or takes back, parts of the answer that was sent."""
        from workbench.workspace import packaging

        chosen = options or packaging.PackageOptions()
        return packaging.letter(self.desk, self.seat(party), wanted, chosen)

    def record_letter(
        self,
        wanted: "LetterWanted",
        options: "PackageOptions | None" = None,
        at: dt.datetime | None = None,
        *,
        party: str = "",
    ) -> "Sending":
        """Record that a letter has been sent, at a Swedish time; None is now."""
        from workbench.workspace import packaging

        chosen = options or packaging.PackageOptions()
        return packaging.record_letter(self.desk, self.seat(party), wanted, chosen, at)

    def send_copies(self, options: "SendOptions", *, party: str = "") -> "tuple[SentCopy, ...]":
        """Make a Word file and a message for each municipality, and remember them."""
        from workbench.workspace import exchange

        return exchange.send(self.desk, self.seat(party), options)

    def receive(self, file: Path, options: "ReceiveOptions", *, party: str = "") -> "Received":
        """Take in a Word file that a municipality has sent back, all of it or nothing."""
        from workbench.workspace import returning

        return returning.receive(self.desk, self.seat(party), file, options)

    def originals(self) -> "tuple[Original, ...]":
        """Return the Word files that were taken in, oldest first."""
        from workbench.workspace.returning import originals

        return originals.originals(self.desk)

    def give_back(self, words: str, out: Path | None = None) -> Path:
        """Write a Word file that was taken in just as it came; returns where."""
        from workbench.workspace.returning import originals

        return originals.give_back(self.desk, words, out)

    def archive(self, out: Path | None = None) -> "Archived":
        """Put history, log, documents and digests in a folder of their own."""
        from workbench.workspace import archiving

        return archiving.archive(self.desk, out)

    def adopted_differs(self) -> dict[str, tuple[str, ...]]:
        """Return by slug the sections whose text is no longer what a municipality adopted."""
        from workbench.workspace import checking

        return checking.adopted_differs(self.desk)
