"""The two themes of the workbench: calm, one accent, and contrast enough for long reading."""

from textual.theme import Theme

_ON_DARK = (
    "#86b4df #e49aab #86df8c #b59ae4 #dfc086 #9ae4e0 #df86ca #bee49a #8697df #e4a29a "
    "#86dfa9 #cd9ae4 #dfdd86 #9ad0e4 #df86ad"
).split()
_ON_LIGHT = (
    "#124c81 #6b0f24 #12741a #300f6b #74510f #0f655f #811268 #3b6b0f #122781 #6b190f "
    "#127439 #4f0f6b #6b6910 #0f526b #811243"
).split()
"""Hues as far from their neighbours as fifteen can be; each has a contrast of at least 4.5."""

PARTIES = tuple(f"$party-{number}" for number in range(len(_ON_DARK)))
"""The colours of municipalities, by their order; the name always stands beside."""


def _parties(hues: list[str]) -> dict[str, str]:
    return {f"party-{number}": hue for number, hue in enumerate(hues)}


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
        variables=_parties(_ON_DARK),
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
        variables=_parties(_ON_LIGHT),
    ),
)
