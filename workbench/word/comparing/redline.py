"""What a comparison of two files gave beside the redline itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redline:
    """An account of a comparison."""

    changes: int
    """Marks that were written."""
    settled: tuple[int, int]
    """Tracked changes that the earlier and the later file had, accepted before comparing."""
    remarks: tuple[str, ...]
    """What differs and could not be marked, in Swedish, sorted."""
