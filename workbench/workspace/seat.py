"""Who acts: the party whose words are written, and the person whose name stands on the act."""

import difflib
from dataclasses import dataclass

from workbench.config import Settings
from workbench.core.party import COORDINATOR, Municipality
from workbench.core.response import Response, officer_by
from workbench.errors import InputError, StageError
from workbench.history import Person

_COORDINATOR_WORDS = frozenset({"", "samordnare", "samordnaren", "coordinator", COORDINATOR})


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at the workbench."""

    party: str
    """A municipality's slug, or the coordinator."""
    label: str
    """As on screen and in subjects: `Falun`, or `Samordnaren`."""
    person: Person

    @property
    def is_coordinator(self) -> bool:
        """Whether this is the coordinator."""
        return self.party == COORDINATOR


def find_municipality(response: Response, words: str) -> Municipality:
    """Return the municipality that somebody named.

    Raises:
        InputError: No municipality of the response is called so; says which is nearest.
    """
    found = response.municipality(words)
    if found is not None:
        return found
    names = {m.name.casefold(): m.name for m in response.facts.municipalities}
    near = difflib.get_close_matches(words.casefold(), list(names), 1, 0.5)
    meant = f"Menade du {names[near[0]]}? " if near else ""
    known = f"Kommunerna är {', '.join(names.values())}." if names else "Inga är inlagda än."
    raise InputError(f"kommunen ”{words}” finns inte i remissvaret", hint=meant + known)


def seat(response: Response, settings: Settings, *, party: str = "", officer: str = "") -> Seat:
    """Find out who acts.

    Args:
        response: The response.
        settings: The user's own.
        party: A municipality by any of its names; empty or `samordnare` is the coordinator.
        officer: One of the municipality's officers by name or mail address.

    Raises:
        InputError: There is no such municipality or officer.
    """
    words = party or settings.municipality
    own = _home(response, settings)
    if words.strip().casefold() in _COORDINATOR_WORDS:
        home = response.municipalities.get(response.facts.response.coordinator or "")
        return Seat(
            COORDINATOR, "Samordnaren", _person(home, own, settings, officer, coordinating=True)
        )
    municipality = find_municipality(response, words)
    return Seat(municipality.slug, municipality.name, _person(municipality, own, settings, officer))


def _home(response: Response, settings: Settings) -> Municipality | None:
    """Return where the user works: the own municipality, or for a coordinator the coordinating."""
    own = response.municipality(settings.municipality) if settings.municipality else None
    return own or response.municipalities.get(response.facts.response.coordinator or "")


def _person(
    home: Municipality | None,
    own: Municipality | None,
    settings: Settings,
    officer: str,
    *,
    coordinating: bool = False,
) -> Person:
    if home is None:
        return Person(settings.name or "Samordnaren", settings.email or "samordnare@localhost")
    if settings.name and settings.email and not officer:
        # Whoever writes for another municipality signs with the own.
        return Person(f"{settings.name}, {(own or home).official_name}", settings.email)
    found = officer_by(home, officer)
    if found is None and officer:
        known = ", ".join(other.name for other in home.officers) or "ingen"
        raise InputError(
            f"{home.official_name} har ingen handläggare ”{officer}”", hint=f"Inlagda: {known}."
        )
    if coordinating and not officer:
        named = [other for other in home.officers if "samordn" in other.name.casefold()]
        found = named[0] if named else found
    if found is None:
        return Person(home.official_name, f"{home.slug}@localhost")
    return Person(f"{found.name}, {home.official_name}", found.email)


def require_coordinator(who: Seat, act: str) -> None:
    """Refuse an act that is the coordinator's alone.

    Raises:
        StageError: Somebody else tried.
    """
    if not who.is_coordinator:
        raise StageError(f"{who.label} kan inte {act}", hint="Det gör samordnaren. Utelämna --as.")


def require_municipality(who: Seat, act: str) -> None:
    """Refuse an act that only a municipality can do.

    Raises:
        InputError: No municipality was named.
    """
    if who.is_coordinator:
        raise InputError(f"för att {act} måste en kommun anges", hint="Lägg till --as KOMMUN.")
