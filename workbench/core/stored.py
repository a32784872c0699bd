"""What all values that lie in files share: frozen, complete, and nothing that nobody knows."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from workbench.core.text import normalise


class Stored(BaseModel):
    """A value that is read from a file: unknown keys are refused, nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _one_line(text: str) -> str:
    return " ".join(normalise(text).split())


Line = Annotated[str, AfterValidator(_one_line)]
"""One line of text: NFC, single spaces, nothing at the ends; may be empty."""

Filled = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)
]
"""One line that says something."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")]
"""A name that is also a folder and a branch: lower-case ASCII letters, digits and hyphens."""
