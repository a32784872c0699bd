"""Who stands behind the answer: the table of decisions, and the sentences about the basis."""

from workbench.core import document as doc
from workbench.core.adoption import Adoption, Decision
from workbench.core.answer.wording import in_words
from workbench.core.language.swedish import join_names, long_date
from workbench.core.party import Invited, Joins
from workbench.core.response import Form, Response
from workbench.core.status import BEHIND_STATES, AdoptionState, adoption_state

_FORMS = ("kommun", "kommuner")


def states(response: Response) -> dict[str, AdoptionState]:
    """Return where each municipality stands, in the file's order."""
    return {slug: adoption_state(response.adoptions.get(slug)) for slug in response.municipalities}


def senders(response: Response) -> tuple[str, ...]:
    """Return the slugs of those who send the answer.

    Those who have decided to; before anybody has, all who take part.
    """
    behind = tuple(slug for slug, state in states(response).items() if state in BEHIND_STATES)
    taking_part = tuple(
        slug for slug, m in response.municipalities.items() if m.joins is not Joins.NO
    )
    return behind or taking_part


def given_by(response: Response) -> str:
    """Say who gives the answer; before anybody has decided, who means to."""
    names = join_names(response.official_names(senders(response)))
    if not any(state in BEHIND_STATES for state in states(response).values()):
        return (
            f"Yttrandet är avsett att avges gemensamt av {names}. Ingen kommun har ännu beslutat."
        )
    if response.facts.response.form is Form.ALIKE:
        return f"Yttrandet avges gemensamt, genom likalydande beslut, av {names}."
    return f"Yttrandet avges gemensamt av {names}."


def basis(response: Response) -> str:
    """Say on what the answer rests: how many took part, and how many have decided."""
    total = len(response.municipalities)
    wrote = {
        slug
        for (_, slug), contribution in response.contributions.items()
        if slug in response.municipalities and contribution.says_something
    }
    counts = list(states(response).values())
    behind = sum(state in BEHIND_STATES for state in counts)
    expected = counts.count(AdoptionState.EXPECTED)
    who = f"{len(wrote)} av {total}" if len(wrote) < total or total == 1 else f"Alla {total}"
    sentences = [f"{who} {_FORMS[total != 1]} har deltagit i arbetet med yttrandet."]
    if behind:
        number = f"{in_words(behind).capitalize()} {_FORMS[behind != 1]}"
        sentences.append(f"{number} har beslutat att ställa sig bakom det.")
    if expected:
        number = f"{in_words(expected)} {_FORMS[expected != 1]}"
        sentences.append(f"Från {number} väntas beslut, som inte räknas in i förväg.")
    return " ".join(sentences)


def invitation(response: Response) -> str:
    """Say how the municipalities come to answer; empty when it is not known."""
    invited = [m for m in response.facts.municipalities if m.invited is Invited.YES]
    uninvited = [m for m in response.facts.municipalities if m.invited is Invited.NO]
    if len(invited) + len(uninvited) < len(response.facts.municipalities):
        return ""
    if not invited:
        return (
            "Kommunerna är inte remissinstanser men önskar yttra sig över förslagen, "
            "som har stor betydelse för deras verksamhet."
        )
    if not uninvited:
        return ""
    names = join_names(m.official_name for m in invited)
    return (
        f"{names} är remissinstans{'er' if len(invited) > 1 else ''}. "
        "Övriga kommuner är det inte men önskar yttra sig."
    )


def scope(response: Response) -> str:
    """Say which parts the municipalities were asked about, when the referral was limited."""
    parts = sorted({m.scope for m in response.facts.municipalities if m.scope})
    return f"Remissen är begränsad till {join_names(parts)}." if parts else ""


def table(response: Response) -> doc.Table:
    """Return the table of who stands behind the answer, one row a municipality."""
    header = ("Kommun", "Beslutande organ", "Datum", "§", "Dnr", "Ställningstagande")
    rows = []
    for slug, municipality in response.municipalities.items():
        adoption = response.adoptions.get(slug)
        cells = (municipality.name, *_cells(adoption), _stance(adoption))
        rows.append(tuple((doc.Text(cell),) if cell else () for cell in cells))
    return doc.Table(
        header=tuple((doc.Text(name),) for name in header),
        rows=tuple(rows),
        caption="Kommunernas beslut",
        widths=(15, 23, 14, 6, 18, 24),
        description="En rad för varje kommun med beslutande organ, datum, paragraf, "
        "diarienummer och ställningstagande.",
    )


def _cells(adoption: Adoption | None) -> tuple[str, str, str, str]:
    decision = adoption.decision if adoption else None
    if decision is None:
        return "", "", "", ""
    return (
        decision.body,
        decision.date.isoformat(),
        decision.paragraph,
        decision.registration_number,
    )


def _stance(adoption: Adoption | None) -> str:
    state = adoption_state(adoption)
    decision = adoption.decision if adoption else None
    if decision is None:
        return "Beslut väntas" if state is AdoptionState.EXPECTED else "Har inte svarat"
    words = state.value[0].upper() + state.value[1:]
    details = _details(decision)
    return f"{words}: {details}" if details else words


def _details(decision: Decision) -> str:
    if decision.deviates_in:
        return f"avsnitt {join_names(decision.deviates_in)}"
    if decision.conditions:
        return decision.conditions
    if decision.returns:
        return f"nytt beslut väntas {long_date(decision.returns)}"
    return ""
