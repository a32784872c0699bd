"""Acts of merging: contributions become agreed text, and changes are taken in."""

import hashlib
from dataclasses import dataclass

from workbench.core.composing import Source, compose, sources
from workbench.core.response import Response
from workbench.storage import texts

SOURCES = "Remiss-Sources"
"""Trailer of a composing act: the contributions that went in, each with a hash of its content."""


@dataclass(frozen=True, slots=True)
class ComposedFile:
    """The agreed text of a section as composing proposes it, ready to be saved."""

    data: bytes
    trailers: dict[str, str]
    """What the act must say, for provenance: what was composed, and out of which texts."""


def composed_file(response: Response, key: str) -> ComposedFile | None:
    """Compose a section's contributions into the file of its agreed text.

    Returns:
        The file; None when there is nothing to compose.
    """
    composition = compose(response, key)
    if composition is None:
        return None
    trailers = {
        "Remiss-Act": "compose",
        "Remiss-Section": key,
        SOURCES: " ".join(map(_fingerprint, sources(response, key))),
    }
    return ComposedFile(texts.write(None, composition.agreed), trailers)


def _fingerprint(source: Source) -> str:
    """Say in short which contribution it is and what it says: `falun/7.3:1f2e3d4c5b6a`."""
    content = source.contribution.model_dump_json().encode()
    return f"{source.slug}/{source.key}:{hashlib.sha256(content).hexdigest()[:12]}"
