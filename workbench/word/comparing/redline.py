"""What a comparison of files gave beside the redline itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redline:
    """An account of a comparison."""

    changes: int
    """Marks that were written: as many as a list of the redline's changes has."""
    settled: tuple[int, ...]
    """Tracked changes that each file had, the earlier first, accepted before comparing."""
    comments: int
    """Comments that came along from later files."""
    remarks: tuple[str, ...]
    """What differs and could not be marked, in Swedish, sorted."""
