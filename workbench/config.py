"""Who sits at the keyboard and how it should look: one small file of the user's own.

Settings are read by the front ends and passed on; nothing else looks them up.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """What one user has chosen."""

    name: str = ""
    """Stands as the author of what is saved; empty takes the officer of the municipality."""
    email: str = ""
    municipality: str = ""
    """Whom the user writes for when nothing else is said; empty is the coordinator."""
    theme: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys by binding id, such as `section.save = "f2"`."""


_TEXTS = ("name", "email", "municipality", "theme")


def default_path() -> Path:
    """Return where the settings lie on this system."""
    import platformdirs

    return platformdirs.user_config_path("remiss", appauthor=False) / "config.toml"


def read(path: Path) -> Settings:
    """Read the settings; a file that is not there is all defaults.

    Raises:
        InputError: The file cannot be used as it stands.
    """
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise InputError(
            "inställningarna går inte att läsa",
            file=str(path),
            hint="Rätta filen eller ta bort den.",
        ) from wrong
    unknown = sorted(set(raw) - {*_TEXTS, "keys"})
    if unknown:
        known = ", ".join([*_TEXTS, "keys"])
        raise InputError(
            f"okänd inställning ”{unknown[0]}”", file=str(path), hint=f"Kända: {known}."
        )
    for key in _TEXTS:
        if not isinstance(raw.get(key, ""), str):
            raise InputError(f"{key} ska vara text", file=str(path), hint='Skriv "…".')
    keys = raw.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        raise InputError("keys ska vara en tabell med tangenter", file=str(path))
    return Settings(**{key: raw.get(key, "") for key in _TEXTS}, keys=keys)
