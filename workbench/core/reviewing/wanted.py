"""The agreed text as one municipality wants it."""

from workbench.core.stored import Filled, Stored


class WantedText(Stored):
    """One file `municipalities/<slug>/changes/<section>.md`."""

    base: Filled
    """The version of the agreed text that it started from: an identity in history."""
    text: str = ""
    """The whole section in its stored form, as the municipality wants it."""
