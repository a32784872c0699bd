"""Starting a new response, with what is known so far."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from workbench.config import Settings
from workbench.core import counties, places
from workbench.core.intake.referral_page import ReferralPage
from workbench.core.language.swedish import counted
from workbench.core.outline import Outline
from workbench.core.party import Invited, Municipality
from workbench.core.referral import Referral
from workbench.core.response import About, Facts, Response
from workbench.errors import InputError
from workbench.history import Act, History
from workbench.storage import files, toml
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.reading import read_outline, read_page
from workbench.workspace.seat import Seat, find_municipality, seat
from workbench.workspace.workspace import Workspace

_FACTS_HEAD = """\
# Uppgifterna om remissen och om vilka som svarar tillsammans.
# Det som inte är känt ännu utelämnas och fylls i senare. docs/format.md beskriver varje nyckel.
# En kommun läggs till så här:
#
#   [[municipalities]]
#   slug = "falun"
#   name = "Falun"
#   official_name = "Falu kommun"

format = 1
"""
_OUTLINE_HEAD = """\
# Betänkandets disposition. Sätt answered = true på de avsnitt som ska besvaras.
# Ett avsnitt skrivs så här:
#
#   [[sections]]
#   number = "7.3.4"
#   title = "Rubriken som i betänkandet"
#   level = 3
#   answered = true

"""


def create(
    folder: Path,
    settings: Settings,
    *,
    page: Path | None = None,
    report: Path | None = None,
    county: str = "",
    coordinator: str = "",
) -> tuple[Workspace, tuple[str, ...]]:
    """Make a new response in an empty folder.

    Args:
        folder: Where; made if it is not there.
        settings: The user's own.
        page: The remiss page or missive, for the facts.
        report: The report, or its table of contents, for the outline.
        county: The county whose municipalities answer; empty leaves them to be filled in.
        coordinator: The municipality of the county that coordinates.

    Returns:
        The response, opened, and remarks on what was doubtful in what was read.

    Raises:
        InputError: The folder is not empty, or something given cannot be read. Nothing is made.
    """
    folder = files.reached(folder)
    with files.begun(folder):
        found = read_page(page) if page else None
        outline = read_outline(report) if report else None
        facts = _facts(folder.name, found, county, coordinator)
        content = {
            places.FACTS: toml.updated(_FACTS_HEAD.encode(), facts),
            places.OUTLINE: toml.updated(
                _OUTLINE_HEAD.encode(), Outline(sections=outline.sections if outline else ())
            ),
        }
        _record(History.create(folder), folder, content, seat(Response(facts), settings))
        notes = (*(found.notes if found else ()), *(outline.notes if outline else ()))
        return Workspace(Desk.open(folder), settings), notes


def _record(history: History, folder: Path, content: Mapping[str, bytes], who: Seat) -> None:
    subject, trailers = "Skapade remissvaret", {"Remiss-Act": "new"}
    with history.lock():
        history.record([Act(who.party, content, subject, who.person, clock.now(), trailers)])
        files.write_into(folder, content)
        history.settle(content)


def _facts(name: str, page: ReferralPage | None, county: str, coordinator: str) -> Facts:
    group: tuple[Municipality, ...] = ()
    sender = ""
    if county:
        key = counties.find(county)
        if not key:
            known = ", ".join(title for title, _ in counties.COUNTIES.values())
            raise InputError(f"länet ”{county}” finns inte", hint=f"Länen är {known}.")
        group = counties.municipalities(key)
        sender = f"Kommunerna i {counties.COUNTIES[key][0]}"
    facts = Facts(
        format=1,
        response=About(id=counties.slug(name)[:41] or "remissvar", name=sender),
        referral=page.referral() if page else Referral(),
        municipalities=_with_invitations(group, page),
    )
    if not coordinator:
        return facts
    home = find_municipality(Response(facts), coordinator)
    about = facts.response.model_copy(update={"coordinator": home.slug})
    return facts.model_copy(update={"response": about})


def _with_invitations(
    group: Iterable[Municipality], page: ReferralPage | None
) -> tuple[Municipality, ...]:
    """Note who was asked, when the page lists the bodies; otherwise it is not known."""
    if page is None or not page.bodies:
        return tuple(group)
    asked = {body.name.casefold(): body.restriction or "" for body in page.bodies}

    def noted(municipality: Municipality) -> Municipality:
        scope = asked.get(municipality.official_name.casefold())
        if scope is None:
            return municipality.model_copy(update={"invited": Invited.NO})
        return municipality.model_copy(update={"invited": Invited.YES, "scope": scope})

    return tuple(noted(municipality) for municipality in group)


def description(workspace: Workspace) -> str:
    """Say in a line what a new response knows."""
    facts = workspace.response.facts
    count = counted(len(workspace.response.outline.sections), ("avsnitt", "avsnitt"))
    group = counted(len(facts.municipalities), ("kommun", "kommuner"))
    return f"{facts.referral.full_title or 'Remissen är inte ifylld'}: {count}, {group}"
