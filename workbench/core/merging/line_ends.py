"""Line ends as a property of a whole text: LF, CRLF or CR.

A version saved by another editor may differ from its base in every line end and in nothing else.
So versions are compared with the base's line ends; when one side, or several alike, changed them
throughout, the merged text gets theirs. A text that mixes line ends is left exactly as it is.
"""

import re
from collections.abc import Collection, Sequence

LINE_END = re.compile(r"\r\n|\n|\r")


class LineEnds:
    """The line ends of a base and of its versions."""

    def __init__(self, base: str, versions: Sequence[str]) -> None:
        self._own = style(base)
        found = {end for text in versions if (end := style(text))}
        wanted = found - {self._own}
        self._wanted = wanted.pop() if self._own and len(wanted) == 1 else None
        self.between = self._own or _between(base, found)
        """Parts two texts that stood beside each other in no version."""

    def as_base(self, text: str) -> str:
        """Return a version with the base's line ends, if both have one kind throughout."""
        other = style(text)
        if not self._own or not other or other == self._own:
            return text
        return text.replace(other, self._own)

    def as_wanted(self, text: str) -> str:
        """Return a part of the merged text with the line ends that it shall have."""
        if self._own is None or self._wanted is None:
            return text
        return text.replace(self._own, self._wanted)


def _between(base: str, found: Collection[str]) -> str:
    """Choose a line end where the base has none, or mixes them.

    Args:
        base: Such a base.
        found: What each version has throughout.
    """
    if "\n" not in base and len(found) == 1:
        (only,) = found
        return only
    return "\r\n" if "\r\n" in base else "\n"


def style(text: str) -> str | None:
    """Return the one line end of a text; empty when it has none, `None` when it mixes them."""
    if "\r" not in text:
        return "\n" if "\n" in text else ""
    found = set(LINE_END.findall(text))
    return found.pop() if len(found) == 1 else None
