"""The two themes of the workbench: calm, one accent, and contrast enough for long reading."""

from textual.theme import Theme

DARK, LIGHT = "remiss-mörkt", "remiss-ljust"

THEMES = (
    Theme(
        name=DARK,
        primary="#7fa8d1",
        secondary="#9aa7b5",
        accent="#e0b872",
        foreground="#dfe3e8",
        background="#16191d",
        surface="#1d2126",
        panel="#272c33",
        success="#8cc08a",
        warning="#e0b872",
        error="#e58a85",
        dark=True,
    ),
    Theme(
        name=LIGHT,
        primary="#1f5a92",
        secondary="#57636f",
        accent="#8a5a00",
        foreground="#1c2126",
        background="#faf9f6",
        surface="#f1efe9",
        panel="#e4e1d8",
        success="#2b6b2f",
        warning="#8a5a00",
        error="#a3241d",
        dark=False,
    ),
)
