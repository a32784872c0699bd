"""Acts of a municipality: its contribution to a section, and its own decision."""

from collections.abc import Mapping

from workbench.core import places
from workbench.core.adoption import Adoption, Decision, Expectation
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import STANDING
from workbench.core.position import Family, Position, family
from workbench.core.response import Response
from workbench.core.stored import Stored
from workbench.errors import InputError
from workbench.storage import texts, toml
from workbench.workspace.desk import Change, Desk
from workbench.workspace.seat import Seat, require_coordinator, require_municipality


def contribute(desk: Desk, seat: Seat, key: str, contribution: Contribution) -> str:
    """Save a municipality's contribution to a section.

    Returns:
        The version's identity.

    Raises:
        InputError: The position does not fit the section, or nothing is said.
    """
    require_municipality(seat, "skriva ett bidrag")
    check_contribution(desk.response(), key, contribution)
    path = places.contribution(seat.party, key)
    before = desk.files().get(path)
    said = contribution.position.value if contribution.position else "text"
    verb = "Bidrag" if before is None else "Ändrat bidrag"
    change = Change(
        seat,
        {path: texts.write(before, contribution)},
        f"{verb} {_section(key)}: {said}",
        {"Remiss-Act": "contribute", "Remiss-Section": key},
    )
    return desk.record([change])[0]


def withdraw(desk: Desk, seat: Seat, key: str) -> str:
    """Take a contribution back; it stays in the history.

    Raises:
        InputError: There is none.
    """
    require_municipality(seat, "dra tillbaka ett bidrag")
    path = places.contribution(seat.party, key)
    if path not in desk.files():
        raise InputError(f"{seat.label} har inget bidrag till {_section(key)}")
    change = Change(
        seat,
        {path: None},
        f"Drog tillbaka bidrag {_section(key)}",
        {"Remiss-Act": "withdraw", "Remiss-Section": key},
    )
    return desk.record([change])[0]


def check_contribution(response: Response, key: str, contribution: Contribution) -> None:
    """Refuse a contribution that cannot stand in its section.

    Raises:
        InputError: Says what does not fit and what would.
    """
    if not contribution.says_something:
        raise InputError(
            "bidraget säger ingenting", hint="Ange ett ställningstagande, en text eller båda."
        )
    check_position(response, key, contribution.position)
    if contribution.position is Position.SPLIT:
        raise InputError(
            "”delat” kan bara stå i den gemensamma texten", hint="Ange kommunens eget."
        )
    conditional = contribution.position is Position.SUPPORT_ON_CONDITION
    if conditional and not contribution.condition:
        raise InputError(
            "”tillstyrker med förbehåll” kräver ett villkor",
            hint="Ange det med --condition ”under förutsättning att …”.",
        )
    if contribution.condition and not conditional:
        raise InputError(
            "ett villkor hör till ställningstagandet ”tillstyrker med förbehåll”",
            hint="Ange det, eller skriv villkoret i texten.",
        )


def check_position(response: Response, key: str, position: Position | None) -> None:
    """Refuse a position that cannot be taken on what the inquiry says in the section.

    Raises:
        InputError: Says which words belong there.
    """
    if position is None:
        return
    if key in STANDING:
        raise InputError(
            f"under {STANDING[key]} tas ingen ställning",
            hint="Ta ställning i det avsnitt som förslaget står i.",
        )
    section = response.outline.by_number.get(key)
    if section is None or section.accepts(position):
        return
    if family(position) is Family.PROPOSAL:
        raise InputError(
            f"avsnitt {key} innehåller en bedömning, och om den sägs inte ”{position}”",
            hint="Skriv ”delar bedömningen” eller ”delar inte bedömningen”.",
        )
    raise InputError(
        f"avsnitt {key} innehåller ett förslag, och om det sägs inte ”{position}”",
        hint="Skriv ”tillstyrker”, ”tillstyrker delvis”, ”avstyrker” eller liknande.",
    )


def write_text(desk: Desk, seat: Seat, key: str, agreed: AgreedText, subject: str) -> str:
    """Save the agreed text of a section.

    Raises:
        InputError: The position does not fit the section.
        StageError: Somebody other than the coordinator tried.
    """
    require_coordinator(seat, "ändra den gemensamma texten")
    check_position(desk.response(), key, agreed.position)
    path = places.text(key)
    data = texts.write(desk.files().get(path), agreed)
    trailers = {"Remiss-Act": "edit", "Remiss-Section": key}
    return desk.record([Change(seat, {path: data}, subject, trailers)])[0]


def adopt(desk: Desk, seat: Seat, decision: Decision) -> str:
    """Record what a municipality has decided about the joint answer.

    Raises:
        InputError: It deviates in a section that is not answered.
    """
    require_municipality(seat, "föra in ett beslut")
    known = desk.response().sections
    for key in decision.deviates_in:
        if key not in known:
            raise InputError(
                f"avvikelsen gäller avsnitt {key}, som inte besvaras",
                hint=f"Besvarade avsnitt: {', '.join(known)}.",
            )
    if decision.version:
        desk.history.resolve(decision.version)
    where = f" {decision.body}" if decision.body else ""
    item = f" § {decision.paragraph}" if decision.paragraph else ""
    subject = f"Beslut: {decision.stance},{where} {decision.date}{item}"
    return _save_adoption(desk, seat, {"decision": decision}, subject, "adopt")


def expect(desk: Desk, seat: Seat, expectation: Expectation) -> str:
    """Note what a municipality is expected to decide. It is never counted as decided."""
    require_municipality(seat, "anteckna ett väntat beslut")
    subject = f"Väntat beslut: {expectation.stance} ({expectation.source})"
    return _save_adoption(desk, seat, {"expected": expectation}, subject, "expect")


def _save_adoption(
    desk: Desk, seat: Seat, update: Mapping[str, Stored], subject: str, act: str
) -> str:
    path = places.adoption(seat.party)
    before = desk.files().get(path)
    adoption = desk.response().adoptions.get(seat.party, Adoption()).model_copy(update=update)
    change = Change(seat, {path: toml.updated(before, adoption)}, subject, {"Remiss-Act": act})
    return desk.record([change])[0]


def _section(key: str) -> str:
    return STANDING.get(key, key)
