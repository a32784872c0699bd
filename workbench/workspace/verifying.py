"""Verifying a document: which version it shows, found by making every version's again.

Nothing about a document is stored: the same version and template give the same bytes, so a file
is recognised by making it once more.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from workbench.core.adoption import Adoption
from workbench.core.answer import AnswerOptions, joint_answer
from workbench.core.party import COORDINATOR
from workbench.history import Version
from workbench.storage import files
from workbench.storage.response import read_response
from workbench.word.writer import write
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.exporting import WHOLE, template


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a document turned out to be."""

    sha256: str
    version: str
    """Full identity of the version that it shows; empty when it is none of them."""
    milestone: str
    marking: str
    """`UTKAST` when it is that version's draft."""
    is_current: bool
    """The version is what is saved now."""
    adopted_by: tuple[str, ...]
    """Names of the municipalities that have adopted that very version's text."""


def verify(desk: Desk, file: Path) -> Verdict:
    """Tell which version a document shows.

    Raises:
        InputError: There is no such file.
    """
    data = files.read(file)
    digest = hashlib.sha256(data).hexdigest()
    for version in desk.history.log(party=COORDINATOR):
        if version.trailers.get("Remiss-Act") not in WHOLE:
            continue
        for marking in ("", "UTKAST"):
            if _made(desk, version, marking, file.suffix.lower()) == data:
                return _verdict(desk, digest, version, marking)
    return Verdict(digest, "", "", "", is_current=False, adopted_by=())


def _made(desk: Desk, version: Version, marking: str, suffix: str) -> bytes:
    """Make the answer of a version again, as a file of the same kind."""
    response = read_response(desk.history.read(None, version=version.id))
    name = version.milestone or version.id[:10]
    options = AnswerOptions(clock.wall(version.at).date(), marking, name)
    document = joint_answer(response, options)
    if suffix == ".pdf":
        from workbench.pdf import typeset

        return typeset.write(document)
    return write(document, template(desk))


def _verdict(desk: Desk, digest: str, version: Version, marking: str) -> Verdict:
    response = desk.response()

    def adopted(adoption: Adoption | None) -> bool:
        decided_on = adoption.decision.version if adoption and adoption.decision else ""
        return decided_on in {version.milestone, version.id, version.id[:10]} - {""}

    return Verdict(
        sha256=digest,
        version=version.id,
        milestone=version.milestone,
        marking=marking,
        is_current=desk.history.paths(version.id) == desk.history.paths(),
        adopted_by=tuple(
            m.name
            for slug, m in response.municipalities.items()
            if adopted(response.adoptions.get(slug))
        ),
    )
